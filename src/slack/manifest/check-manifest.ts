import { isRecord } from '../../shape/record.ts'
import { manifestSchema } from './schema.ts'
import { type Group, type ManifestProblem, type ProblemReporter, reportProblems, texts } from './validate.ts'

/**
 * What in a manifest Slack would refuse, in the order of the manifest; empty when it fits. Any value is taken, and
 * nothing is thrown.
 */
export function checkManifest(manifest: unknown): ManifestProblem[] {
  const problems: ManifestProblem[] = []
  const report: ProblemReporter = (path, problem, certain = true) => void problems.push({ path, problem, certain })
  reportProblems(manifestSchema, manifest, report)
  if (isRecord(manifest)) checkTogether(manifest, report)
  return problems
}

/** What each key allows, but the others do not. */
function checkTogether(manifest: Group, report: ProblemReporter): void {
  const inside = (value: unknown, key: string): Group => {
    const found = isRecord(value) ? value[key] : undefined
    return isRecord(found) ? found : {}
  }
  const scopes = inside(manifest['oauth_config'], 'scopes')
  if (texts(scopes['bot']).length > 0 && !isRecord(inside(manifest, 'features')['bot_user'])) {
    report('features.bot_user', 'is missing, and bot scopes need a bot user')
  }
  for (const kind of ['bot', 'user'] as const) {
    const main = texts(scopes[kind])
    const optional: unknown = scopes[`${kind}_optional`]
    for (const [index, scope] of (Array.isArray(optional) ? optional : []).entries()) {
      if (typeof scope !== 'string' || main.includes(scope)) continue
      report(`oauth_config.scopes.${kind}_optional[${index}]`, `must also stand in oauth_config.scopes.${kind}`)
    }
  }
  const options = inside(manifest, 'settings')
  if (options['socket_mode_enabled'] === true) return
  const events = inside(options, 'event_subscriptions')
  if ((texts(events['bot_events'])[0] ?? texts(events['user_events'])[0]) && !events['request_url']) {
    report('settings.event_subscriptions.request_url', 'is missing, and events need it or Socket Mode')
  }
  const interactivity = inside(options, 'interactivity')
  if (interactivity['is_enabled'] === true && !interactivity['request_url']) {
    report('settings.interactivity.request_url', 'is missing, and interactivity needs it or Socket Mode')
  }
}

import { type Problem, problemsOf } from '../../shape/problems.ts'
import { isRecord } from '../../shape/record.ts'
import type { Fault, Sizes } from '../../shape/shape.ts'
import { parseJson } from '../../slack/facts/json-depth.ts'
import { manifestSchema, scopeMeans } from '../../slack/manifest/schema.ts'
import { type Group, texts } from '../../slack/manifest/validate.ts'
import type { Manifest } from '../state/app-types.ts'
import { fitsList } from '../state/scopes.ts'

/** One of the `errors` of `invalid_manifest`. `pointer` is a JSON pointer into the manifest. */
export interface SimulatedManifestError {
  readonly message: string
  readonly pointer: string
}

type SimulatedManifestErrors = SimulatedManifestError[]

/** Parses the manifest of an argument, which is JSON text; undefined when it is no object. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = parseJson(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * The errors that Slack would answer for a manifest; empty when it is valid. Limits and keys are those of Slack's
 * schema; messages are Slack's where its documentation quotes them.
 */
export function checkManifest(manifest: Manifest): SimulatedManifestError[] {
  const problems: SimulatedManifestErrors = []
  const found = problemsOf(manifestSchema, manifest)
  const tooLong = found.filter(isTooLong).map(({ path }) => `${path}[`)
  for (const problem of found) {
    // A list that is too long has no other error.
    if (!tooLong.some((list) => problem.path.startsWith(list))) report(problem, problems)
  }
  checkScopes(manifest, problems)
  checkDelivery(inside(manifest, 'settings'), problems)
  return problems
}

function isTooLong({ fault }: Problem): boolean {
  return fault.is === 'size' && Array.isArray(fault.value)
}

function report({ steps, fault }: Problem, problems: SimulatedManifestErrors): void {
  const pointer = pointerOf(steps)
  const list = pointerOf(steps.slice(0, -1))
  switch (fault.is) {
    case 'missing':
      problems.push({ message: `Missing required field: ${steps.at(-1)}`, pointer: list || '/' })
      break
    case 'twice':
      if (!problems.some((one) => one.message === twice && one.pointer === list))
        problems.push({ message: twice, pointer: list })
      break
    case 'name':
      problems.push({ message: `Keys must be ${fault.means}`, pointer })
      break
    case 'unknown key':
      if (fault.closed) problems.push({ message: `Unknown key. Allowed are ${fault.known.join(', ')}`, pointer })
      break
    case 'size':
      problems.push({ message: sizeMessage(Array.isArray(fault.value), fault.sizes), pointer })
      break
    case 'other':
      problems.push({ message: expectation(fault), pointer })
  }
}

const jsonWords: Readonly<Record<string, string>> = { 'a group of keys': 'an object', 'a whole number': 'an integer' }

const twice = 'Must have no entry twice'

function pointerOf(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function sizeMessage(isList: boolean, { least, most }: Sizes): string {
  return isList ? `Must be a list with at most ${most} entries` : `Must be a text of ${least} to ${most} characters`
}

function expectation({ value, means, sizes }: Extract<Fault, { readonly is: 'other' }>): string {
  if (sizes) return sizeMessage(means.startsWith('a list'), sizes)
  const kind = (['bot', 'user'] as const).find((one) => scopeMeans[one] === means)
  if (kind) return `Invalid ${kind} scope: ${String(value)}`
  return `Must be ${jsonWords[means] ?? means}`
}

function checkScopes(manifest: Manifest, problems: SimulatedManifestErrors): void {
  const scopes = inside(inside(manifest, 'oauth_config'), 'scopes')
  for (const kind of ['bot', 'user'] as const) {
    for (const [index, scope] of texts(scopes[`${kind}_optional`]).entries()) {
      if (!fitsList(scope, kind) || texts(scopes[kind]).includes(scope)) continue
      const pointer = `/oauth_config/scopes/${kind}_optional/${index}`
      problems.push({ message: `Optional scope ${scope} must also be in ${kind}`, pointer })
    }
  }
  if (texts(scopes['bot']).length > 0 && !isRecord(inside(manifest, 'features')['bot_user'])) {
    problems.push({ message: 'Bot scopes require a bot user', pointer: '/features/bot_user' })
  }
}

function checkDelivery({ socket_mode_enabled: socket, ...settings }: Group, problems: SimulatedManifestErrors): void {
  if (socket === true) return
  const [events, interactivity] = [inside(settings, 'event_subscriptions'), inside(settings, 'interactivity')]
  if ([events['bot_events'], events['user_events']].some((one) => texts(one)[0]) && !events['request_url']) {
    const message = 'Event Subscription requires either Request URL or Socket Mode Enabled'
    problems.push({ message, pointer: '/settings/event_subscriptions' })
  }
  if (interactivity['is_enabled'] === true && !interactivity['request_url']) {
    const pointer = '/settings/interactivity'
    problems.push({ message: 'Interactivity requires a Request URL', pointer })
    problems.push({ message: 'Interactivity requires Socket Mode enabled', pointer })
  }
}

/** The object under a key; empty when there is none. */
function inside(value: Group, key: string): Group {
  const found = value[key]
  return isRecord(found) ? found : {}
}

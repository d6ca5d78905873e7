import { parseJson } from '../../slack/facts/json-depth.ts'
import {
  longestRedirectUrl,
  type ManifestField,
  type ManifestGroup,
  manifestSchema,
} from '../../slack/manifest/schema.ts'
import { type Group, isGroup, texts } from '../../slack/manifest/validate.ts'
import type { Manifest } from '../state/app-types.ts'
import { fitsList } from '../state/scopes.ts'

/** One thing that is wrong, as `errors` of `invalid_manifest` has it. `pointer` is a JSON pointer into the manifest. */
export interface SimulatedManifestError {
  readonly message: string
  readonly pointer: string
}

type SimulatedManifestErrors = SimulatedManifestError[]

/** The manifest of an argument, JSON text as an SDK or a form sends it; undefined when it is no object. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = parseJson(text)
    return isGroup(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * What Slack would refuse the manifest for; empty when it fits. Limits and keys are those of Slack's schema; messages
 * are Slack's where its documentation quotes them.
 */
export function checkManifest(manifest: Manifest): SimulatedManifestError[] {
  const problems: SimulatedManifestErrors = []
  check(manifestSchema, { value: manifest, pointer: '' }, problems)
  checkScopes(manifest, problems)
  checkDelivery(inside(manifest, 'settings'), problems)
  return problems
}

interface SimulatedManifestPart {
  readonly value: unknown
  readonly pointer: string
}

function check(field: ManifestField, part: SimulatedManifestPart, problems: SimulatedManifestErrors): void {
  const { value, pointer } = part
  if (field.is === 'text') checkForm(field, part, problems)
  else if (field.is === 'redirect URL') checkRedirectUrl(part, problems)
  else if (field.is === 'scope') checkScope(field.of, part, problems)
  else if (field.is === 'list') checkList(field, part, problems)
  else if (field.is === 'group' && isGroup(value)) checkGroup(field, { value, pointer }, problems)
  else if (field.is === 'group') problems.push({ message: 'Must be an object', pointer })
  else if (field.is === 'flag' && typeof value !== 'boolean')
    problems.push({ message: 'Must be true or false', pointer })
  else if (field.is === 'whole number' && !Number.isInteger(value)) {
    problems.push({ message: 'Must be an integer', pointer })
  }
}

function checkForm(
  { least, most, form }: Extract<ManifestField, { is: 'text' }>,
  part: SimulatedManifestPart,
  problems: SimulatedManifestErrors,
): void {
  const { value, pointer } = part
  if (!checkText(part, [least, most], problems) || !form) return
  if (typeof value === 'string' && !form.pattern.test(value)) {
    problems.push({ message: `Must be ${form.means}`, pointer })
  }
}

function checkScope(kind: 'bot' | 'user', part: SimulatedManifestPart, problems: SimulatedManifestErrors): void {
  const { value, pointer } = part
  if (!checkText(part, [1, 50], problems) || typeof value !== 'string' || fitsList(value, kind)) return
  problems.push({ message: `Invalid ${kind} scope: ${value}`, pointer })
}

function checkGroup(
  { keys, needs, closed }: ManifestGroup,
  { value, pointer }: SimulatedManifestPart & { readonly value: Group },
  problems: SimulatedManifestErrors,
): void {
  if (needs !== undefined && value[needs] === undefined) {
    problems.push({ message: `Missing required field: ${needs}`, pointer: pointer || '/' })
  }
  for (const [key, one] of Object.entries(value)) {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const field = Object.hasOwn(keys, key) ? keys[key] : undefined
    if (field) check(field, { value: one, pointer: at }, problems)
    else if (closed) problems.push({ message: `Unknown key. Allowed are ${Object.keys(keys).join(', ')}`, pointer: at })
  }
}

function checkList(
  { of, most, unique }: Extract<ManifestField, { is: 'list' }>,
  { value, pointer }: SimulatedManifestPart,
  problems: SimulatedManifestErrors,
): void {
  if (!Array.isArray(value) || value.length > most) {
    problems.push({ message: `Must be a list with at most ${most} entries`, pointer })
    return
  }
  if (unique && new Set(value).size < value.length) problems.push({ message: 'Must have no entry twice', pointer })
  for (const [index, one] of value.entries()) check(of, { value: one, pointer: `${pointer}/${index}` }, problems)
}

function checkText(
  { value, pointer }: SimulatedManifestPart,
  [least, most]: readonly [number, number],
  problems: SimulatedManifestErrors,
): boolean {
  const fits = typeof value === 'string' && value.length >= least && value.length <= most
  if (!fits) problems.push({ message: `Must be a text of ${least} to ${most} characters`, pointer })
  return fits
}

function checkRedirectUrl(part: SimulatedManifestPart, problems: SimulatedManifestErrors): void {
  const { value, pointer } = part
  if (!checkText(part, [1, longestRedirectUrl], problems) || typeof value !== 'string') return
  if (!URL.canParse(value)) problems.push({ message: 'Must be a URL', pointer })
  else if (value.includes('#')) problems.push({ message: 'Must have no fragment', pointer })
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
  if (texts(scopes['bot']).length > 0 && !isGroup(inside(manifest, 'features')['bot_user'])) {
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

/** The group under a key; empty when there is none. */
function inside(value: Group, key: string): Group {
  const found = value[key]
  return isGroup(found) ? found : {}
}

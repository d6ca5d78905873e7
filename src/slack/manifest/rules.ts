import { isRecord } from '../../shape/record.ts'
import { type EventFact, eventFact, events as knownEvents } from '../facts/events.ts'
import { lettersApart, nearest } from '../facts/nearest.ts'
import { type StepFault, stepFaults } from './step-rules.ts'
import { type Group, texts } from './validate.ts'

/** A broken rule about several keys of a manifest, and the path of the wrong key. A shape checks only single keys. */
export type RuleBreak = { readonly steps: readonly (string | number)[] } & (
  | { readonly rule: 'bot_user' | 'events_url' | 'interactivity_url' | 'commands_scope' }
  | { readonly rule: 'optional_scope'; readonly scope: string; readonly kind: 'bot' | 'user' }
  | { readonly rule: 'command_url'; readonly command: string }
  /** A fault in `functions` or `workflows`. No install depends on these keys. */
  | { readonly rule: StepFault['rule']; readonly certain: boolean }
  | {
      readonly rule: 'event_scope'
      readonly event: string
      readonly kind: 'bot' | 'user'
      readonly scopes: readonly string[]
    }
  | { readonly rule: 'event_kind'; readonly event: string; readonly kind: 'bot' | 'user' }
  /**
   * `certain` is true when the name is a misspelling of a known event, or the name of an event without a subscription.
   */
  | { readonly rule: 'event_unknown'; readonly event: string; readonly near: string | null; readonly certain: boolean }
)

/** Events that Slack sends only over RTM or to retired kinds of apps; the Events API has no subscription to them. */
const notSubscribable = ['presence_change', 'manual_presence_change', 'user_typing', 'hello', 'goodbye', 'pref_change']

/**
 * Returns the rules that a manifest breaks. The rules of delivery are in
 * docs.slack.dev/reference/methods/apps.manifest.validate. Slack's error messages state the others: an event needs its
 * scope, and a slash command needs the scope `commands`.
 */
export function brokenRules(manifest: Group): RuleBreak[] {
  return [
    ...scopeRules(manifest),
    ...commandRules(manifest),
    ...deliveryRules(manifest),
    ...eventRules(manifest),
    ...stepFaults(manifest),
  ]
}

export const isSocketMode = (manifest: Group): boolean => inside(manifest, 'settings')['socket_mode_enabled'] === true

/** Whether Slack runs the app itself; then Slack needs no address for its requests. */
function isHosted(manifest: Group): boolean {
  const { is_hosted: hosted, function_runtime: runtime } = inside(manifest, 'settings')
  return hosted === true || runtime === 'slack'
}

function scopeRules(manifest: Group): RuleBreak[] {
  const scopes = scopesIn(manifest)
  const broken: RuleBreak[] = []
  if (texts(scopes['bot']).length > 0 && !isRecord(inside(manifest, 'features')['bot_user'])) {
    broken.push({ rule: 'bot_user', steps: ['features', 'bot_user'] })
  }
  for (const kind of ['bot', 'user'] as const) {
    const key = `${kind}_optional`
    const main = texts(scopes[kind])
    for (const [index, scope] of listIn(scopes[key]).entries()) {
      if (typeof scope !== 'string' || main.includes(scope)) continue
      broken.push({ rule: 'optional_scope', steps: ['oauth_config', 'scopes', key, index], scope, kind })
    }
  }
  return broken
}

function commandRules(manifest: Group): RuleBreak[] {
  const commands = listIn(inside(manifest, 'features')['slash_commands'])
  if (commands.length === 0) return []
  const steps = ['features', 'slash_commands']
  const broken: RuleBreak[] = texts(scopesIn(manifest)['bot']).includes('commands')
    ? []
    : [{ rule: 'commands_scope', steps }]
  if (isSocketMode(manifest) || isHosted(manifest)) return broken
  for (const [index, one] of commands.entries()) {
    if (!isRecord(one) || one['url'] !== undefined) continue
    broken.push({
      rule: 'command_url',
      steps: [...steps, index],
      command: typeof one['command'] === 'string' ? one['command'].slice(0, 40) : '',
    })
  }
  return broken
}

function deliveryRules(manifest: Group): RuleBreak[] {
  if (isSocketMode(manifest) || isHosted(manifest)) return []
  const settings = inside(manifest, 'settings')
  const subscriptions = inside(settings, 'event_subscriptions')
  const interactivity = inside(settings, 'interactivity')
  const subscribed = [subscriptions['bot_events'], subscriptions['user_events']].some((one) => texts(one).length > 0)
  return [
    ...(subscribed && subscriptions['request_url'] === undefined
      ? [{ rule: 'events_url', steps: ['settings', 'event_subscriptions', 'request_url'] } as const]
      : []),
    ...(interactivity['is_enabled'] === true && interactivity['request_url'] === undefined
      ? [{ rule: 'interactivity_url', steps: ['settings', 'interactivity', 'request_url'] } as const]
      : []),
  ]
}

function eventRules(manifest: Group): RuleBreak[] {
  const subscriptions = inside(inside(manifest, 'settings'), 'event_subscriptions')
  const scopes = scopesIn(manifest)
  return (['bot', 'user'] as const).flatMap((kind) =>
    listIn(subscriptions[`${kind}_events`]).flatMap((event, index) => {
      if (typeof event !== 'string') return []
      const steps = ['settings', 'event_subscriptions', `${kind}_events`, index]
      const fact = eventFact(event)
      if (!fact) return [unknownEvent(event, steps)]
      return eventRule({ event, kind, steps }, fact, texts(scopes[kind]))
    }),
  )
}

interface SubscribedEvent {
  readonly event: string
  readonly kind: 'bot' | 'user'
  readonly steps: readonly (string | number)[]
}

function eventRule(subscribed: SubscribedEvent, fact: EventFact, granted: readonly string[]): RuleBreak[] {
  if (fact.for !== 'both' && fact.for !== subscribed.kind) return [{ rule: 'event_kind', ...subscribed }]
  if (fact.scopes.length === 0 || fact.scopes.some((scope) => granted.includes(scope))) return []
  return [{ rule: 'event_scope', ...subscribed, scopes: fact.scopes }]
}

function unknownEvent(event: string, steps: readonly (string | number)[]): RuleBreak {
  const near = nearest(event, Object.keys(knownEvents), 1)[0] ?? null
  const slip = near !== null && lettersApart(event, near) <= 2
  return {
    rule: 'event_unknown',
    steps,
    event: event.slice(0, 60),
    near,
    certain: slip || notSubscribable.includes(event),
  }
}

function scopesIn(manifest: Group): Group {
  return inside(inside(manifest, 'oauth_config'), 'scopes')
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Returns the group of keys under a key; empty when there is none. */
export function inside(value: Group, key: string): Group {
  const found = value[key]
  return isRecord(found) ? found : {}
}

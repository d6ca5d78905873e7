import { join, nameOf, type Problem, problemsOf, quote } from '../../shape/problems.ts'
import type { Shape, ShapeFault } from '../../shape/shape.ts'
import { lettersApart, nearest } from '../facts/nearest.ts'
import { meantScopes, type ScopeFacts, scopeFacts } from '../facts/scopes.ts'
import { scopeMeans } from './schema.ts'

/** One fault in a manifest. */
export interface ManifestProblem {
  /** The path, as people write it: `oauth_config.scopes.bot[2]`; empty for the manifest itself. */
  readonly path: string
  /** The same path as keys and indexes. */
  readonly steps: readonly (string | number)[]
  /** What was expected at the path and what was found, without a full stop. */
  readonly problem: string
  /** What the developer should do, in the imperative, without a full stop; null when the problem already says it. */
  readonly cure: string | null
  /** Whether Slack certainly refuses the value. False for a scope or key that may be newer than the tables here. */
  readonly certain: boolean
}

/** The description of one fault. By default it is certain and has no cure. */
export interface DescribedProblem {
  readonly problem: string
  readonly cure?: string | null
  readonly certain?: boolean
}

export type ProblemReporter = (steps: readonly (string | number)[], described: DescribedProblem) => void
export type Group = Readonly<Record<string, unknown>>

/** Returns the strings in a list; empty when the value is no list. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

/** Reports each difference from the shape, described for the author of the manifest. */
export function reportProblems(shape: Shape<unknown>, value: unknown, report: ProblemReporter): void {
  for (const problem of problemsOf(shape, value)) report(problem.steps, described(problem))
}

function described({ steps, fault }: Problem): DescribedProblem {
  switch (fault.is) {
    case 'missing':
      return { problem: 'is missing', cure: 'Add it' }
    case 'twice': {
      const list = steps.slice(0, -1).reduce<string>(join, '')
      return { problem: `stands there twice, first at ${list}[${fault.first}]`, cure: 'Leave one of them out' }
    }
    case 'size':
      return { problem: wrongSize(fault), cure: sizeCure(fault) }
    case 'name':
      return { problem: `has a key that is not ${fault.means}`, cure: 'Rename the key' }
    case 'unknown key':
      return (steps.length === 1 && misplacedKey(fault.key)) || unknownKey(fault)
    case 'other': {
      const { value, means } = fault
      const kind = (['bot', 'user'] as const).find((one) => scopeMeans[one] === means)
      if (kind && typeof value === 'string') return wrongScope(kind, value)
      if (typeof value === 'string' && /^a list/.test(means) && value.trim() !== '') return asList(means, value)
      return { problem: `expected ${means}, found ${nameOf(value)}`, cure: `Write ${means}` }
    }
  }
}

type FaultOf<Is> = Extract<ShapeFault, { readonly is: Is }>

function wrongSize({ found, value, sizes: { least, most } }: FaultOf<'size'>): string {
  if (value === '') return 'expected a text, found an empty one'
  if (found === 0) return 'expected at least one entry, found none'
  const wanted = least > 1 ? `${least} to ${most}` : `at most ${most}`
  return `expected ${wanted} ${typeof value === 'string' ? 'characters' : 'entries'}, found ${found}`
}

function sizeCure({ found, sizes: { least, most } }: FaultOf<'size'>): string {
  if (found === 0) return 'Leave the key out, or fill it'
  return found > most ? `Shorten it to ${most}` : `Make it ${least} or more`
}

function wrongScope(kind: 'bot' | 'user', scope: string): DescribedProblem {
  const facts = scopeFacts(scope)
  const expected = `expected a ${kind} scope`
  // Slack adds `identify` to the scopes that a person grants, and some manifests list it.
  if (facts) {
    const cure = scopeCure(scope, facts, kind)
    return { problem: `${expected}, ${misplaced(scope, facts, kind)}`, cure, certain: scope !== 'identify' }
  }
  const several = namesIn(scope)
  if (several.length > 1 && several.some((one) => scopeFacts(one))) {
    const problem = `${expected}, found ${several.length} scopes in one text`
    return { problem, cure: `Write each of them as an entry of its own: ${entries(several)}` }
  }
  const [plain] = several
  if (plain !== undefined && plain !== scope && scopeFacts(plain)) {
    return { problem: `${expected}, ${quote(scope)} has more characters in it`, cure: `Write ${plain}` }
  }
  const meant = meantScopes(scope).filter((one) => scopeFacts(one)?.[kind])
  const perKind = /^conversation/i.test(scope) && meant.length > 1
  const [near] = meant
  const slip = near !== undefined && lettersApart(scope, near) <= 2
  const problem = `${expected}, ${quote(scope)} is none${near && !perKind ? ` – did you mean ${near}?` : ''}`
  const cure = perKind
    ? `Write those of the kinds of conversation that the app uses: ${meant.join(', ')}`
    : near
      ? `Write ${near}`
      : 'Look it up in docs.slack.dev/reference/scopes'
  return { problem, cure, certain: slip || perKind }
}

/** Splits a text into the names that it contains, and removes quotes and brackets. */
function namesIn(text: string): string[] {
  return text
    .slice(0, 2000)
    .split(/[\s,;|+"'“”„‘’`[\]{}]+/)
    .filter((one) => one !== '')
}

function entries(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((one) => `"${one.slice(0, 50)}"`)
  return `${shown.join(', ')}${names.length > shown.length ? ', …' : ''}`
}

/** Describes a text where a list is expected, such as `bot: chat:write,users:read`. */
function asList(means: string, value: string): DescribedProblem {
  const names = namesIn(value)
  return { problem: `expected ${means}, found ${quote(value)}`, cure: `Write a list: [${entries(names)}]` }
}

function scopeCure(scope: string, { classic, successor = [], ...facts }: ScopeFacts, kind: 'bot' | 'user'): string {
  const other = kind === 'bot' ? 'user' : 'bot'
  if (classic && successor.length > 0) return `Write ${successor.join(', ')}`
  if (classic || facts.heldBy || !facts[other]) return `Leave ${scope} out`
  return `Move it to oauth_config.scopes.${other}`
}

function misplaced(scope: string, facts: ScopeFacts, kind: 'bot' | 'user'): string {
  const other = kind === 'bot' ? 'user' : 'bot'
  if (facts.classic) {
    return `${scope} belongs to classic apps${facts.successor ? ` – today: ${facts.successor.join(', ')}` : ''}`
  }
  if (!facts[other]) return `no install grants ${scope}`
  const instead = facts.counterpart ? `${facts.counterpart} covers it here, or move it` : 'move it'
  return `${scope} is one of ${other} tokens – ${instead} to oauth_config.scopes.${other}`
}

/**
 * For each group of a manifest: the keys of this group that people write at the top of a manifest instead
 * (docs.slack.dev/reference/app-manifest).
 */
const groups: Readonly<Record<string, readonly string[]>> = {
  features: [
    'app_home',
    'bot_user',
    'slash_commands',
    'shortcuts',
    'workflow_steps',
    'unfurl_domains',
    'assistant_view',
  ],
  oauth_config: ['redirect_urls', 'scopes', 'pkce_enabled'],
  settings: [
    ...['allowed_ip_address_ranges', 'event_subscriptions', 'incoming_webhooks', 'interactivity', 'is_hosted'],
    ...['org_deploy_enabled', 'socket_mode_enabled', 'token_rotation_enabled', 'function_runtime'],
  ],
  display_information: ['name', 'description', 'long_description', 'background_color'],
  'oauth_config.scopes': ['bot', 'user', 'bot_optional', 'user_optional'],
  'settings.event_subscriptions': ['bot_events', 'user_events', 'request_url'],
}

/** Describes a key that is at the top of a manifest, but belongs to a group. Undefined for any other key. */
function misplacedKey(key: string): DescribedProblem | undefined {
  const place = Object.keys(groups).find((group) => groups[group]?.includes(key))
  return place === undefined
    ? undefined
    : { problem: `is no key at the top of a manifest, but of ${place}`, cure: `Move it to ${place}.${key}` }
}

/**
 * Describes an unknown key. The key is certainly wrong in a group in which Slack refuses unknown keys, or when it looks
 * like a typing mistake. Otherwise the key may be newer than the schema.
 */
function unknownKey({ key, known, closed }: FaultOf<'unknown key'>): DescribedProblem {
  const plain = namesIn(key)[0]
  if (plain !== undefined && plain !== key && known.includes(plain)) {
    return { problem: `is no key of Slack’s – quotes or spaces are part of it`, cure: `Write ${plain}` }
  }
  const near = nearest(key, known)[0] ?? known.find((one) => key.length > 3 && one.startsWith(key))
  const hint = near ? ` – did you mean ${near}?` : closed ? ` – there are ${known.join(', ')}` : ''
  const slip = near !== undefined && lettersApart(key, near) <= 2
  const cure = near ? `Write ${near}` : 'Leave it out'
  return { problem: `is no key of Slack’s${hint}`, cure, certain: closed || slip }
}

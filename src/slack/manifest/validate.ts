import { lettersApart, nearest } from '../facts/nearest.ts'
import { type ScopeFacts, scopeFacts, scopes } from '../facts/scopes.ts'
import { longestRedirectUrl, type ManifestField } from './schema.ts'

/** One thing in a manifest that does not fit. */
export interface ManifestProblem {
  /** Where, as people write it: `oauth_config.scopes.bot[2]`; empty for the manifest itself. */
  readonly path: string
  /** What was expected there and what stands there, no full stop. */
  readonly problem: string
  /** False where Slack may know better than the tables here: a newer scope, a newer key. */
  readonly certain: boolean
}

export type ProblemReporter = (path: string, problem: string, certain?: boolean) => void
export type Group = Readonly<Record<string, unknown>>

export function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The strings of a list; empty when it is none. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

/** A value and where it stands. */
interface ManifestPart {
  readonly value: unknown
  readonly path: string
}

/** Reports what does not fit the field, in words for whoever wrote the manifest. */
export function fits(field: ManifestField, { value, path }: ManifestPart, report: ProblemReporter): void {
  if (field.is === 'text' && typeof value === 'string') ofText(field, { value, path }, report)
  else if (field.is === 'redirect URL' && typeof value === 'string') ofRedirectUrl({ value, path }, report)
  else if (field.is === 'scope' && typeof value === 'string') ofScope(field.of, { value, path }, report)
  else if (field.is === 'list' && Array.isArray(value)) ofList(field, { value, path }, report)
  else if (field.is === 'group' && isGroup(value)) ofGroup(field, { value, path }, report)
  else if (!isPlain(field, value)) report(path, `expected ${nameOf(field)}, found ${found(value)}`)
}

function isPlain({ is }: ManifestField, value: unknown): boolean {
  if (is === 'flag') return typeof value === 'boolean'
  return is === 'anything' || (is === 'whole number' && Number.isInteger(value))
}

function nameOf(field: ManifestField): string {
  if (field.is === 'text') return field.form?.means ?? 'a text'
  if (field.is === 'scope') return `a ${field.of} scope`
  const names = { flag: 'true or false', 'redirect URL': 'a text', list: 'a list', group: 'a group of keys' } as const
  return field.is in names ? names[field.is as keyof typeof names] : `a ${field.is}`
}

type ManifestValue<Is> = Extract<ManifestField, { readonly is: Is }>
type ManifestText = ManifestPart & { readonly value: string }

function ofText(
  { least, most, form }: Omit<ManifestValue<'text'>, 'is'>,
  { value, path }: ManifestText,
  report: ProblemReporter,
): void {
  if (value.length < least || value.length > most) {
    const wanted = least > 1 ? `${least} to ${most}` : `at most ${most}`
    const problem =
      value === '' ? 'expected a text, found an empty one' : `expected ${wanted} characters, found ${value.length}`
    report(path, problem)
  } else if (form && !form.pattern.test(value)) report(path, `expected ${form.means}, found ${quote(value)}`)
}

function ofRedirectUrl(part: ManifestText, report: ProblemReporter): void {
  const { value, path } = part
  ofText({ least: 1, most: longestRedirectUrl }, part, report)
  if (value === '') return
  if (!URL.canParse(value)) report(path, 'expected an address such as https://example.com/slack/callback')
  else if (value.includes('#')) report(path, 'expected an address without a fragment (#…)')
}

function ofList(
  { of, most, unique = false }: ManifestValue<'list'>,
  { value, path }: ManifestPart & { readonly value: readonly unknown[] },
  report: ProblemReporter,
): void {
  if (value.length > most) report(path, `expected at most ${most} entries, found ${value.length}`)
  for (const [index, one] of value.slice(0, most).entries()) {
    const at = `${path}[${index}]`
    fits(of, { value: one, path: at }, report)
    const first = value.indexOf(one)
    if (unique && first < index) report(at, `stands there twice, first at ${path}[${first}]`)
  }
}

/** Other keys are refused in a group that Slack keeps closed, and else only where they look like a slip: the schema grows. */
function ofGroup(
  { keys, needs, closed = false }: ManifestValue<'group'>,
  { value, path }: ManifestPart & { readonly value: Group },
  report: ProblemReporter,
): void {
  if (needs !== undefined && value[needs] === undefined) report(join(path, needs), 'is missing')
  for (const [key, inside] of Object.entries(value)) {
    const field = Object.hasOwn(keys, key) ? keys[key] : undefined
    if (field) fits(field, { value: inside, path: join(path, key) }, report)
    else unknownKey(key, { path, known: Object.keys(keys), closed }, report)
  }
}

/** A scope that this kind of token can hold. */
function ofScope(kind: 'bot' | 'user', { value, path }: ManifestText, report: ProblemReporter): void {
  const facts = scopeFacts(value)
  if (!facts) {
    const near = nearest(value, Object.keys(scopes)).find((one) => scopeFacts(one)?.[kind])
    const slip = near !== undefined && lettersApart(value, near) <= 2
    report(path, `expected a ${kind} scope, ${quote(value)} is none${near ? ` – did you mean ${near}?` : ''}`, slip)
  } else if (!facts[kind] || facts.classic) {
    report(path, `expected a ${kind} scope, ${misplaced(value, facts, kind)}`)
  }
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

/** `a.b`; a key that is no plain word stands in brackets. */
export function join(path: string, key: string): string {
  const word = /^[\w-]{1,60}$/.test(key)
  if (!word) return `${path}[${quote(key)}]`
  return path === '' ? key : `${path}.${key}`
}

function unknownKey(
  key: string,
  { path, known, closed }: { path: string; known: readonly string[]; closed: boolean },
  report: ProblemReporter,
): void {
  const near = nearest(key, known)[0] ?? known.find((one) => key.length > 3 && one.startsWith(key))
  const hint = near ? ` – did you mean ${near}?` : closed ? ` – there are ${known.join(', ')}` : ''
  const slip = near !== undefined && lettersApart(key, near) <= 2
  report(join(path, key), `is no key of Slack’s${hint}`, closed || slip)
}

function found(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a group of keys'
  if (typeof value === 'string') return quote(value)
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'something else'
}

function quote(value: string): string {
  return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`
}

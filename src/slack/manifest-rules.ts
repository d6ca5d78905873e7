import { lettersApart, nearest } from './nearest.ts'
import { scopeFacts, scopes } from './scopes.ts'

/** One thing in a manifest that does not fit. */
export interface ManifestProblem {
  /** Where, as people write it: `oauth_config.scopes.bot[2]`; empty for the manifest itself. */
  readonly path: string
  /** What was expected there and what stands there, no full stop. */
  readonly problem: string
  /** False where Slack may know better than the tables here: a newer scope, a newer key. */
  readonly certain: boolean
}

export type Report = (path: string, problem: string, certain?: boolean) => void
export type Rule = (value: unknown, path: string, report: Report) => void
export type Group = Readonly<Record<string, unknown>>

export function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The strings of a list; empty when it is none. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

export const anything: Rule = () => {}

export const flag: Rule = (value, path, report) => {
  if (typeof value !== 'boolean') report(path, `expected true or false, found ${found(value)}`)
}

export const wholeNumber: Rule = (value, path, report) => {
  if (!Number.isInteger(value)) report(path, `expected a whole number, found ${found(value)}`)
}

/** A text of so many characters; `form` says what else it must be, in words. */
export function text(least: number, most: number, form?: { pattern: RegExp; means: string }): Rule {
  return (value, path, report) => {
    if (typeof value !== 'string') return report(path, `expected ${form?.means ?? 'a text'}, found ${found(value)}`)
    if (value.length < least || value.length > most) {
      const wanted = least > 1 ? `${least} to ${most}` : `at most ${most}`
      return report(
        path,
        value === '' ? 'expected a text, found an empty one' : `expected ${wanted} characters, found ${value.length}`,
      )
    }
    if (form && !form.pattern.test(value)) report(path, `expected ${form.means}, found ${quote(value)}`)
  }
}

export function listOf(rule: Rule, { most, unique = false }: { most: number; unique?: boolean }): Rule {
  return (value, path, report) => {
    if (!Array.isArray(value)) return report(path, `expected a list, found ${found(value)}`)
    if (value.length > most) report(path, `expected at most ${most} entries, found ${value.length}`)
    for (const [index, one] of value.slice(0, most).entries()) {
      rule(one, `${path}[${index}]`, report)
      const first = value.indexOf(one)
      if (unique && first < index) report(`${path}[${index}]`, `stands there twice, first at ${path}[${first}]`)
    }
  }
}

/**
 * A group with these keys. Other keys are refused in a group that Slack keeps closed, and else only where they look
 * like a slip of one that exists: the schema grows.
 */
export function groupOf(keys: Readonly<Record<string, Rule>>, more: { needs?: string; closed?: boolean } = {}): Rule {
  return (value, path, report) => {
    if (!isGroup(value)) return report(path, `expected a group of keys, found ${found(value)}`)
    const { needs, closed = false } = more
    if (needs !== undefined && value[needs] === undefined) report(join(path, needs), 'is missing')
    for (const [key, inside] of Object.entries(value)) {
      const rule = Object.hasOwn(keys, key) ? keys[key] : undefined
      if (rule) rule(inside, join(path, key), report)
      else unknownKey(key, { path, known: Object.keys(keys), closed }, report)
    }
  }
}

/** A scope that this kind of token can hold. */
export function scopeOf(kind: 'bot' | 'user'): Rule {
  const other = kind === 'bot' ? 'user' : 'bot'
  return (value, path, report) => {
    const wanted = `expected a ${kind} scope`
    if (typeof value !== 'string') return report(path, `${wanted}, found ${found(value)}`)
    const facts = scopeFacts(value)
    if (!facts) {
      const near = nearest(value, Object.keys(scopes)).filter((one) => scopeFacts(one)?.[kind])
      const slip = near[0] !== undefined && lettersApart(value, near[0]) <= 2
      return report(path, `${wanted}, ${quote(value)} is none${near[0] ? ` – did you mean ${near[0]}?` : ''}`, slip)
    }
    if (facts[kind] && !facts.classic) return
    if (facts.classic) {
      const now = facts.successor ? ` – today: ${facts.successor.join(', ')}` : ''
      return report(path, `${wanted}, ${value} belongs to classic apps${now}`)
    }
    if (!facts[other]) return report(path, `${wanted}, no install grants ${value}`)
    const instead = facts.counterpart ? `${facts.counterpart} covers it here, or move it` : 'move it'
    report(path, `${wanted}, ${value} is one of ${other} tokens – ${instead} to oauth_config.scopes.${other}`)
  }
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
  report: Report,
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

import type { NamedInstallation } from '../config/installation.ts'
import { nameIn, oneLine } from '../slack/facts/one-line.ts'
import { scopeList } from '../slack/facts/scopes.ts'

/** An object from text of unknown origin. Read it only with `own`, which ignores inherited properties. */
export type ResponseFields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is ResponseFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns the value if it is an object, otherwise an empty object. */
export function fieldsOf(value: unknown): ResponseFields {
  return isFields(value) ? value : {}
}

export function own(fields: ResponseFields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}

/** Returns the value if it is a text. Undefined for an empty text, for Go's `<nil>`, and for any other value. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value !== '<nil>' ? value : undefined
}

/** Returns the scopes in an answer (separated by commas or spaces) or in a stored list. */
export function scopesIn(value: unknown): string[] {
  const found = Array.isArray(value)
    ? value.filter((one): one is string => typeof one === 'string')
    : scopeList(text(value) ?? '')
  // In text copied from a viewer, a collapsed list shows a sign such as ▶ instead of its scopes. Drop the sign.
  return found.map((one) => oneLine(one)).filter((one) => /[a-z]/i.test(one))
}

export function named(id: unknown, name: unknown): NamedInstallation | null {
  const known = nameIn(id)
  return known === null ? null : { id: known, name: text(name) ? nameIn(name) : null }
}

/** Reads `{id, name}`, the format of `team` and `enterprise` in Slack's answers. */
export function readNamed(value: unknown): NamedInstallation | null {
  const from = fieldsOf(value)
  return named(own(from, 'id'), own(from, 'name'))
}

/** The year 5138 in seconds: a larger number means milliseconds. */
const mostSeconds = 100_000_000_000

/** Converts a time to ISO 8601: seconds or milliseconds since 1970, or a date as text. Null for any other value. */
export function instant(value: unknown): string | null {
  const count = typeof value === 'string' && /^\d{9,14}(?:\.\d+)?$/.test(value) ? Number(value) : value
  if (typeof count === 'number') {
    const date = new Date(count > mostSeconds ? count : count * 1000)
    return count > 0 && !Number.isNaN(date.getTime()) ? date.toISOString() : null
  }
  // Dates from databases and Python have no T. A date without a time zone is read as UTC.
  const parts = typeof count === 'string' ? /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)[\d.]*(.*)$/.exec(count) : null
  if (!parts) return null
  const zone = /^(?:Z|[+-]\d\d:?\d\d)$/.test(parts[3] ?? '') ? parts[3] : 'Z'
  const date = new Date(`${parts[1]}T${parts[2]}${zone}`)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

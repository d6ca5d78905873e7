import type { NamedInstallation } from '../config/installation.ts'
import { nameIn, oneLine } from '../slack/facts/one-line.ts'
import { scopeList } from '../slack/facts/scopes.ts'

/** An object from text of unknown origin: read only by `own`, never by inherited properties. */
export type ResponseFields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is ResponseFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object itself, or an empty one. */
export function fieldsOf(value: unknown): ResponseFields {
  return isFields(value) ? value : {}
}

export function own(fields: ResponseFields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}

/** A text that is not empty; anything else counts as missing, including Go's output for nothing. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value !== '<nil>' ? value : undefined
}

/** The scopes of an answer, separated by commas or spaces, or the list of a store. */
export function scopesIn(value: unknown): string[] {
  const found = Array.isArray(value)
    ? value.filter((one): one is string => typeof one === 'string')
    : scopeList(text(value) ?? '')
  return found.map((one) => oneLine(one)).filter((one) => one !== '')
}

export function named(id: unknown, name: unknown): NamedInstallation | null {
  const known = nameIn(id)
  return known === null ? null : { id: known, name: text(name) ? nameIn(name) : null }
}

/** `{id, name}`, as Slack writes `team` and `enterprise`. */
export function readNamed(value: unknown): NamedInstallation | null {
  const from = fieldsOf(value)
  return named(own(from, 'id'), own(from, 'name'))
}

/** The year 5138 in seconds: larger values are milliseconds. */
const mostSeconds = 100_000_000_000

/** A point in time as ISO 8601, from seconds or milliseconds since 1970 or a date as text; null for anything else. */
export function instant(value: unknown): string | null {
  const count = typeof value === 'string' && /^\d{9,14}(?:\.\d+)?$/.test(value) ? Number(value) : value
  if (typeof count === 'number') {
    const date = new Date(count > mostSeconds ? count : count * 1000)
    return count > 0 && !Number.isNaN(date.getTime()) ? date.toISOString() : null
  }
  // Dates of databases and Python have no T; without a time zone they are UTC.
  const parts = typeof count === 'string' ? /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)[\d.]*(.*)$/.exec(count) : null
  if (!parts) return null
  const zone = /^(?:Z|[+-]\d\d:?\d\d)$/.test(parts[3] ?? '') ? parts[3] : 'Z'
  const date = new Date(`${parts[1]}T${parts[2]}${zone}`)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

import type { NamedInstallation } from '../config/installation.ts'
import { nameIn, oneLine } from '../slack/facts/one-line.ts'
import { scopeList } from '../slack/facts/scopes.ts'

/** Any object out of a text that somebody else wrote: read only by `own`, never by what it inherits. */
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

/** A text that is not empty; anything else counts as absent, and so does what Go prints for nothing. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value !== '<nil>' ? value : undefined
}

/** The scopes of an answer, separated by commas or spaces, or of a store, which keeps them as a list. */
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

/** Milliseconds of a year 5138 as seconds: what is larger was counted in milliseconds. */
const mostSeconds = 100_000_000_000

/** A point in time in seconds or milliseconds since 1970 or as a date in words, as ISO 8601; null when it is none. */
export function instant(value: unknown): string | null {
  const count = typeof value === 'string' && /^\d{9,14}(?:\.\d+)?$/.test(value) ? Number(value) : value
  if (typeof count === 'number') {
    const date = new Date(count > mostSeconds ? count : count * 1000)
    return count > 0 && !Number.isNaN(date.getTime()) ? date.toISOString() : null
  }
  // Dates of databases and of Python have no T; without a zone they are meant as UTC.
  const parts = typeof count === 'string' ? /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)[\d.]*(.*)$/.exec(count) : null
  if (!parts) return null
  const zone = /^(?:Z|[+-]\d\d:?\d\d)$/.test(parts[3] ?? '') ? parts[3] : 'Z'
  const date = new Date(`${parts[1]}T${parts[2]}${zone}`)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

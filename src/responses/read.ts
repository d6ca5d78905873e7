import { findCredentials } from './credentials.ts'
import { isFields, own, text } from './fields.ts'
import { idTokenNotes, readIdToken } from './id-token.ts'
import { findKnownAnswer } from './known-answers.ts'
import { namedValues } from './named-values.ts'
import { joinPath, step } from './path.ts'
import { readFields, readParsed } from './read-fields.ts'
import type { ParsedResponse } from './types.ts'

/** Limits for finding answers inside a value: the depth of nesting, and the number of answers. */
const deepest = 8
const mostItems = 1000

/**
 * Reads a value that is an answer or record. For any other value, reads all answers and records inside it, each with
 * its path. Returns at least one result: for a value without an install, it is `not-an-install`, with any tokens in the
 * value. Pure; never throws; reads each part of the value a limited number of times.
 */
export function readAllParsed(value: unknown): readonly ParsedResponse[] {
  const found = readInstalls(value)
  return found.length > 0 ? found : [readKnown(value)]
}

/**
 * Finds the installs in a value. Credentials outside of all installs are added to the first one, because they belong to
 * its app.
 */
function readInstalls(value: unknown): readonly ParsedResponse[] {
  const found: ParsedResponse[] = []
  collect(value, '', 0, found)
  const [first, ...others] = found
  if (!first || (first.at === '' && others.length === 0)) return found
  const held = found.flatMap(({ credentials }) => credentials.map(({ path }) => path))
  const inside = (path: string) =>
    found.some(({ at }) => path === at || path.startsWith(`${at}.`) || path.startsWith(`${at}[`))
  const beside = findCredentials(value).filter(({ path }) => !held.includes(path) && !inside(path))
  return [{ ...first, credentials: [...first.credentials, ...beside] }, ...others]
}

/** Classifies a value without an install by the known answer or the id_token inside it, otherwise as a whole. */
function readKnown(value: unknown): ParsedResponse {
  const whole = readParsed(value)
  const nothing = whole.known === null && whole.tokens.length + whole.webhooks.length === 0
  if (!nothing) return whole
  const inside = findKnownAnswer(value, (at, key) => step(at, key))
  if (inside) return moved(readParsed(inside.value), inside.at)
  const token = namedValues(value).find((one) => readIdToken(one.value)?.fromSlack)
  const claims = token && readIdToken(token.value)
  if (!token || !claims) return whole
  const read = readParsed(claims.claims)
  return { ...read, at: token.path, notes: [`It stands in ${token.path}.`, ...read.notes, ...idTokenNotes(claims)] }
}

function collect(value: unknown, at: string, depth: number, found: ParsedResponse[]): void {
  if (depth > deepest || found.length >= mostItems) return
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) collect(one, step(at, index), depth + 1, found)
    return
  }
  if (!isFields(value)) return
  const parsed = readFields(value)
  if (parsed && (depth === 0 || !isBareError(parsed))) {
    found.push(depth === 0 ? parsed : moved(parsed, at))
    return
  }
  for (const key of Object.keys(value)) {
    const part = value[key]
    // Only an object or a list can contain an answer, and making a path takes time.
    if (typeof part === 'object') collect(part, joinPath(at, step('', key)), depth + 1, found)
  }
}

/** Whether an inner object has a field `error` without the field `ok`. A refusal by Slack has both. */
function isBareError({ shape, value }: ParsedResponse): boolean {
  return shape === 'error' && isFields(value) && !(own(value, 'ok') !== undefined && text(own(value, 'error')))
}

/** Returns the result for a part, with paths that start at the whole value. */
export function moved(parsed: ParsedResponse, at: string): ParsedResponse {
  const move = <T extends { readonly path: string }>(one: T): T => ({ ...one, path: joinPath(at, one.path) })
  const { tokens, webhooks, addresses, credentials, notes } = parsed
  return {
    ...parsed,
    at,
    tokens: tokens.map(move),
    webhooks: webhooks.map(move),
    addresses: addresses.map(move),
    credentials: credentials.map(move),
    notes: [`It stands under ${at}.`, ...notes],
  }
}

import { nameIn } from '../slack/facts/one-line.ts'
import { classifyResponse } from './classify.ts'
import { isFields, own, type ResponseFields, text } from './fields.ts'
import { findTokensInText } from './find-tokens.ts'
import { respell } from './key-spelling.ts'
import { joinPath, step } from './path.ts'
import { findRecord } from './sdk-records.ts'
import { placeNotes } from './token.ts'
import { readAnswer } from './token-response.ts'
import type { Classification, ParsedResponse, ReadingFindings } from './types.ts'

/** How far down an answer is looked for inside another value, and how many are taken. */
const deepest = 8
const mostItems = 1000

/**
 * Reads everything that one value holds of what an install yields: the answer or record that it is, or those that
 * stand inside it, each with its place. At least one; a value that holds none comes back as `not-an-install`, with the
 * tokens that stand in it anyway. Pure; never throws; looks at each part of the value a bounded number of times.
 */
export function readAllParsed(value: unknown): readonly ParsedResponse[] {
  const found: ParsedResponse[] = []
  collect(value, '', 0, found)
  return found.length > 0 ? found : [readParsed(value)]
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
  for (const key of Object.keys(value)) collect(value[key], joinPath(at, step('', key)), depth + 1, found)
}

/** An object somewhere inside that merely has a field `error` is no refusal of Slack's. */
function isBareError({ shape, value }: ParsedResponse): boolean {
  return shape === 'error' && isFields(value) && !(own(value, 'ok') !== undefined && text(own(value, 'error')))
}

/** Reads one value as what it is itself; what stands deeper counts only as loose tokens. */
export function readParsed(value: unknown): ParsedResponse {
  const whole = isFields(value) ? readFields(value) : undefined
  if (whole) return whole
  const why = isFields(value)
    ? classifyResponse(value).why
    : [Array.isArray(value) ? 'It is a list with no answer of an install in it.' : 'It is no object with fields.']
  return assemble(value, { shape: 'not-an-install', certainty: 'sure', why }, { tokens: [] })
}

/** Undefined when the object is not an install itself. */
export function readFields(value: ResponseFields): ParsedResponse | undefined {
  const record = findRecord(value)
  if (record) {
    const { form, certainty } = record
    const why = certainty === 'sure' ? [] : ['It has the keys of an installation that a program keeps, but not all.']
    const recognised = { shape: 'stored-installation', certainty, why } as const
    return { ...assemble(value, recognised, form.read(value)), keeper: form.keeper(value) }
  }
  const recognised = classifyResponse(value)
  const { shape } = recognised
  if (shape === 'not-an-install' || shape === 'stored-installation') return readRespelled(value)
  return assemble(value, recognised, shape === 'error' ? { tokens: [] } : readAnswer(value, shape))
}

/** An answer with keys in the spelling of another language. */
function readRespelled(value: ResponseFields): ParsedResponse | undefined {
  const respelled = respell(value)
  const recognised = respelled && classifyResponse(respelled.value)
  const shape = recognised?.shape
  if (!respelled || !shape || shape === 'not-an-install' || shape === 'stored-installation' || shape === 'error') {
    return undefined
  }
  const parsed = assemble(respelled.value, recognised, readAnswer(respelled.value, shape))
  const back = <T extends { readonly path: string }>(one: T): T => ({
    ...one,
    path: respelled.paths.get(one.path) ?? one.path,
  })
  return {
    ...parsed,
    tokens: parsed.tokens.map(back),
    webhooks: parsed.webhooks.map(back),
    notes: [...parsed.notes, 'A program spelled its keys in its own way; Slack writes access_token.'],
  }
}

function assemble(value: unknown, recognised: Classification, findings: ReadingFindings): ParsedResponse {
  const { shape, certainty, why } = recognised
  const { tokens, webhooks = [], notes = [], isOrgInstall = false } = findings
  const known = new Set([...tokens.map((one) => one.value), ...webhooks.map(({ url }) => url)])
  const rest = isFields(value) ? loosePart(value) : value
  const loose = findTokensInText(rest, known)
  const all = [...tokens, ...loose.tokens]
  return {
    shape,
    certainty,
    at: '',
    value,
    cut: false,
    keeper: null,
    flow: findings.flow ?? null,
    tokens: all,
    webhooks: [...webhooks, ...loose.webhooks],
    appId: nameIn(findings.appId),
    workspace: findings.workspace ?? null,
    organization: findings.organization ?? null,
    isOrgInstall,
    installerId: nameIn(findings.installerId),
    error: shape === 'error' && isFields(value) ? (nameIn(text(own(value, 'error'))) ?? 'unknown_error') : null,
    notes: [
      ...(shape === 'not-an-install' && all.length > 0 ? why.map(withTokens) : why),
      ...placeNotes(all),
      ...notes,
    ],
  }
}

/** What is said of an object without a token must not be said of one that has some. */
function withTokens(why: string): string {
  return /\b(?:no token|holds none|are none|no answer)\b/i.test(why)
    ? 'It is not the answer of an install, but tokens stand in it.'
    : why
}

/** What this tool keeps of older answers repeats tokens that are long replaced. */
function loosePart(value: ResponseFields): ResponseFields {
  if (!Array.isArray(own(value, 'responses'))) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'responses'))
}

/** What was read of a part, as a part of the whole. */
export function moved(parsed: ParsedResponse, at: string): ParsedResponse {
  const move = <T extends { readonly path: string }>(one: T): T => ({ ...one, path: joinPath(at, one.path) })
  const { tokens, webhooks, notes } = parsed
  return {
    ...parsed,
    at,
    tokens: tokens.map(move),
    webhooks: webhooks.map(move),
    notes: [`It stands under ${at}.`, ...notes],
  }
}

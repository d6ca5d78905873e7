import { hookAddress, otherHook } from '../slack/facts/hook-addresses.ts'
import { nameIn } from '../slack/facts/one-line.ts'
import { tokenKind } from '../slack/facts/token-kinds.ts'
import { classifyResponse } from './classify.ts'
import { findCredentials } from './credentials.ts'
import { isFields, own, type ResponseFields, text } from './fields.ts'
import { findTokensInText } from './find-tokens.ts'
import { flatRecord, plainKey } from './flat-record.ts'
import { type Respelled, respell } from './key-spelling.ts'
import { knownPlace } from './known-place.ts'
import { readLibraryRecord } from './library-record.ts'
import { type PlainRecord, readPlainRecord } from './plain-record.ts'
import { findRecord } from './sdk-records.ts'
import { placeNotes, readToken } from './token.ts'
import { readAnswer } from './token-response.ts'
import type { Classification, ParsedResponse, ReadingFindings, ResponseShape } from './types.ts'

/** Reads the value itself as an answer or record. Deeper values are searched for tokens only. */
export function readParsed(value: unknown): ParsedResponse {
  const whole = isFields(value) ? readFields(value) : undefined
  if (whole) return whole
  const why = isFields(value)
    ? classifyResponse(value).why
    : [Array.isArray(value) ? 'It is a list with no answer of an install in it.' : 'It is no object with fields.']
  const known = isFields(value) ? classifyResponse(value).known : undefined
  const place = isFields(value) ? knownPlace(known, value) : {}
  const recognised = { shape: 'not-an-install', certainty: 'sure', why, ...(known && { known }) } as const
  return assemble(value, recognised, { tokens: [], ...place })
}

/** Reads an object that is an answer or record of an install. Undefined for any other object. */
export function readFields(value: ResponseFields): ParsedResponse | undefined {
  const plain = readPlainRecord(value)
  // An object with an `access_token` may be an answer of Slack, so it is not read as a plain record here.
  if (plain && !plain.findings.tokens.some(({ path }) => plainKey(path) === 'accesstoken'))
    return plainRecord(value, plain)
  const record = findRecord(value)
  if (record) {
    const { form, certainty } = record
    const why = certainty === 'sure' ? [] : [notAll]
    const recognised = { shape: 'stored-installation', certainty, why } as const
    return { ...assemble(value, recognised, form.read(value)), keeper: form.keeper(value) }
  }
  const library = readLibrary(value)
  if (library) return library
  const recognised = classifyResponse(value)
  const { shape, certainty } = recognised
  if (plain && (certainty === 'unsure' || shape === 'not-an-install')) return plainRecord(value, plain)
  if (shape === 'not-an-install' || shape === 'stored-installation') return readRespelled(value)
  return assemble(value, recognised, shape === 'error' ? { tokens: [] } : readAnswer(value, shape))
}

function plainRecord(value: ResponseFields, { findings, certainty }: PlainRecord): ParsedResponse {
  const why = certainty === 'sure' ? [] : [notAll]
  const parsed = assemble(value, { shape: 'stored-installation', certainty, why }, findings)
  return { ...parsed, keeper: flatRecord.keeper(value) }
}

const notAll = 'It has the keys of an installation that a program keeps, but not all.'

/** Reads an answer whose keys have the spelling of another language. */
function readRespelled(value: ResponseFields): ParsedResponse | undefined {
  const respelled = respell(value)
  return respelled && readSpelled(respelled, 'A program spelled its keys in its own way; Slack writes access_token.')
}

/**
 * Reads a client library's record. If the record has a token without the rest of the answer, it is a stored
 * installation.
 */
function readLibrary(value: ResponseFields): ParsedResponse | undefined {
  const record = readLibraryRecord(value)
  if (!record) return undefined
  const { library, answer, paths, alone } = record
  const whole = answer && readSpelled({ value: answer, paths }, `It stands there as ${library} stores it.`)
  if (whole) return whole
  const kind = tokenKind(alone.token)
  if (kind !== 'bot' && kind !== 'user') return undefined
  const tokens = readToken({ ...alone, place: kind, bot: null, user: alone.user })
  const why = ['Which flow it came from cannot be told: the prefix of the token alone says what it is.']
  const recognised = { shape: 'stored-installation', certainty: 'likely', why } as const
  const notes = kind === 'user' && signIn.has(library) ? [signInNote] : []
  return { ...assemble(value, recognised, { tokens, notes }), keeper: library }
}

const signIn: ReadonlySet<string> = new Set(['Supabase', 'Clerk', 'a sign-in service'])
const signInNote =
  'A sign-in service keeps the token that the person signed in with, which often reads nothing but their identity; the bot token of an install is not in it.'

function readSpelled({ value, paths }: Pick<Respelled, 'value' | 'paths'>, note: string): ParsedResponse | undefined {
  const recognised = classifyResponse(value)
  const { shape } = recognised
  if (shape === 'not-an-install' || shape === 'stored-installation' || shape === 'error') return undefined
  const parsed = assemble(value, recognised, readAnswer(value, shape))
  const back = <T extends { readonly path: string }>(one: T): T => ({ ...one, path: paths.get(one.path) ?? one.path })
  return {
    ...parsed,
    tokens: parsed.tokens.map(back),
    webhooks: parsed.webhooks.map(back),
    notes: [...parsed.notes, note],
  }
}

function assemble(value: unknown, recognised: Classification, findings: ReadingFindings): ParsedResponse {
  const { shape, certainty, why, known: name = null } = recognised
  const { tokens, webhooks = [], notes = [], isOrgInstall = false } = findings
  const hooks = webhooks.filter(({ url }) => otherHook(url) === undefined)
  const known = new Set([...tokens.map((one) => one.value), ...hooks.map(({ url }) => url)])
  const rest = isFields(value) ? loosePart(value) : value
  const loose = findTokensInText(rest, known)
  const all = [...tokens, ...loose.tokens]
  const credentials = credentialShapes.has(shape) ? findCredentials(value) : []
  // Never say "no token" about a text that has a token or an app's credentials.
  const found = all.length + hooks.length + loose.webhooks.length + loose.addresses.length + credentials.length > 0
  const something = shape === 'not-an-install' && name === null && found
  return {
    shape,
    certainty,
    at: '',
    value,
    cut: false,
    known: name,
    keeper: null,
    credentials: credentials.filter(
      ({ value: one, state }) =>
        !known.has(one) && (state === 'placeholder' || (tokenKind(one) === undefined && !hookAddress(one))),
    ),
    flow: findings.flow ?? null,
    tokens: all,
    webhooks: [...hooks, ...loose.webhooks],
    addresses: loose.addresses,
    appId: nameIn(findings.appId),
    workspace: findings.workspace ?? null,
    organization: findings.organization ?? null,
    isOrgInstall,
    installerId: nameIn(findings.installerId),
    error: shape === 'error' && isFields(value) ? (nameIn(text(own(value, 'error'))) ?? 'unknown_error') : null,
    notes: [
      ...(something ? [] : shape === 'not-an-install' && all.length > 0 ? why.map(withTokens) : why),
      ...placeNotes(all),
      ...credentials.flatMap(({ misleads }) => misleads ?? []),
      ...notes,
    ],
  }
}

/** Returns a sentence about tokens if `why` says that there is no token; otherwise `why` itself. */
function withTokens(why: string): string {
  return /\b(?:no token|holds none|are none|no answer)\b/i.test(why)
    ? 'It is not the answer of an install, but tokens stand in it.'
    : why
}

/**
 * Returns the value without the older answers that this tool stores: they can repeat tokens that were replaced long
 * ago.
 */
function loosePart(value: ResponseFields): ResponseFields {
  if (!Array.isArray(own(value, 'responses'))) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'responses'))
}

const credentialShapes: ReadonlySet<ResponseShape> = new Set<ResponseShape>([
  'not-an-install',
  'stored-installation',
  'config',
])

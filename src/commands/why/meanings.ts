import { neededAdvice } from '../../config/needed-scopes.ts'
import { exitReasons } from '../../errors.ts'
import { type ErrorPlace, errorFacts, errors } from '../../slack/facts/errors.ts'
import { routeFinding } from '../../slack/facts/known-errors/install-route.ts'
import { sentenceMeaning } from '../../slack/facts/known-errors/sentence-meaning.ts'
import { allMeanings, knownSentences, neighbourCodes } from '../../slack/facts/known-errors/tables.ts'
import type { ErrorSource, KnownSentence } from '../../slack/facts/known-errors/types.ts'
import type { ErrorText } from './error-text.ts'

/**
 * The description of each place where errors occur: first the places of an install in their order, then the other
 * places.
 */
export const places: Readonly<Record<ErrorSource, string>> = {
  page: 'on Slack’s page in the browser',
  callback: 'in the redirect back to the app (?error=…)',
  exchange: 'in the answer to the code exchange (oauth.v2.access and the like)',
  rotation: 'in the answer to a refresh token or an exchanged token',
  api: 'in the answer of a Web API method',
  webhook: 'in the answer of an incoming webhook',
  sdk: 'thrown by Slack’s SDKs in a program',
  local: 'printed by slack-tokens itself',
  library: 'printed by a library or product that installs into Slack',
  settings: 'in the app’s settings',
  socket: 'in Socket Mode',
  client: 'in Slack, at a command, a button or a form',
  delivery: 'where Slack says why it delivers an event again',
  workflow: 'in a workflow',
  mcp: 'at Slack’s MCP server',
  cli: 'printed by Slack’s own CLI (slack)',
  network: 'on the way to Slack: no answer, no JSON, or an HTTP status',
}
export const placeNames = Object.keys(places) as ErrorSource[]

/** The meaning of a code or sentence at one place, as the command `why` shows it. */
export interface Meaning {
  readonly code: string
  readonly place: ErrorSource
  readonly means: string
  readonly next: string
  /** The exit code of a command of this program that fails with this error. */
  readonly exit?: number
  /** The wording of a known sentence; undefined for a code. */
  readonly text?: string
  readonly by?: string
  readonly cause?: string
  /** What to do if the user's own app has the error: the command lines that show the fault and its fix. */
  readonly inYourApp?: string
}

/**
 * The places that are always visible in the text of their errors. If a text shows no place, these places are excluded.
 */
const showing: readonly ErrorSource[] = ['cli', 'mcp', 'workflow']

/**
 * Returns the meanings of an error, with the details that the text names. When the place is known, returns the meaning
 * at that place; otherwise the meanings at every possible place.
 * @param alone whether the input is only a code, without other text.
 */
export function meaningsFound(found: ErrorText, alone: boolean): Meaning[] {
  if (found.sentence) return [ofSentence(found.sentence)]
  const all = allMeanings(found.code)
  const place = found.place ?? placeByScope(found) ?? (found.problems ? 'api' : undefined)
  const there = all.filter((one) => one.place === place)
  const possible = all.filter((one) => alone || !showing.includes(one.place))
  const chosen = [there, possible].find((some) => some.length > 0) ?? all
  return chosen.map((one) => withMethod(madeExact(ofCode(found.code, one), found), found))
}

/**
 * Returns the place of a `missing_scope` error, which follows from the needed scope; undefined when the scope does not
 * show the place.
 */
function placeByScope({ code, needed }: ErrorText): ErrorSource | undefined {
  if (code !== 'missing_scope' || needed === undefined) return undefined
  return needed === 'connections:write' ? 'socket' : 'api'
}

/** Returns every code and sentence of a place, in the order of the tables. */
export function meaningsAt(place: ErrorSource): Meaning[] {
  const tables: Readonly<Partial<Record<ErrorSource, object>>> = { ...errors, ...neighbourCodes }
  const codes = Object.keys(tables[place] ?? {}).flatMap((code) =>
    allMeanings(code)
      .filter((one) => one.place === place)
      .map((one) => ofCode(code, one)),
  )
  return [...codes, ...knownSentences.filter((one) => one.place === place).map(ofSentence)]
}

function ofCode(code: string, { place, means, next }: { place: ErrorSource; means: string; next: string }): Meaning {
  const ending = isErrorPlace(place) ? errorFacts(code, place)?.ending : undefined
  const finding = routeFinding(code, place)
  return {
    ...{ code, place, means, next },
    ...(ending && { exit: exitReasons[ending].code }),
    ...(finding && { inYourApp: driven(finding) }),
  }
}

function driven(finding: string): string {
  return `If your own app has it: slack-tokens drive --start "npm start" shows where; how to mend it: slack-tokens drive --explain ${finding}`
}

function isErrorPlace(place: ErrorSource): place is ErrorPlace {
  return Object.hasOwn(errors, place)
}

function ofSentence(sentence: KnownSentence): Meaning {
  const { id, place, by, cause, texts } = sentence
  const text = (texts[0] ?? id).replace(/\{\d*\}/g, '…')
  return { code: id, place, ...sentenceMeaning(sentence), text, by, ...(cause && { cause }) }
}

/** Returns the meaning with a more exact next step: it names the scopes, the redirect URL or the host from the text. */
function madeExact(meaning: Meaning, { code, needed, provided, passedUri, host, problems }: ErrorText): Meaning {
  if (problems && code === 'invalid_arguments') return { ...meaning, next: correctArguments }
  if (problems && code === 'invalid_blocks') return { ...meaning, next: correctBlocks }
  if (host !== undefined) return { ...meaning, next: `${otherHost(host)}. ${meaning.next}` }
  if (code === 'missing_scope' && meaning.place === 'api' && needed)
    return { ...meaning, next: neededAdvice({ needed, provided }) }
  if (code === 'bad_redirect_uri' && passedUri === '')
    return { ...meaning, next: `No redirect URL is saved for the app. ${meaning.next}` }
  return meaning
}

/** Returns the meaning with the method from the text in its next step. Changes only errors of the Web API. */
function withMethod(meaning: Meaning, { code, needed, method }: ErrorText): Meaning {
  if (method === undefined || meaning.place !== 'api') return meaning
  if (code === 'missing_scope' && needed === undefined)
    return {
      ...meaning,
      next: `See which scopes ${method} takes: slack-tokens which ${method}; then r${meaning.next.slice(1)}`,
    }
  return { ...meaning, next: meaning.next.replace('which METHOD', `which ${method}`) }
}

const correctArguments = 'Correct what is named above; which arguments a method takes: slack-tokens which METHOD'
const correctBlocks =
  'Correct what is named above, then send the blocks to yourself alone: slack-tokens post --blocks blocks.json'

/** Returns the advice for a connection to a host that is not Slack's. */
function otherHost(host: string): string {
  return `${host} is not a host of Slack: check HTTPS_PROXY, at agent or proxy, and at the base URL (slackApiUrl, base_url) of the program`
}

import { problemsIn, type ReportedProblem } from '../../responses/reported-problems.ts'
import type { ErrorPlace } from '../../slack/facts/errors.ts'
import { bareWord } from '../../slack/facts/known-errors/codes-in-text.ts'
import { findKnownError, readablePart } from '../../slack/facts/known-errors/find.ts'
import { codeOfStatus } from '../../slack/facts/known-errors/http-status.ts'
import { scopesNamed } from '../../slack/facts/known-errors/scopes-in-text.ts'
import { statusAlone } from '../../slack/facts/known-errors/status-alone.ts'
import { allCodes, knownSentences } from '../../slack/facts/known-errors/tables.ts'
import type { ErrorSource, KnownSentence } from '../../slack/facts/known-errors/types.ts'
import { methodNear } from '../../slack/facts/method-in-text.ts'
import { pageDetails } from '../../slack/facts/page-errors.ts'

/** The error that a text describes. */
export interface ErrorText {
  /** The code as in the tables of errors, the id of a known sentence, or an unknown code. */
  readonly code: string
  readonly known: boolean
  /** Where the error occurred; undefined when the text does not show this. */
  readonly place?: ErrorSource
  readonly sentence?: KnownSentence
  /** The scopes that Slack's answer names, separated by commas. */
  readonly needed?: string
  readonly provided?: string
  /** The redirect URL that Slack's error page shows; empty when the app has no saved redirect URL. */
  readonly passedUri?: string
  /** The scope that Slack's error page names. */
  readonly scope?: string
  /** The host of a failed connection; undefined for a host of Slack’s, or when the text has no host. */
  readonly host?: string
  /** The name of the method that is nearest to the error in the text, with dots, such as `chat.postMessage`. */
  readonly method?: string
  /** The problems that Slack names in a manifest, in blocks or in arguments. */
  readonly problems?: readonly ReportedProblem[]
}

/**
 * Finds the error in a text. The text can be a code, an answer in any form, a callback's address, a message or log of
 * an SDK or library, a webhook's answer, or the text of one of Slack's pages. In the result, `known` is false
 * when no table has the code. Returns undefined when the text has none of these forms. Never throws.
 */
export function findRefusal(text: string): ErrorText | undefined {
  const plain = readablePart(text)
  const word = bareWord(plain)
  const byId = word && knownSentences.find(({ id }) => id === word.toLowerCase())
  if (byId) return { code: byId.id, known: true, place: byId.place, sentence: byId }
  const exact = word && allCodes().find((code) => code === word.toLowerCase())
  if (exact) return { code: exact, known: true }
  const spoken = spokenCode(plain)
  if (spoken !== undefined) return { code: spoken, known: true }
  const status = statusAlone(plain)
  if (status !== undefined) {
    const code = codeOfStatus(status)
    return { code: code ?? String(status), known: code !== undefined }
  }
  const found = findKnownError(plain)
  if (!found) return unknownCode(plain, word)
  const at = plain.toLowerCase().indexOf(found.code)
  const inApi = found.place === undefined || found.place === 'api'
  const method = at < 0 || !inApi ? undefined : methodNear(plain, at)
  return { ...found, known: true, ...(method && { method }), ...detailsOf(found.code, found.place, plain) }
}

function detailsOf(code: string, place: ErrorSource | undefined, plain: string) {
  if (code === 'missing_scope' || code === 'no_permission' || code === 'n8n_scopes') {
    const [needed, provided] = [scopesNamed(plain, 'needed'), scopesNamed(plain, 'provided')]
    return { ...(needed && { needed }), ...(provided && { provided }) }
  }
  const problems = problemsIn(plain, code)
  if (problems.length > 0) return { problems }
  return place === ('page' satisfies ErrorPlace) ? pageDetails(code, plain) : {}
}

/** Returns the code that a text spells with spaces or hyphens, for example `not in channel`. */
function spokenCode(plain: string): string | undefined {
  if (!/^[a-z]{1,20}(?:[ -][a-z]{1,20}){1,7}$/i.test(plain)) return undefined
  const word = plain.toLowerCase().replace(/[ -]/g, '_')
  return allCodes().find((code) => code === word)
}

/**
 * Returns an unknown code if it is the whole text, or if it is in a position where answers have a code. Any other word
 * may be a secret, so it is not returned.
 */
function unknownCode(plain: string, word: string | undefined): ErrorText | undefined {
  const refused = /["']?\bok\b["']?\s{0,3}(?:[:=]|=>)\s{0,3}["']?false\b/i.test(plain)
  const inAnswer = refused
    ? /\berror["']?\s{0,3}(?:[:=]|=>)\s{0,3}["'`]?([a-z]{2,40}(?:_[a-z0-9]{1,40}){0,8})\b/i.exec(plain)?.[1]
    : undefined
  const code = word ?? inAnswer ?? /\bAn API error occurred: ?([a-z]{2,40}(?:_[a-z0-9]{1,40}){0,8})\b/i.exec(plain)?.[1]
  return code === undefined ? undefined : { code, known: false }
}

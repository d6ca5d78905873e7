import { errorMeanings } from '../errors.ts'
import { pageCodeIn } from '../page-errors.ts'
import { ambiguousCodes, isForeign } from './ambiguous-codes.ts'
import { type CodeCandidate, explains, type FoundError } from './candidate.ts'
import { codesIn } from './codes-in-text.ts'
import { type Folded, findFirst, fold, plainText, type Wording, wordingOf } from './fold.ts'
import { vagueNetworkCodes } from './network.ts'
import { networkErrorsIn } from './network-in-text.ts'
import { nearestPlace } from './places.ts'
import { wordedCodes, wrapperCodes } from './slack-sdks.ts'
import { allMeanings, knownSentences } from './tables.ts'
import type { ErrorSource } from './types.ts'

/**
 * Maximum length of each part that is read. A longer text is a whole log, with the error near its start or, more often,
 * near its end.
 */
const longestPart = 100_000

/** Returns the part of a text to search, without the characters that copying and logging added (see `plainText`). */
export function readablePart(text: string): string {
  const part = text.length > 2 * longestPart ? `${text.slice(0, longestPart)}\n${text.slice(-longestPart)}` : text
  return plainText(part).trim()
}

/**
 * Finds the first known code or sentence in a text (see `readablePart`). A sentence that only wraps another error, such
 * as the frame of a page or “An API error occurred”, counts when the text has nothing else. Undefined when the text has
 * no known error. Never throws.
 */
export function findKnownError(plain: string): FoundError | undefined {
  const found = findIn(plain, codesIn)
  const wraps = found !== undefined && isWrapping(found)
  if ((found && !wraps) || !plain.includes('\n')) return found
  // A terminal breaks long lines anywhere, even inside a code. Joined lines do not form sentences. So in joined lines,
  // a code that other programs use too counts only together with a sentence of Slack.
  const joined = findIn(plain.replaceAll('\n', ''), (text, wrapping) =>
    codesIn(text, wrapping).filter(({ code }) => wraps || !ambiguousCodes.has(code)),
  )
  return joined ?? found
}

function findIn(plain: string, codesOf: typeof codesIn): FoundError | undefined {
  const folded = fold(plain)
  const worded = sentencesIn(plain, folded)
  // A sentence that contains a status or an error explains more than that status or error alone.
  const failures = networkErrorsIn(plain, folded).filter((one) => !worded.some((sentence) => includes(sentence, one)))
  const sentences = [...worded, ...failures]
  const wrapping = sentences.filter(isWrapping)
  const direct = sentences.filter((one) => !isWrapping(one))
  const wrappers = wrapping.flatMap(wrapOf)
  const placed = ({ code, start, end }: CodeCandidate): CodeCandidate => {
    const place = nearestPlace(plain, { start, end }, { wrappers, possible: placesOf(code) }) ?? placeByCode(code)
    return { code, start, end, ...(place && { place }) }
  }
  const page = isForeign(plain) ? undefined : pageCodeIn(plain)
  const onPage: CodeCandidate | undefined = page && { place: 'page', ...placed(page) }
  if (onPage && !page?.general) direct.push(onPage)
  const codes = codesOf(plain, wrapping)
    .filter((code) => !direct.some((one) => covers(one, code)))
    .map((one) => (one.alone ? one : placed(one)))
  const found =
    firstIn([...direct, ...codes.filter(({ code }) => !wrapperCodes.has(code))]) ??
    onPage ??
    firstIn(wrapping.filter(({ code }) => code.startsWith('http_'))) ??
    firstIn(wrapping.filter(({ place }) => place === 'network')) ??
    firstIn(wrapping) ??
    firstIn(codes)
  if (!found) return undefined
  const { code, sentence, place, host } = found
  return { code, ...(sentence && { sentence }), ...(place && { place }), ...(host && { host }) }
}

/** Whether an error is vague or only wraps another one, so that another error in the same text explains more. */
function isWrapping({ code, sentence }: FoundError): boolean {
  return (
    sentence?.wraps !== undefined || wrapperCodes.has(code) || vagueNetworkCodes.has(code) || code.startsWith('http_')
  )
}

function firstIn(candidates: readonly CodeCandidate[]): CodeCandidate | undefined {
  return candidates.toSorted((one, other) => one.start - other.start || other.end - one.end)[0]
}

/** Whether the sentence explains the code: the code is inside it or directly before it. */
function covers(sentence: CodeCandidate, code: CodeCandidate): boolean {
  if (includes(sentence, code)) return true
  return code.end <= sentence.start && sentence.start - code.end <= explains
}

function includes(one: CodeCandidate, other: CodeCandidate): boolean {
  return other.start >= one.start && other.end <= one.end
}

function wrapOf({ start, sentence }: CodeCandidate): { start: number; place: ErrorSource }[] {
  return sentence?.wraps === undefined || sentence.wraps === 'any' ? [] : [{ start, place: sentence.wraps }]
}

function placesOf(code: string): ReadonlySet<ErrorSource> {
  return new Set(allMeanings(code).map(({ place }) => place))
}

/**
 * Returns `page` for a code that occurs only on the pages and in the redirect of an install, `webhook` for a code that
 * occurs only in answers of webhooks. Undefined for any other code.
 */
function placeByCode(code: string): ErrorSource | undefined {
  const places = errorMeanings(code).map(({ place }) => place)
  if (places.length === 1 && places[0] === 'webhook') return 'webhook'
  return places.includes('page') && places.every((one) => one === 'page' || one === 'callback') ? 'page' : undefined
}

let wordings:
  | readonly { readonly found: FoundError; readonly near?: readonly string[]; readonly texts: readonly Wording[] }[]
  | undefined

function allWordings() {
  return [
    ...knownSentences.map((sentence) => ({
      found: { code: sentence.id, sentence, place: sentence.place },
      ...(sentence.near && { near: sentence.near }),
      texts: sentence.texts.map(wordingOf),
    })),
    ...wordedCodes.map(({ code, texts }) => ({ found: { code, place: 'sdk' } as const, texts: texts.map(wordingOf) })),
  ]
}

function sentencesIn(plain: string, folded: Folded): CodeCandidate[] {
  wordings ??= allWordings()
  const foreign = isForeign(plain)
  return wordings.flatMap(({ found, near, texts }): CodeCandidate[] => {
    if (foreign && (found.place === 'library' || near)) return []
    const span = findFirst(folded, texts)
    const isWhole = span !== undefined && span[1] - span[0] >= plain.length - 2
    if (!span || (near && !isWhole && !isNear(plain, near))) return []
    return [{ ...found, start: span[0], end: span[1] }]
  })
}

function isNear(plain: string, words: readonly string[]): boolean {
  const lower = plain.replaceAll('\n', ' ').toLowerCase()
  return words.some((word) => lower.includes(word.toLowerCase()))
}

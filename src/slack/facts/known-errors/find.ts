import { errorMeanings } from '../errors.ts'
import { pageCodeIn } from '../page-errors.ts'
import { ambiguousCodes, foreignMarks, slackMarks } from './ambiguous-codes.ts'
import { type Folded, findWording, fold, plainText, type Wording, wordingOf } from './fold.ts'
import { nearestPlace } from './places.ts'
import { wordedCodes, wrapperCodes } from './slack-sdks.ts'
import { allCodes, allMeanings, knownSentences } from './tables.ts'
import type { KnownSentence, Place } from './types.ts'

/** What a text says went wrong, and where in the text. */
export interface FoundError {
  /** Slack’s code, or the id of a sentence. */
  readonly code: string
  readonly sentence?: KnownSentence
  /** Where it came from, if the text tells. */
  readonly place?: Place
}

interface Span {
  readonly start: number
  readonly end: number
}

type Candidate = FoundError & Span & { readonly alone?: true }

/** Longer texts are whole logs: the error stands at the beginning or, mostly, at the end. */
const longestPart = 100_000

/** A sentence that begins so soon after a code explains that code. */
const explains = 40

/** The part of a text that is read, without what copying and logging put on it. */
export function readablePart(text: string): string {
  const part = text.length > 2 * longestPart ? `${text.slice(0, longestPart)}\n${text.slice(-longestPart)}` : text
  return plainText(part).trim()
}

/**
 * The first known code or sentence of a text (see `readablePart`). One that only wraps another, as the frame of a page
 * or “An API error occurred”, counts when there is nothing else. Undefined when nothing is known. Never throws.
 */
export function findKnownError(plain: string): FoundError | undefined {
  const found = findIn(plain, codesIn)
  const wraps = found?.sentence?.wraps !== undefined
  if ((found && !wraps) || !plain.includes('\n')) return found
  // A terminal breaks long lines anywhere, within a code too. Joined lines are no sentences, so the codes that other
  // programs use as well count there only beside a sentence of Slack’s.
  const joined = findIn(plain.replaceAll('\n', ''), (text, wrapping) =>
    codesIn(text, wrapping).filter(({ code }) => wraps || !ambiguousCodes.has(code)),
  )
  return joined ?? found
}

function findIn(plain: string, codesOf: typeof codesIn): FoundError | undefined {
  const sentences = sentencesIn(plain)
  const wrapping = sentences.filter(({ sentence }) => sentence?.wraps !== undefined)
  const direct = [...sentences.filter(({ sentence }) => sentence?.wraps === undefined)]
  const wrappers = wrapping.flatMap(wrapOf)
  const placed = ({ code, start, end }: Candidate): Candidate => {
    const place = nearestPlace(plain, { start, end }, { wrappers, possible: placesOf(code) }) ?? placeByCode(code)
    return { code, start, end, ...(place && { place }) }
  }
  const page = isForeign(plain) ? undefined : pageCodeIn(plain)
  const onPage: Candidate | undefined = page && { place: 'page', ...placed(page) }
  if (onPage && !page?.general) direct.push(onPage)
  const codes = codesOf(plain, wrapping)
    .filter((code) => !direct.some((one) => covers(one, code)))
    .map((one) => (one.alone ? one : placed(one)))
  const found =
    firstIn([...direct, ...codes.filter(({ code }) => !wrapperCodes.has(code))]) ??
    onPage ??
    firstIn(wrapping) ??
    firstIn(codes)
  if (!found) return undefined
  const { code, sentence, place } = found
  return { code, ...(sentence && { sentence }), ...(place && { place }) }
}

function firstIn(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.toSorted((one, other) => one.start - other.start || other.end - one.end)[0]
}

/** True for a code that the other is about: one within it, or right before it. */
function covers(sentence: Candidate, code: Candidate): boolean {
  if (code.start >= sentence.start && code.end <= sentence.end) return true
  return code.end <= sentence.start && sentence.start - code.end <= explains
}

function wrapOf({ start, sentence }: Candidate): { start: number; place: Place }[] {
  return sentence?.wraps === undefined || sentence.wraps === 'any' ? [] : [{ start, place: sentence.wraps }]
}

function placesOf(code: string): ReadonlySet<Place> {
  return new Set(allMeanings(code).map(({ place }) => place))
}

/** What only the pages of an install and its redirect show is from a page. */
function placeByCode(code: string): Place | undefined {
  const places = errorMeanings(code).map(({ place }) => place)
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

function sentencesIn(plain: string): Candidate[] {
  wordings ??= allWordings()
  const folded = fold(plain)
  const foreign = isForeign(plain)
  return wordings.flatMap(({ found, near, texts }): Candidate[] => {
    if (foreign && (found.place === 'library' || near)) return []
    const span = firstOf(folded, texts)
    if (!span || (near && !isNear(plain, near))) return []
    return [{ ...found, start: span[0], end: span[1] }]
  })
}

function firstOf(folded: Folded, texts: readonly Wording[]): readonly [number, number] | undefined {
  return texts
    .map((text) => findWording(folded, text))
    .filter((span) => span !== undefined)
    .sort((one, other) => one[0] - other[0] || other[1] - one[1])[0]
}

function isNear(plain: string, words: readonly string[]): boolean {
  const lower = plain.replaceAll('\n', ' ').toLowerCase()
  return words.some((word) => lower.includes(word.toLowerCase()))
}

/** About another provider, a compiler or a package manager, and not about Slack. */
export function isForeign(plain: string): boolean {
  return (foreignMarks.test(plain) || /error_(?:description|uri)\b/.test(plain)) && !slackMarks.test(plain)
}

let codesByWord: ReadonlyMap<string, string> | undefined

/** Words as codes are written; a class of slack-ruby-client is a code in camel case. */
const words = /(?<=\bErrors::)[A-Z][A-Za-z]{2,80}\b|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*/g

function codesIn(plain: string, wrapping: readonly Span[]): Candidate[] {
  codesByWord ??= new Map(allCodes().map((code) => [code.toLowerCase(), code]))
  const alone = bareWord(plain)
  const foreign = isForeign(plain)
  const slack = slackMarks.test(plain)
  const found: Candidate[] = []
  for (const { 0: word, index } of plain.matchAll(words)) {
    const code = codesByWord.get(word.toLowerCase()) ?? codesByWord.get(uncamelled(word))
    if (code === undefined || !(isCode(word, code) || alone === word)) continue
    if (isKey(plain, index, word)) continue
    if (ambiguousCodes.has(code) && alone !== word) {
      const wrapped = wrapping.some(({ end }) => end <= index && index - end <= explains)
      if (foreign || !(slack || wrapped || isNamed(plain, index, word) || isWholeLine(plain, index, word))) continue
    }
    found.push({ code, start: index, end: index + word.length, ...(alone === word && { alone: true }) })
    // The rest could only come later; a few are enough for those that a sentence covers.
    if (found.length >= 20) break
  }
  return [...found, ...lineCodes(plain, codesByWord)]
}

/** Words such as `upgrade` are no codes in a sentence; those without an underscore have to be unmistakable. */
function isCode(word: string, code: string): boolean {
  return code.includes('_') || /^(?:ratelimited|accesslimited)$/i.test(word)
}

/** `No hooks` of a webhook, as a line of its own. */
function lineCodes(plain: string, known: ReadonlyMap<string, string>): Candidate[] {
  const line = /^[ \t]{0,40}([A-Za-z]{2,20} [a-z]{2,20})[ \t]{0,40}\r?$/gm
  return [...plain.matchAll(line)].flatMap(({ 1: words = '', index }) => {
    const code = known.get(words.toLowerCase())
    return code === undefined ? [] : [{ code, start: index, end: index + words.length }]
  })
}

/** The word that is the whole text, but for quotes and a full stop. */
export function bareWord(plain: string): string | undefined {
  return /^["'`“‘([]{0,3}([A-Za-z]\w{0,99})["'`”’).,;:!\]]{0,3}$/.exec(plain)?.[1]
}

function uncamelled(word: string): string {
  return word.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()
}

/** The name of a field, as in `"is_archived": false`. */
function isKey(plain: string, start: number, word: string): boolean {
  const after = plain.slice(start + word.length, start + word.length + 24)
  if (/^["'\]]{1,2} ?(?::|=>)/.test(after) && /["'[]$/.test(plain.slice(0, start).slice(-1))) return true
  return /^ ?(?::|=>?) ?(?:true|false|null|nil|None|\d)\b/i.test(after)
}

/** As a page shows a code in small print, and a webhook answers. */
function isWholeLine(plain: string, start: number, word: string): boolean {
  const [before, after] = [plain.slice(Math.max(0, start - 2), start), plain.slice(start + word.length).slice(0, 2)]
  return /(?:^|\n) ?$/.test(before) && /^ ?(?:$|\n)/.test(after)
}

/** True where the word is named as an error: `error: X`, `reason=X`, `failed with X`, `"code" => "X"`. */
function isNamed(plain: string, start: number, word: string): boolean {
  const before = plain.slice(Math.max(0, start - 48), start)
  const after = plain.slice(start + word.length, start + word.length + 1)
  if (after === '(' || after === '[') return false
  // `message (code)`, as Slack’s CLI prints it.
  if (before.endsWith(' (') && after === ')') return true
  return /(?:error|err|reason|code|warning|fail(?:ed|ure|s)?|refused|denied|exception|because|due to|answer(?:ed)?|said|says|got|returned|response|result|status|body)\b["'`)\]]{0,3}[^.\n]{0,24}\n?[^.\n]{0,3}$/i.test(
    before,
  )
}

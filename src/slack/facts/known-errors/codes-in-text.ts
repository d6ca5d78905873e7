import { ambiguousCodes, isForeign, slackMarks } from './ambiguous-codes.ts'
import { type CodeCandidate, explains, type TextSpan } from './candidate.ts'
import { allCodes } from './tables.ts'

let codesByWord: ReadonlyMap<string, string> | undefined

/** Matches words that have the form of a code. slack-ruby-client has classes whose names are codes in camel case. */
const words = /(?<=\bErrors::)[A-Z][A-Za-z]{2,80}\b|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*/g

/**
 * Finds known error codes, in the order of the text. A code that other programs use too counts only in a text about
 * Slack, as a named error (`error: X`), alone on its line, or after one of the sentences in `wrapping`.
 */
export function codesIn(plain: string, wrapping: readonly TextSpan[]): CodeCandidate[] {
  codesByWord ??= new Map(allCodes().map((code) => [code.toLowerCase(), code]))
  const alone = bareWord(plain)
  const foreign = isForeign(plain)
  const slack = slackMarks.test(plain)
  const found: CodeCandidate[] = []
  for (const { 0: word, index } of plain.matchAll(words)) {
    const isClass = plain.slice(Math.max(0, index - 8), index) === 'Errors::'
    const code = codesByWord.get(isClass ? uncamelled(word) : word.toLowerCase())
    if (code === undefined || !(isCode(word, code) || alone === word)) continue
    if (isKey(plain, index, word)) continue
    if (ambiguousCodes.has(code) && alone !== word) {
      const wrapped = wrapping.some(({ end }) => end <= index && index - end <= explains)
      if (foreign || !(slack || wrapped || isNamed(plain, index, word) || isWholeLine(plain, index, word))) continue
    }
    found.push({ code, start: index, end: index + word.length, ...(alone === word && { alone: true }) })
    // Only the first error is used, and a sentence can explain only a few codes, so later codes are not needed.
    if (found.length >= 20) break
  }
  return [...found, ...lineCodes(plain, codesByWord)]
}

/**
 * Whether a word in a sentence means a code: the code has an underscore, or is no ordinary word (`ratelimited`). The
 * word `upgrade`, for example, is a code only outside of sentences.
 */
function isCode(word: string, code: string): boolean {
  return code.includes('_') || /^(?:ratelimited|accesslimited)$/i.test(word)
}

/** Finds codes that consist of two words and are alone on a line, such as `No hooks` of a webhook. */
function lineCodes(plain: string, known: ReadonlyMap<string, string>): CodeCandidate[] {
  const line = /^[ \t]{0,40}([A-Za-z]{2,20} [a-z]{2,20})[ \t]{0,40}\r?$/gm
  return [...plain.matchAll(line)].flatMap(({ 1: words = '', index }) => {
    const code = known.get(words.toLowerCase())
    return code === undefined ? [] : [{ code, start: index, end: index + words.length }]
  })
}

/** Returns the word if it is the whole text, except for quotes and a full stop. */
export function bareWord(plain: string): string | undefined {
  return /^["'`“‘([]{0,3}([A-Za-z]\w{0,99})["'`”’).,;:!\]]{0,3}$/.exec(plain)?.[1]
}

function uncamelled(word: string): string {
  return word.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase()
}

/** Whether the word is the name of a field, as in `"is_archived": false`. */
function isKey(plain: string, start: number, word: string): boolean {
  const after = plain.slice(start + word.length, start + word.length + 24)
  if (/^["'\]]{1,2} ?(?::|=>)/.test(after) && /["'[]$/.test(plain.slice(0, start).slice(-1))) return true
  return /^ ?(?::|=>?) ?(?:true|false|null|nil|None|\d)\b/i.test(after)
}

/** Whether the word is alone on its line, as in the small print of a page or in the answer of a webhook. */
function isWholeLine(plain: string, start: number, word: string): boolean {
  const [before, after] = [plain.slice(Math.max(0, start - 2), start), plain.slice(start + word.length).slice(0, 2)]
  return /(?:^|\n) ?$/.test(before) && /^ ?(?:$|\n)/.test(after)
}

/** Whether the text names the word as an error: `error: X`, `reason=X`, `failed with X`, `"code" => "X"`. */
function isNamed(plain: string, start: number, word: string): boolean {
  const before = plain.slice(Math.max(0, start - 48), start)
  const after = plain.slice(start + word.length, start + word.length + 1)
  if (after === '(' || after === '[') return false
  // Slack's CLI prints `message (code)`.
  if (before.endsWith(' (') && after === ')') return true
  return /(?:error|err|reason|code|warning|fail(?:ed|ure|s)?|refused|denied|exception|because|due to|answer(?:ed)?|said|says|got|returned|response|result|status|body)\b["'`)\]]{0,3}[^.\n]{0,24}\n?[^.\n]{0,3}$/i.test(
    before,
  )
}

import { stripVTControlCharacters } from 'node:util'

/** A part of a line that is never wrapped: a word, or a command line, which people copy. */
export interface Piece {
  readonly text: string
  /** Where it begins in the line. */
  readonly index: number
}

interface Word extends Piece {
  /** Without colours. */
  readonly bare: string
}

/** Words with which a sentence continues after a command. */
const prose = new Set(
  [
    'a again and as asks at before brings by does ends for from has have here holds if in is it its keeps lists makes',
    'of on once or prints says sets shows so starts takes tells that the then to tries until when where which whose with',
  ]
    .join(' ')
    .split(' '),
)

/** Other programs whose calls are printed, by their first two words. */
const programs = new Set(['ssh -L', 'docker run', 'npm install', 'curl -s'])

/** How many words may be before the pipe into one of our commands. */
const mostPiped = 5

/** The pieces of one line, in turn. */
export function piecesOf(line: string): Piece[] {
  const words = [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
    ...{ text, index },
    bare: text.includes('\u001b') ? stripVTControlCharacters(text) : text,
  }))
  const pieces: Piece[] = []
  for (let at = 0; at < words.length; ) {
    const word = words[at] as Word
    const name = commandAt(words, at)
    const end = name === undefined ? at : endOfCommand(words, name)
    const last = words[end] as Word
    pieces.push({ text: line.slice(word.index, last.index + last.text.length), index: word.index })
    at = end + 1
  }
  return pieces
}

/** The place of the program's name, when a command begins at `at`: there, or behind what is piped into it. */
function commandAt(words: readonly Word[], at: number): number | undefined {
  const bare = words[at]?.bare ?? ''
  if (bare === 'slack-tokens' || programs.has(`${bare} ${words[at + 1]?.bare}`)) return at
  if (!['echo', 'printf', 'pbpaste', '…'].includes(bare)) return undefined
  const pipe = words.findIndex(({ bare: one }, index) => index > at && index <= at + mostPiped && one === '|')
  return pipe > 0 && words[pipe + 1]?.bare === 'slack-tokens' ? pipe + 1 : undefined
}

/** The last word of a command: up to a gap, a mark that ends a part of a sentence, or a word of prose. */
function endOfCommand(words: readonly Word[], name: number): number {
  let end = name
  for (let next = name + 1; next < words.length; next += 1) {
    const before = words[next - 1] as Word
    const word = words[next] as Word
    if (word.index !== before.index + before.text.length + 1 || /[,;:)”.]$/.test(before.bare)) break
    // A name, as in `slack-tokens on …`, is no prose.
    if (next > name + 1 && prose.has(word.bare.replace(/(?<![,;:)”.])[,;:)”.]+$/, ''))) break
    end = endOfQuote(words, next)
    next = end
  }
  return end
}

/** The word that closes the quote which `at` opens; `at` itself when it opens none. */
function endOfQuote(words: readonly Word[], at: number): number {
  const bare = words[at]?.bare ?? ''
  const quote = ['"', "'"].find((one) => bare.split(one).length % 2 === 0)
  if (quote === undefined) return at
  const closing = words.findIndex(({ bare: one }, index) => index > at && one.includes(quote))
  return closing < 0 ? at : closing
}

import { stripVTControlCharacters } from 'node:util'

/** A part of a line that is never wrapped: a word, or a whole command line, because people copy it. */
export interface Piece {
  readonly text: string
  /** The position in the line. */
  readonly index: number
}

interface Word extends Piece {
  /** The word without colour codes. */
  readonly bare: string
}

/** Words that end a command line inside a sentence: they belong to the sentence, and not to the command. */
const prose = new Set(
  [
    'a again and as asks at before brings by does ends for from has have here holds if in is it its keeps lists makes',
    'of on once or prints says sets shows so starts takes tells that the then to tries until when where which whose with',
  ]
    .join(' ')
    .split(' '),
)

/** The first two words of command lines of other programs that the tool prints. */
const programs = new Set(['ssh -L', 'docker run', 'npm install', 'curl -s', "echo 'eval", 'mkdir -p'])

/**
 * Matches the word that is the program: its name, or what a person types when it is not on the path (see
 * runtime/typed-name.ts).
 */
const program = /^(?:(?:.*[\\/])?\.?bin[\\/])?slack-tokens(?:\.js|@[\w.^~-]+)?$|^.*[\\/]slack-tokens-\d[\w.-]*\.tgz$/

/** The programs that start it when it is not on the path. */
const starters = new Set(['npx', 'node'])

/** Maximum number of words between the start of a command line and its `| slack-tokens`. */
const mostPiped = 5

/** Splits a line into its pieces, in order. */
export function piecesOf(line: string): Piece[] {
  // A path can have escaped spaces.
  const words = [...line.matchAll(/(?:\S|(?<=\\) )+/g)].map(({ 0: text, index }) => ({
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

/**
 * Returns the index of the program's name when a command line starts at the word `at`: `at` itself, or the index of the
 * word after the pipe. Undefined when no command line starts there.
 */
function commandAt(words: readonly Word[], at: number): number | undefined {
  const bare = words[at]?.bare ?? ''
  if (programs.has(`${bare} ${words[at + 1]?.bare}`)) return at
  if (!['echo', 'printf', 'pbpaste', '…'].includes(bare)) return programAt(words, at)
  const pipe = words.findIndex(({ bare: one }, index) => index > at && index <= at + mostPiped && one === '|')
  return pipe > 0 ? programAt(words, pipe + 1) : undefined
}

/** Returns the index of the word that is the program, at `at` or behind the program that starts it. */
function programAt(words: readonly Word[], at: number): number | undefined {
  const index = starters.has(words[at]?.bare ?? '') ? at + 1 : at
  return program.test(words[index]?.bare ?? '') ? index : undefined
}

/**
 * Returns the index of the last word of a command line. `name` is the index of the program's name, with which the
 * command starts. The command line ends after a word with a punctuation mark at its end, and before a gap of several
 * spaces or a word of `prose`. Text in quotes counts as one word.
 */
function endOfCommand(words: readonly Word[], name: number): number {
  let end = name
  for (let next = name + 1; next < words.length; next += 1) {
    const before = words[next - 1] as Word
    const word = words[next] as Word
    if (word.index !== before.index + before.text.length + 1 || /[,;:)”.]$/.test(before.bare)) break
    // The word directly after `slack-tokens` is the name of a command, even if `prose` contains the word.
    if (next > name + 1 && prose.has(word.bare.replace(/(?<![,;:)”.])[,;:)”.]+$/, ''))) break
    end = endOfQuote(words, next)
    next = end
  }
  return end
}

/**
 * Returns the index of the word that closes the quote in the word `at`; `at` itself when that word opens no quote, or
 * when no later word closes the quote.
 */
function endOfQuote(words: readonly Word[], at: number): number {
  const bare = words[at]?.bare ?? ''
  const quote = ['"', "'"].find((one) => bare.split(one).length % 2 === 0)
  if (quote === undefined) return at
  const closing = words.findIndex(({ bare: one }, index) => index > at && one.includes(quote))
  return closing < 0 ? at : closing
}

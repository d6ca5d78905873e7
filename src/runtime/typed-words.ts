import type { Option } from 'commander'

/** A word of a command line. */
export interface TypedWord {
  readonly word: string
  readonly at: number
  /** The known option, for the word that names it and for its value; undefined for all other words. */
  readonly option: Option | undefined
  /** `other`: a word that is no option, and every word from `--` on. */
  readonly kind: 'flag' | 'value' | 'other'
}

/** Returns the words of a command line, with what they are to a command with these options. */
export function typedWords(argv: readonly string[], options: readonly Option[]): TypedWord[] {
  let awaits: Option | undefined
  let isEnd = false
  return argv.map((word, at) => {
    isEnd ||= word === '--' && !awaits
    if (isEnd) return { word, at, option: undefined, kind: 'other' }
    if (awaits) {
      const option = awaits
      awaits = undefined
      return { word, at, option, kind: 'value' }
    }
    if (!word.startsWith('-') || word === '-') return { word, at, option: undefined, kind: 'other' }
    const [name = ''] = word.split('=')
    const option = options.find(({ long, short }) => long === name || short === name)
    awaits = option?.required && !word.includes('=') ? option : undefined
    return { word, at, option, kind: 'flag' }
  })
}

/** Returns the words of a command line that are neither options nor their values. */
export function otherWords(argv: readonly string[], options: readonly Option[]): string[] {
  return typedWords(argv, options).flatMap(({ word, kind }) => (kind === 'other' ? [word] : []))
}

/** Returns the position of the two dashes behind which no word is an option; without them, the number of words. */
export function endOfOptions(argv: readonly string[]): number {
  const end = argv.indexOf('--')
  return end < 0 ? argv.length : end
}

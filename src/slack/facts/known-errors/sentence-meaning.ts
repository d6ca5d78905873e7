import { type CodeMeaning, causes } from './causes.ts'
import type { KnownSentence } from './types.ts'

/** Returns the meaning of a sentence: its own, otherwise that of its cause. */
export function sentenceMeaning(sentence: KnownSentence): CodeMeaning {
  const cause: CodeMeaning | undefined = sentence.cause && causes[sentence.cause]
  return { means: sentence.means ?? cause?.means ?? '', next: sentence.next ?? cause?.next ?? '' }
}

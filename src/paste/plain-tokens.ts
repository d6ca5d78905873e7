import { isPlaceholder } from '../slack/facts/placeholders.ts'
import type { PastedSecret } from './find-secrets.ts'
import { joinPieces } from './joined-pieces.ts'
import type { Pasted } from './types.ts'
import { joinWrapped } from './wrapped-tokens.ts'

const hyphens = '\\u2010-\\u2015\\u2212'
const retyped = new RegExp(`(?<![A-Za-z0-9])(?:xoxe\\.)?(?:xox[a-z]|xapp|xwfp)[${hyphens}-][\\w.${hyphens}-]{4,}`, 'g')
const anyHyphen = new RegExp(`[${hyphens}]`, 'g')

/** Restores the hyphens of tokens where a word processor wrote dashes. */
export function plainHyphens(text: string): string {
  return text.replace(retyped, (token) => token.replace(anyHyphen, '-'))
}

/** Returns the text with each token in one piece, and whether a token was split. */
export function wholeTokens(given: string): { readonly text: string; readonly joined: boolean } {
  const pieces = joinPieces(given)
  const lines = joinWrapped(pieces ?? given)
  return { text: lines ?? pieces ?? given, joined: (lines ?? pieces) !== null }
}

/** Splits off the placeholders of a template (`xoxb-your-token`): they are no secrets. */
export function apart(secrets: readonly PastedSecret[]): Pick<Pasted, 'secrets' | 'placeholders'> {
  const isOpen = ({ value }: PastedSecret) => isPlaceholder(value)
  return { secrets: secrets.filter((one) => !isOpen(one)), placeholders: secrets.filter(isOpen) }
}

import { isPlaceholder } from '../slack/facts/placeholders.ts'
import type { PastedSecret } from './find-secrets.ts'
import { joinPieces } from './joined-pieces.ts'
import type { Pasted } from './types.ts'
import { joinWrapped } from './wrapped-tokens.ts'

const hyphens = '\\u2010-\\u2015\\u2212'
const retyped = new RegExp(`(?<![A-Za-z0-9])(?:xoxe\\.)?(?:xox[a-z]|xapp|xwfp)[${hyphens}-][\\w.${hyphens}-]{4,}`, 'g')
const oddHyphen = new RegExp(`[${hyphens}]`)
const anyHyphen = new RegExp(`[${hyphens}]`, 'g')

/** Matches a prefix with the capital letter that a phone's keyboard writes at the start of a text. */
const capital = /(?<![A-Za-z0-9])(?:X(?:ox[abcdeprs]|app)|XOX[ABCDEPRS]|XAPP)(?=[\u2010-\u2015\u2212-]\d)/g
/** Matches a whole token with spaces around its hyphens, as text recognition in a picture writes them. */
const spaced =
  /(?<![A-Za-z0-9])(?:xoxb(?: ?- ?\d{9,14}){1,2} ?- ?[A-Za-z0-9]{24}|xoxp(?: ?- ?\d{9,14}){3} ?- ?[0-9a-f]{32}|xapp ?- ?\d ?- ?A[A-Z0-9]{6,14} ?- ?\d{9,14} ?- ?[0-9a-f]{64})(?![A-Za-z0-9-])/g

/** Restores the prefix and the hyphens of tokens that a keyboard, a word processor or text recognition changed. */
export function plainHyphens(text: string): string {
  const lower = text.replace(capital, (prefix) => prefix.toLowerCase())
  // Replacing a token by itself would copy the whole text.
  const plain = oddHyphen.test(lower) ? lower.replace(retyped, (token) => token.replace(anyHyphen, '-')) : lower
  return plain.replace(spaced, (token) => token.replaceAll(' ', ''))
}

/** Returns the text with each token in one piece, and whether a token was split. */
export function wholeTokens(given: string): { readonly text: string; readonly joined: boolean } {
  const pieces = joinPieces(given)
  const lines = joinWrapped(pieces ?? given)
  return { text: lines ?? pieces ?? given, joined: (lines ?? pieces) !== null }
}

/** Separates the secrets from placeholders of a template, such as `xoxb-your-token`. */
export function apart(secrets: readonly PastedSecret[]): Pick<Pasted, 'secrets' | 'placeholders'> {
  const isOpen = ({ value }: PastedSecret) => isPlaceholder(value)
  return { secrets: secrets.filter((one) => !isOpen(one)), placeholders: secrets.filter(isOpen) }
}

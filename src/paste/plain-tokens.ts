import type { PastedSecret } from './find-secrets.ts'
import { joinPieces } from './joined-pieces.ts'
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

const placeholder =
  /^x[a-z.]{3,8}-(?:…|\.{2,}|<|(?:[a-z_.-]*[_-])?(?:your|my|here|placeholder|changeme)(?:[_.-]|$))[^0-9]*$/i

/** Removes the placeholders of a template (`xoxb-your-token`) when the text also has a token. */
export function withoutPlaceholders(secrets: readonly PastedSecret[]): readonly PastedSecret[] {
  const real = secrets.filter(({ value }) => !placeholder.test(value))
  return real.length > 0 ? real : secrets
}

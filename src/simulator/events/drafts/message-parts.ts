import type { Happening } from '../../state/happening.ts'

export type ChangedMessage = Omit<Extract<Happening, { readonly what: 'message_changed' }>, 'what'>
export type DeletedMessage = Omit<Extract<Happening, { readonly what: 'message_deleted' }>, 'what'>

/** The addresses in a text, as they stand in it or between `<` and `>`, each once. */
export function textUrls(text: string): string[] {
  const found = [...text.matchAll(/https?:\/\/[^\s<>|]+/g)].map(([url]) => url.replace(/[),.;:!?'"]+$/, ''))
  return [...new Set(found)].filter((url) => URL.canParse(url))
}

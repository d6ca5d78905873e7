import type { Happening } from '../../state/happening.ts'

export type ChangedMessage = Omit<Extract<Happening, { readonly what: 'message_changed' }>, 'what'>
export type DeletedMessage = Omit<Extract<Happening, { readonly what: 'message_deleted' }>, 'what'>

/** Returns the URLs in a text, each once. A URL can stand alone or between `<` and `>`. */
export function textUrls(text: string): string[] {
  const found = [...text.matchAll(/https?:\/\/[^\s<>|]+/g)].map(([url]) => withoutMarks(url))
  return [...new Set(found)].filter((url) => URL.canParse(url))
}

/** Returns a URL without the punctuation at its end. This punctuation belongs to the sentence. */
function withoutMarks(url: string): string {
  let end = url.length
  while (end > 0 && `),.;:!?'"`.includes(url.charAt(end - 1))) end -= 1
  return url.slice(0, end)
}

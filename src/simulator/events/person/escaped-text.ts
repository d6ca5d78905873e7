/** Matches the pieces of a typed text that are code, mentions or links, and the characters that Slack escapes. */
const pieces = new RegExp(
  [
    /(?<code>```[\s\S]+?```|`[^`\n]+`)/,
    /(?<angle><(?:@\w+|#\w+|!(?:here|channel|everyone|subteam\^\w+)|(?:https?:\/\/|mailto:)[^<>\n|]+)(?:\|[^<>\n]*)?>)/,
    /(?<url>https?:\/\/[^\s<>]*[^\s<>*_~.,;:!?)'"])/,
    /(?<mail>(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?![\w@-]))/,
    /(?<host>(?<![\w./@-])www(?:\.[a-z0-9-]{1,63}){2,5}(?:\/[^\s<>]*[^\s<>*_~.,;:!?)'"])?)/,
    /(?<other>[&<>])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
)

/**
 * Returns a typed text as the mrkdwn that Slack’s client sends in the `text` of a message: `&`, `<` and `>` are
 * escaped, and web and e-mail addresses outside code are links.
 * @param text with ids in place of names, as `withIds` returns it
 */
export function escapedText(text: string): string {
  return text.replace(pieces, (whole, ...found) => {
    const { angle, url, mail, host } = found.at(-1) as Readonly<Record<string, string | undefined>>
    const escaped = whole.replaceAll('&', '&amp;')
    if (angle !== undefined) return escaped
    if (url !== undefined) return `<${escaped}>`
    if (mail !== undefined) return `<mailto:${whole}|${whole}>`
    if (host !== undefined) return `<http://${escaped}|${escaped}>`
    return escaped.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  })
}

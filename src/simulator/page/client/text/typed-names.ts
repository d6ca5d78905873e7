import type { Desk } from '../../types.ts'

/**
 * Returns a stored text as a person types it: `@lee` in place of an id, `#general`, `@here`, and addresses and signs
 * without the escapes of Slack.
 */
export function withTypedNames(text: string, { people }: Pick<Desk, 'people'>): string {
  return text
    .replace(/<@(\w+)(?:\|[^<>]*)?>/g, (whole, id: string) => {
      const name = people.find((one) => one.id === id)?.name
      return name === undefined ? whole : `@${name}`
    })
    .replace(/<#\w+\|([^<>]+)>/g, '#$1')
    .replace(/<!(here|channel|everyone)>/g, '@$1')
    .replace(/<(?:(https?:\/\/[^<>|]+)|(?:http:\/\/|mailto:)([^<>|]+)\|\2)>/g, '$1$2')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

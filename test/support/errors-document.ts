import { meaningsAt, placeNames, places } from '../../src/commands/why/meanings.ts'
import { escaped, table } from './markdown-table.ts'

/** Returns the text of `docs/errors.md`, generated from what `why` knows. */
export function errorsDocument(): string {
  const sections = placeNames.map((place) => {
    const rows = meaningsAt(place).map(({ code, text, by, means, next, exit }) => [
      text === undefined ? `\`${code}\`` : `“${text.replaceAll('`', '’')}”${by ? ` (${by})` : ''}`,
      means,
      next,
      exit === undefined ? '' : String(exit),
    ])
    const title = escaped(`${places[place].charAt(0).toUpperCase()}${places[place].slice(1)}`)
    return `## ${title}\n\n\`slack-tokens why --list ${place}\`\n\n${table(['error', 'what it means', 'what to do next', 'exit code'], rows)}`
  })
  return [head, ...sections].join('\n')
}

const head = `# Errors

Generated from the tables in src/slack/facts/ by \`npm run docs\`; a test compares the two.

\`slack-tokens why\` explains each of them, by its code, or by the text in which it is. \`{}\` stands for any words.

\`\`\`console
$ slack-tokens why bad_redirect_uri
…
$ echo 'SlackApiError: An API error occurred: missing_scope' | slack-tokens why
…
\`\`\`
`

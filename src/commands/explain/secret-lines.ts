import { mask } from '../../slack/facts/token-kinds.ts'
import { fieldTable, type TextSheet } from '../../terminal/layout.ts'
import { plain } from '../../terminal/one-line.ts'
import type { Explanation } from './explanation.ts'
import { scopeRows } from './fields.ts'
import { shownWebhook } from './redaction.ts'
import { tokenMeaning } from './token-meanings.ts'

/** Tokens with their scopes, and webhooks, by where they stand within `at`; secrets masked unless `secrets` is set. */
export function secretLines(
  { tokens, webhooks, at }: Pick<Explanation, 'tokens' | 'webhooks' | 'at'>,
  secrets: boolean,
  sheet: TextSheet,
): string[] {
  return fieldTable(
    [
      ...tokens.flatMap((token) => [
        {
          label: inside(token.path, at) || 'token',
          value: plain(secrets ? token.value : mask(token.value), 300),
          means: tokenMeaning(token),
        },
        ...scopeRows(token.scopes),
      ]),
      ...webhooks.map(({ path, url, channel }) => ({
        label: inside(path, at) || 'webhook',
        value: plain(secrets ? url : shownWebhook(url), 300),
        means: `WEBHOOK: posts to ${plain(channel ?? 'one channel', 60)} with no token`,
      })),
    ],
    sheet,
  )
}

/** What leads to the part stands in its title already. */
function inside(path: string, at: string): string {
  return path.startsWith(at) ? path.slice(at.length).replace(/^\./, '') : path
}

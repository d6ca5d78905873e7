import { tokenKinds } from '../slack/tokens.ts'
import type { ExplainedToken } from './explanation.ts'
import { plain } from './plain.ts'

/** What a token is and who it acts as, in a few words that begin with its kind in capitals. */
export function tokenMeaning({ kind, actsAs, userName, expiresAt }: ExplainedToken): string {
  const id = actsAs === null ? '' : plain(actsAs, 40)
  const who = userName === null ? id : `@${plain(userName, 40)}${id && ` (${id})`}`
  const end = expiresAt === null ? '' : `, until ${plain(expiresAt, 30)}`
  if (kind === 'bot') return `BOT TOKEN: acts as the app${who && `, ${who}`}${end}`
  if (kind === 'user') {
    return `USER TOKEN: acts as ${who ? `${who}, who installed` : 'the person who installed the app'}${end}`
  }
  if (kind === 'refresh') return 'REFRESH TOKEN: buys a new pair, once; calls nothing'
  return `${tokenKinds[kind].label.toUpperCase()}: no install of today yields it`
}

import type { ResponseToken } from '../../responses/types.ts'
import { isCut, type TokenKind, tokenKinds } from '../../slack/facts/token-kinds.ts'
import { plain } from '../../terminal/one-line.ts'

/** Returns the meaning of a token: its kind in capitals, and then the user that the token acts as. */
export function tokenMeaning({ kind, of, value, actsAs, userName, expiresAt }: ResponseToken): string {
  const cut = isCut(value) ? ' (cut off)' : ''
  const id = actsAs === null ? '' : plain(actsAs, 40)
  const who = userName === null ? id : `@${plain(userName, 40)}${id && ` (${id})`}`
  const end = expiresAt === null ? '' : `, until ${shownTime(expiresAt)}`
  if (kind === 'bot') return `BOT TOKEN${cut}: acts as the app${who && `, ${who}`}${end}`
  if (kind === 'user') {
    return `USER TOKEN${cut}: acts as ${who ? `${who}, who installed` : 'the person who installed the app'}${end}`
  }
  if (kind === 'refresh') return refreshMeaning(of)
  return `${tokenKinds[kind].label.toUpperCase()}${cut}: ${others[kind]}${end}`
}

function refreshMeaning(of: ResponseToken['of']): string {
  return `REFRESH TOKEN: buys a new pair${of === null ? '' : ` for the ${of} token`}, once; calls nothing`
}

/** Meanings of the kinds of token that no install returns today (docs.slack.dev/authentication/tokens). */
const others: Readonly<Record<Exclude<TokenKind, 'bot' | 'user' | 'refresh'>, string>> = {
  app: 'Socket Mode and app-wide calls; made in the app settings',
  config: 'edits app settings (apps.manifest.*); not from an install',
  workflow: 'for one step of one workflow; ends with it, or after 15 minutes',
  workspace: 'ended in 2021; no install of today yields one',
  session: 'of a person’s browser; not for apps, and no install yields one',
}

/** Returns a point in time in the form `2026-01-02 03:04 UTC`. */
export function shownTime(instant: string): string {
  return plain(instant.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, '$1 $2 UTC'), 30)
}

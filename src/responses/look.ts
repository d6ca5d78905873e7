import { type TokenKind, tokenKind } from '../slack/facts/token-kinds.ts'
import { type Fields, text } from './fields.ts'

/** A kind of token that a prefix does not tell: redacted beyond recognition, or not Slack's. */
export type Look = TokenKind | 'shapeless'

/** What stands in the places by which Slack's answers are told apart. */
export interface Signs {
  /** `access_token` at the top. */
  readonly top: Look | undefined
  readonly authed: Fields | undefined
  readonly authedToken: Look | undefined
  readonly botToken: Look | undefined
  readonly type: string | undefined
}

export function look(value: unknown): Look | undefined {
  const token = text(value)
  return token === undefined ? undefined : (tokenKind(token) ?? 'shapeless')
}

import { type TokenKind, tokenKind } from '../slack/facts/token-kinds.ts'
import { type ResponseFields, text } from './fields.ts'

/** A kind of token that a prefix does not tell: redacted beyond recognition, or not Slack's. */
export type ResponseLook = TokenKind | 'shapeless'

/** The values that distinguish Slack's answers. */
export interface ResponseSigns {
  /** `access_token` at the top. */
  readonly top: ResponseLook | undefined
  readonly authed: ResponseFields | undefined
  readonly authedToken: ResponseLook | undefined
  readonly botToken: ResponseLook | undefined
  readonly type: string | undefined
}

export function looksLikeResponse(value: unknown): ResponseLook | undefined {
  const token = text(value)
  return token === undefined ? undefined : (tokenKind(token) ?? 'shapeless')
}

import { type TokenKind, tokenKind } from '../slack/facts/token-kinds.ts'
import { type ResponseFields, text } from './fields.ts'

/**
 * The kind that a token's prefix shows. `shapeless` means a token without a known prefix: it is redacted, or belongs to
 * another service.
 */
export type ResponseLook = TokenKind | 'shapeless'

/** The values that distinguish Slack's answers from each other. */
export interface ResponseSigns {
  /** The kind of the top-level `access_token`. */
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

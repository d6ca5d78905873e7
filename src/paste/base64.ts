import { tokenKind } from '../slack/facts/token-kinds.ts'
import { hasSecret } from './find-secrets.ts'

/** Matches text that has only the characters of base64, on one line or on several lines. */
const encoded = /^\s{0,20}[A-Za-z0-9+/_-]{16,}(?:\r?\n[ \t]{0,40}[A-Za-z0-9+/_-]{4,})*={0,2}\s{0,20}$/
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f\ufffd]/

/** Decodes base64. Undefined when the text is not base64, or when its bytes are not text. */
export function fromBase64(text: string): string | undefined {
  if (!encoded.test(text) || tokenKind(text.trim()) !== undefined) return undefined
  const decoded = Buffer.from(text, 'base64').toString('utf8')
  return decoded.trim() === '' || control.test(decoded) ? undefined : decoded
}

/**
 * Decodes base64 only if the result contains an answer of Slack, fields or a token: ordinary words can look like
 * base64.
 */
export function tellingBase64(text: string): string | undefined {
  const decoded = fromBase64(text)
  if (decoded === undefined) return undefined
  return /^\s{0,20}[{[]\s{0,20}["{]/.test(decoded) || hasSecret(decoded) ? decoded : undefined
}

import type { Terminal } from '../../terminal/terminal.ts'
import { maskSecrets } from '../facts/mask.ts'
import type { Outgoing, ReceivedAnswer } from './types.ts'

/** Headers of an answer that say something about the call. */
const tellingHeaders = [
  'x-slack-req-id',
  'x-oauth-scopes',
  'x-accepted-oauth-scopes',
  'retry-after',
  'x-slack-failure',
  'location',
  'via',
  'x-slack-tokens-warning',
]

/** Characters of a body that the trace shows. */
const shownOfBody = 1000

/** `→ POST https://slack.com/api/chat.postMessage`, what authorizes it (masked), the names of its arguments. */
export function traceRequest(
  { url, verb, headers, maskedUrl, bodySummary }: Outgoing,
  terminal: Pick<Terminal, 'trace'>,
): void {
  const lines = [`→ ${verb} ${maskedUrl ?? `${url.origin}${url.pathname}`}`]
  const { authorization } = headers
  // Credentials of an app are base64, which no pattern of ours would know.
  if (authorization) lines.push(`authorization: ${authorization.replace(/^Basic .*/, 'Basic …')}`)
  if (bodySummary) lines.push(bodySummary)
  terminal.trace(lines.join('\n    '))
}

/** `← 200 in 132 ms, application/json, 1204 bytes`, the telling headers, and the beginning of the body, masked. */
export function traceAnswer(
  { status, headers, text }: ReceivedAnswer,
  milliseconds: number,
  terminal: Pick<Terminal, 'trace'>,
): void {
  const type = String(headers['content-type'] ?? 'no content type').split(';')[0]
  const lines = [`← ${status} in ${Math.round(milliseconds)} ms, ${type}, ${Buffer.byteLength(text)} bytes`]
  for (const name of tellingHeaders) {
    const value = headers[name]
    // A query may hold a state or a code.
    if (value !== undefined) lines.push(`${name}: ${String(value).replace(/\?.*$/, '?…')}`)
  }
  // Masked before it is cut: half a secret has not the shape of one.
  const body = maskSecrets(text).replace(/\s+/g, ' ').trim()
  if (body) lines.push(body.length > shownOfBody ? `${body.slice(0, shownOfBody)} …` : body)
  terminal.trace(lines.join('\n    '))
}

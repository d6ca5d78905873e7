import type { Terminal } from '../../terminal/terminal.ts'
import { maskSecrets } from '../facts/mask.ts'
import type { Outgoing, ReceivedAnswer } from './types.ts'

/** The headers of an answer that the trace shows. */
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

/** Maximum number of characters of a body that the trace shows. */
const shownOfBody = 1000

/**
 * Traces a request: `→ POST https://slack.com/api/chat.postMessage`, the masked authorization, and the names of
 * arguments.
 */
export function traceRequest(outgoing: Outgoing, terminal: Pick<Terminal, 'trace'>): void {
  terminal.trace(() => requestText(outgoing))
}

function requestText({ url, verb, headers, maskedUrl, bodySummary }: Outgoing): string {
  const lines = [`→ ${verb} ${maskedUrl ?? `${url.origin}${url.pathname}`}`]
  const { authorization } = headers
  // An app's credentials are in base64. The patterns of `maskSecrets` may not match them.
  if (authorization) lines.push(`authorization: ${authorization.replace(/^Basic .*/, 'Basic …')}`)
  if (bodySummary) lines.push(bodySummary)
  return lines.join('\n    ')
}

/** Traces an answer: `← 200 in 132 ms, application/json, 1204 bytes`, the headers, and the masked start of the body. */
export function traceAnswer(answer: ReceivedAnswer, milliseconds: number, terminal: Pick<Terminal, 'trace'>): void {
  terminal.trace(() => answerText(answer, milliseconds))
}

function answerText({ status, headers, text }: ReceivedAnswer, milliseconds: number): string {
  const type = String(headers['content-type'] ?? 'no content type').split(';')[0]
  const lines = [`← ${status} in ${Math.round(milliseconds)} ms, ${type}, ${Buffer.byteLength(text)} bytes`]
  for (const name of tellingHeaders) {
    const value = headers[name]
    // A query can contain a state or a code.
    if (value !== undefined) lines.push(`${name}: ${String(value).replace(/\?.*$/, '?…')}`)
  }
  // Mask before cutting: a secret that is cut may not match the patterns.
  const body = maskSecrets(text).replace(/\s+/g, ' ').trim()
  if (body) lines.push(body.length > shownOfBody ? `${body.slice(0, shownOfBody)} …` : body)
  return lines.join('\n    ')
}

import { type ClassifiedPage, classifyPage } from '../slack/facts/page-errors.ts'
import { type CallbackVerdict, judgeQuery } from './callback/verdict.ts'
import { cleanPasted } from './credentials.ts'

/** The meaning of a line that a person types or pastes while the login waits. */
export type PastedCallback =
  | Extract<CallbackVerdict, { kind: 'code' | 'denied' | 'unproved denial' | 'refused' }>
  /** A code alone: without a state, nothing shows that it belongs to this login. */
  | { readonly kind: 'bare code'; readonly code: string }
  /** The text of an error page of Slack; the code names the error. */
  | ({ readonly kind: 'page error' } & ClassifiedPage)
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' }

/**
 * Reads a paste: the whole address on which the browser ended, its query, a bare code, or the text of Slack's error
 * page. A whole address must have this login's state, as a request to the callback must. Pure; never throws.
 */
export function readPaste(line: string, state: string): PastedCallback {
  const { value } = cleanPasted(line.slice(0, 16_384))
  if (value === '') return { kind: 'nothing' }
  // Slack's error page contains the redirect URL, so the text is tested for the page before it is tested for an
  // address.
  const page = classifyPage(value)
  if (page) return { kind: 'page error', ...page }
  const query = queryOf(value.replaceAll('&amp;', '&'))
  if (query) return judgeQuery(query, state)
  // A code is digits.digits.hex, as in the reference of oauth.v2.access. No other text counts as a code.
  if (/^\d+\.\d+\.[0-9a-f]{8,}$/i.test(value)) return { kind: 'bare code', code: value }
  return { kind: 'unknown' }
}

function queryOf(text: string): URLSearchParams | undefined {
  if (/\s/.test(text)) return undefined
  if (/^https?:\/\//i.test(text)) return URL.canParse(text) ? new URL(text).searchParams : undefined
  const query = /^[^\s?]*\?(.*)$/.exec(text)?.[1] ?? text
  return /(?:^|&)(?:code|error|state)=/.test(query) ? new URLSearchParams(query) : undefined
}

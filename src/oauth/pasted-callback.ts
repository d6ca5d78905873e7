import { type ClassifiedPage, classifyPage } from '../slack/facts/page-errors.ts'
import { type CallbackVerdict, judgeQuery } from './callback/verdict.ts'
import { cleanPasted } from './credentials.ts'

/** The meaning of a line that a person types or pastes while the login waits. */
export type PastedCallback =
  | Extract<CallbackVerdict, { kind: 'code' | 'denied' | 'unproved denial' | 'refused' }>
  /** A code without a state. It may belong to another login. */
  | { readonly kind: 'bare code'; readonly code: string }
  /** The text of an error page of Slack; the code names the error. */
  | ({ readonly kind: 'page error' } & ClassifiedPage)
  /** The address of a consent page: the address to open, not the one on which the browser ends. */
  | { readonly kind: 'consent page' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' }

/**
 * Why a paste does not end the wait, as a sentence without a full stop. Error pages are not in this list: each has its
 * own explanation.
 */
export const pasteMeanings = {
  'bare code': 'This is only a code, and it may belong to another login',
  'unproved denial': 'This address reports a refusal, but without this login’s state',
  'consent page': 'This is the address to open, where the person presses Allow',
  refused: 'This address is not from this login',
  nothing: 'There is no text',
  unknown: 'This is not an address on which a login ends',
} as const satisfies Partial<Record<PastedCallback['kind'], string>>

/**
 * Returns what a pasted line is: the whole address on which the browser ended, its query, a bare code, or the text of
 * Slack's error page. An address without this login's state is refused, as the callback server refuses such a request.
 * Pure; never throws.
 */
export function readPaste(line: string, state: string): PastedCallback {
  const { value: cleaned } = cleanPasted(line.slice(0, 16_384))
  // Mail and Slack write an address between angle brackets, Slack with a label: <https://…|localhost>.
  const value = /^<(https?:[^<>|]*)(?:\|[^<>]*)?>$/i.exec(cleaned)?.[1] ?? cleaned
  if (value === '') return { kind: 'nothing' }
  // Test for an error page before an address, because the text of an error page contains the redirect URL.
  const page = classifyPage(value)
  if (page) return { kind: 'page error', ...page }
  const query = queryOf(value.replaceAll('&amp;', '&'))
  if (query?.has('client_id') && !query.has('code') && !query.has('error')) return { kind: 'consent page' }
  if (query) return judgeQuery(query, state)
  // A code is digits.digits.hex (docs.slack.dev/reference/methods/oauth.v2.access). No other text counts as a code.
  if (/^\d+\.\d+\.[0-9a-f]{8,}$/i.test(value)) return { kind: 'bare code', code: value }
  return { kind: 'unknown' }
}

function queryOf(text: string): URLSearchParams | undefined {
  if (/\s/.test(text)) return undefined
  if (/^https?:\/\//i.test(text)) return URL.canParse(text) ? new URL(text).searchParams : undefined
  const query = /^[^\s?]*\?(.*)$/.exec(text)?.[1] ?? text
  return /(?:^|&)(?:code|error|state)=/.test(query) ? new URLSearchParams(query) : undefined
}

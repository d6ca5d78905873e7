import { CliError } from '../errors.ts'
import { tokenKind, tokenKinds } from '../slack/tokens.ts'

// Zero-width and bidirectional characters that come along when a value is copied from a web page.
const invisible = /[\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

export interface Cleaned {
  readonly value: string
  /** What was taken off, in words; null when nothing was. */
  readonly removed: string | null
}

/** A pasted value without the quotes, spaces and invisible characters around and in it. */
export function cleanPasted(text: string): Cleaned {
  const visible = text.replace(invisible, '')
  const trimmed = visible.trim()
  const value = trimmed.replace(/^(["'`])(.*)\1$/s, '$2').replace(/^Bearer\s+/i, '')
  const removed = [
    visible !== text && 'invisible characters',
    trimmed !== visible && 'spaces',
    value !== trimmed && (/^Bearer/i.test(trimmed) ? '“Bearer”' : 'quotes'),
  ].filter((what) => what !== false)
  return { value, removed: removed.length > 0 ? removed.join(' and ') : null }
}

/**
 * Checks the form of a client id: two numbers joined by a dot.
 * @throws CliError usage, naming what the value is instead: the four values of Basic Information are the most confused.
 */
export function checkClientId(value: string): void {
  if (/^\d{3,}\.\d{3,}$/.test(value)) return
  const what = /^A[0-9A-Z]{7,}$/.test(value)
    ? 'That is an app id'
    : /^[TE][0-9A-Z]{7,}$/.test(value)
      ? `That is the id of ${value.startsWith('T') ? 'a workspace' : 'an organization'}`
      : /^[0-9a-f]{32}$/i.test(value)
        ? 'That looks like a client secret or a signing secret'
        : tokenKind(value)
          ? `That is a ${tokenKinds[tokenKind(value) ?? 'bot'].label}`
          : 'That is not a client id'
  throw new CliError('usage', `${what}; a client id is two numbers joined by a dot, like 1234567890.1234567890123`, {
    code: 'not_a_client_id',
    hint: 'It stands in the app settings (api.slack.com/apps) under Basic Information → App Credentials',
  })
}

/**
 * Checks what can be told of a client secret. A signing secret has the same form (32 hexadecimal digits), so that
 * mix-up shows only when Slack answers bad_client_secret.
 * @throws CliError usage, never quoting the value.
 */
export function checkClientSecret(value: string): void {
  const kind = tokenKind(value)
  const what = kind
    ? `That is a ${tokenKinds[kind].label}`
    : /^\d{3,}\.\d{3,}$/.test(value)
      ? 'That is a client id'
      : /^[ATE][0-9A-Z]{7,12}$/.test(value)
        ? 'That is an id of an app or a workspace'
        : value === ''
          ? 'The client secret is empty'
          : undefined
  if (!what) return
  throw new CliError('usage', `${what}, not the client secret`, {
    code: 'not_a_client_secret',
    hint: 'It stands in the app settings (api.slack.com/apps) under Basic Information → App Credentials → Client Secret',
  })
}

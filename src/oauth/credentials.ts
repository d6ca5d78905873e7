import { CliError } from '../errors.ts'
import { isClientId } from '../slack/facts/id-forms.ts'
import { aToken, isCut, isRedacted, isWhole, tokenKind } from '../slack/facts/token-kinds.ts'

// Matches zero-width and bidirectional characters, which a person can copy from a web page without seeing them.
const invisible = /[\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

export interface CleanedCredentials {
  readonly value: string
  /** What was removed, as text; null when nothing was removed. */
  readonly removed: string | null
}

/** Cleans a pasted value: removes quotes and spaces around it, and spaces and invisible characters in it. */
export function cleanPasted(text: string): CleanedCredentials {
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
 * Checks the format of a client id: two numbers joined by a dot.
 * @param source where the value comes from, for the message: `--client-id`.
 * @throws CliError with the exit reason `usage`: the value is not a client id. The message says what the value is,
 * because people often confuse the four values of Basic Information.
 */
export function checkClientId(value: string, source?: string): void {
  const instead = insteadOfClientId(value)
  if (instead === undefined) return
  throw new CliError(
    'usage',
    `${source === undefined ? 'That' : `The value of ${source}`} is ${instead}; a client id is two numbers joined by a dot, like 1234567890.1234567890123`,
    {
      code: 'not_a_client_id',
      hint: 'Copy it from the app settings (api.slack.com/apps): Basic Information → App Credentials',
    },
  )
}

/** Returns a description of `value` when it is not a client id. Undefined when it is one. */
export function insteadOfClientId(value: string): string | undefined {
  if (isClientId(value)) return undefined
  if (/^A[0-9A-Z]{7,}$/.test(value)) return 'an app id'
  if (/^T[0-9A-Z]{7,}$/.test(value)) return 'the id of a workspace'
  if (/^E[0-9A-Z]{7,}$/.test(value)) return 'the id of an organization'
  if (/^[0-9a-f]{32}$/i.test(value)) return 'probably a client secret or a signing secret'
  const kind = tokenKind(value)
  return kind ? aToken(kind) : 'no client id'
}

/**
 * Checks the format of a client secret. A signing secret has the same format (32 hexadecimal digits), so this check
 * accepts one. Slack then answers bad_client_secret.
 * @throws CliError with the exit reason `usage`; the error does not contain the value.
 */
export function checkClientSecret(value: string): void {
  refuseOther(value, 'client secret', 'Basic Information → App Credentials → Client Secret')
}

/**
 * Checks the format of a signing secret.
 * @throws CliError with the exit reason `usage`; the error does not contain the value.
 */
export function checkSigningSecret(value: string): void {
  const where = 'Basic Information → App Credentials → Signing Secret'
  refuseOther(value, 'signing secret', where)
  // The verification token is Slack's older way to sign requests, and Slack's page shows it right below the signing
  // secret.
  if (/^[A-Za-z0-9]{24}$/.test(value)) throw notThe('signing secret', 'That looks like the verification token', where)
}

/**
 * Checks that a value is an app-level token, which starts with `xapp-`.
 * @throws CliError with the exit reason `usage`: the value is not an app-level token. The message says what the value
 * is.
 */
export function checkAppToken(value: string): void {
  const kind = tokenKind(value)
  if (kind === 'app' && isWhole(value)) return
  const where = 'Basic Information → App-Level Tokens'
  refuseOther(value, 'app-level token', where)
  const what = /^[0-9a-f]{32}$/i.test(value)
    ? 'That looks like a client secret or a signing secret'
    : 'That does not begin with xapp-'
  throw notThe('app-level token', what, where)
}

/**
 * Refuses a client secret that equals the signing secret. Slack never gives an app the same value for both, but both
 * have the same format, so a person can paste the wrong one.
 * @throws CliError with the exit reason `usage`.
 */
export function checkTogether(secrets: { clientSecret?: string | null; signingSecret?: string | null }): void {
  if (!secrets.clientSecret || secrets.clientSecret !== secrets.signingSecret) return
  throw new CliError('usage', 'The client secret and the signing secret are equal, so one of them is wrong', {
    code: 'same_secret',
    hint: 'Copy each again from the app settings (Basic Information → App Credentials), then: slack-tokens app add --client-secret --signing-secret',
  })
}

function refuseOther(value: string, wanted: keyof typeof notThat, where: string): void {
  const kind = tokenKind(value)
  const what =
    isRedacted(value) && value !== ''
      ? 'That is a redacted copy'
      : isCut(value)
        ? 'That token is cut off: its last part is missing'
        : kind
          ? `That is ${aToken(kind)}`
          : /^\d{3,}\.\d{3,}$/.test(value)
            ? 'That is a client id'
            : /^[ATE][0-9A-Z]{7,12}$/.test(value)
              ? 'That is an id of an app or a workspace'
              : value === ''
                ? `The ${wanted} is empty`
                : undefined
  if (what) throw notThe(wanted, what, where)
}

const notThat = {
  'client secret': 'not_a_client_secret',
  'signing secret': 'not_a_signing_secret',
  'app-level token': 'not_a_app_level_token',
} as const

function notThe(wanted: keyof typeof notThat, what: string, where: string): CliError {
  return new CliError('usage', `${what}, not the ${wanted}`, {
    code: notThat[wanted],
    hint: `Copy it from the app settings (api.slack.com/apps): ${where}`,
  })
}

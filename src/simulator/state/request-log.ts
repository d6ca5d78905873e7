import { maskSecrets } from '../../slack/facts/mask.ts'
import { mask, maskWebhook } from '../../slack/facts/token-kinds.ts'
import type { RequestRecord, World } from './types.ts'

/** The maximum number of requests that `newestRequests` returns. */
export const logLength = 500

const longestValue = 1000
const secretNames = new Set([
  'token',
  'client_secret',
  'code',
  'refresh_token',
  'code_verifier',
  'assertion',
  'request',
])

export interface AnsweredRequest extends Pick<RequestRecord, 'verb' | 'what' | 'as' | 'status' | 'error'> {
  /** The owner of the token, as `RequestRecord.owner`. */
  readonly owner: string | undefined
  readonly args: Readonly<Record<string, string>>
  /** The query of the URL, without the question mark. */
  readonly query: string
  /** The `what` of the fault that applied to the request; undefined when none applied. */
  readonly drill: string | undefined
}

/** Adds a request and the result of its answer to the log, with every secret masked. */
export function logRequest(world: World, request: AnsweredRequest): void {
  const { verb, what, args, query, status, as, owner, error, drill: fault } = request
  const { state } = world
  const { shown, secrets: secretsInText } = masked(args)
  // An unknown path can contain a secret.
  const name = what.startsWith('/') ? maskedText(maskWebhook(what)) : what
  const result = { status, ok: error === null && status < 400, error }
  const at = world.now()
  const record: RequestRecord =
    owner === undefined
      ? { at, verb, what: name, as, args: shown, ...result }
      : { at, verb, what: name, as, owner, args: shown, ...result }
  if (fault !== undefined) record.drill = fault
  const secretsInQuery = query === '' ? [] : [...new URLSearchParams(query).keys()].filter((name) => isSecret(name))
  if (secretsInQuery.length > 0) record.secretsInQuery = secretsInQuery
  if (secretsInText.length > 0) record.secretsInText = secretsInText
  state.requests += 1
  const { log } = state
  log.push(record)
  // Removes many requests at once, because removing one for each new request takes longer than the request itself.
  if (log.length >= 2 * logLength) log.splice(0, log.length - logLength)
  world.changed()
}

/**
 * Whether an argument contains a secret that must not be in a URL. A code may be in a URL: Slack itself puts it into
 * the URL of the callback.
 */
function isSecret(name: string): boolean {
  return secretNames.has(name) && name !== 'code' && name !== 'request'
}

/** Whether a secret was masked in a value. In a value that was only cut, no secret was masked. */
function hides(value: string, shown: string): boolean {
  return shown !== value && !(shown.endsWith('…') && value.startsWith(shown.slice(0, -1)))
}

/**
 * Returns the newest requests, oldest first.
 * @param since the number of all requests at an earlier time; only later requests are returned
 */
export function newestRequests({ state: { log, requests } }: World, since = 0): readonly RequestRecord[] {
  // A reset sets the number of requests back to 0, so this number can be less than `since`.
  const later = requests < since ? requests : requests - since
  return log.slice(log.length - Math.min(later, log.length, logLength))
}

/** Returns the masked arguments, and the names of those in whose text a secret was masked. */
function masked(args: Readonly<Record<string, string>>): { shown: Record<string, string>; secrets: string[] } {
  const shown: Record<string, string> = {}
  const secrets: string[] = []
  for (const name in args) {
    const value = args[name] ?? ''
    // The name of an argument can contain a secret too: a body that is not a form is read as one argument whose name is
    // the whole body.
    const shownName = maskedText(name)
    if (secretNames.has(name)) {
      shown[shownName] = mask(value)
      continue
    }
    const text = maskedText(value)
    shown[shownName] = text
    if (shownName === name && hides(value, text)) secrets.push(name)
  }
  return { shown, secrets }
}

/**
 * Returns a text with masked secrets, cut to `longestValue` characters. A text of less than 8 characters is too short
 * for a secret and is not searched, which saves time.
 */
function maskedText(value: string): string {
  const clear = value.length < 8 ? value : maskSecrets(value)
  return clear.length > longestValue ? `${clear.slice(0, longestValue)}…` : clear
}

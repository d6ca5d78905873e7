import type { RefreshTrouble } from '../config/installation.ts'
import type { Held } from '../config/store.ts'
import { findPair, type KeptPair, replacePair } from '../config/stored-token.ts'
import { isStuck } from '../config/token-end.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { withoutInterruption } from '../runtime/critical-section.ts'
import { slackError } from '../slack/client/api-error.ts'
import { type Answer, callMethod } from '../slack/client/client.ts'
import { mayHaveArrived } from '../slack/client/network-error.ts'
import type { Wire } from '../slack/client/transport.ts'
import { type Client, clientOf } from './client-credentials.ts'
import { noteSkew } from './clock-skew.ts'
import { httpFor } from './http-for-token.ts'
import {
  answerLost,
  type Circumstances,
  doesNotRotate,
  isGone,
  needsReinstall,
  refreshTokenSpent,
} from './refresh-errors.ts'
import { saveNewToken } from './save-token.ts'

export interface RefreshOptions {
  /** Tries a refresh token that is known to be of no use. */
  readonly force?: boolean
}

export interface Refreshed {
  readonly pair: KeptPair
  /** Another process had refreshed it already, and nothing was sent. */
  readonly byAnother: boolean
}

const method = 'oauth.v2.access'
/** Milliseconds: other processes wait 30 s for the file, so the one request under its lock has to end before. */
export const patience = { timeout: 20_000, maxWait: 5_000 }
/** Slack's own troubles, after which it is not known what was done. */
const doubtful: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
])

/**
 * Refreshes one pair, and leaves every other alone. A refresh token works once, so: lock, read again, use what another
 * process brought meanwhile; else note that a refresh is on its way, send it once, and save before anything else (R11,
 * R12, R21). Whatever goes wrong, the record stays.
 * @throws CliError failed: `refresh_answer_lost`, `save_failed` with the recovery file, network; noToken:
 *   `invalid_refresh_token`, `needs_reinstall`; usage: `no_client_secret`, `not_rotating`; else Slack's code.
 */
export async function refreshPair(pair: KeptPair, context: Context, options: RefreshOptions = {}): Promise<Refreshed> {
  const { store } = context
  const client = await clientOf(pair.installation, await store.read(), context)
  const http = await httpFor(pair.installation.simulator, context)
  return await store.whileLocked(async (held) => {
    const now = findPair(held.kept, pair)
    if (!now) throw isGone(pair)
    if (now.access.token !== pair.access.token) return { pair: now, byAnother: true }
    const at: Circumstances = { pair: now, kept: held.kept, now: context.clock.now() }
    const before = now.access.refreshTrouble
    if (now.access.refreshToken === null) throw doesNotRotate(now)
    if (before && !options.force && isStuck(now.access)) throw needsReinstall(at, before)
    held.proveWritable()
    const tries = (before?.state === 'pending' ? before.tries : 0) + 1
    const pending: RefreshTrouble = { state: 'pending', at: new Date(at.now).toISOString(), tries }
    note(held, now, pending)
    return await withoutInterruption(context, 'the refresh', async (signal) => {
      const wire: Wire = {
        ...context,
        http,
        signal,
        maxWait: patience.maxWait,
        timeout: Math.min(context.settings.httpTimeout, patience.timeout),
      }
      const answer = await sendOnce({ at, held, client, before, pending }, wire)
      return { pair: await saveNewToken(now, { held, answer, method }, context), byAnother: false }
    })
  })
}

interface Sending {
  readonly at: Circumstances
  readonly held: Held
  readonly client: Client
  readonly before: RefreshTrouble | undefined
  readonly pending: RefreshTrouble
}

async function sendOnce({ at, held, client, before, pending }: Sending, wire: Wire): Promise<Answer> {
  const { installation, access } = at.pair
  const form = { grant_type: 'refresh_token', refresh_token: access.refreshToken ?? '' }
  const proof =
    client.secret === null
      ? { args: { ...form, client_id: client.id } }
      : { args: form, client: { id: client.id, secret: client.secret } }
  let answer: Answer
  try {
    answer = await callMethod({ apiUrl: installation.apiUrl, method, ...proof }, wire)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    if (error.code !== 'ratelimited' && mayHaveArrived(error.code)) throw answerLost(at, pending, error)
    note(held, at.pair, before)
    throw error
  }
  noteSkew(answer, wire)
  if (answer.body['ok'] === true) return answer
  const refused = slackError(method, answer.body, { place: 'exchange' })
  if (doubtful.has(refused.code)) throw answerLost(at, pending, refused)
  if (refused.code === 'invalid_refresh_token') {
    note(held, at.pair, { ...pending, state: 'refused' })
    throw refreshTokenSpent(at, before?.state === 'pending' ? before : undefined)
  }
  note(held, at.pair, before)
  throw refused
}

/** Whether a refresh is on its way, or was refused, is in the file before anybody else can look. */
function note(held: Held, pair: KeptPair, trouble: RefreshTrouble | undefined): void {
  const { refreshTrouble: _before, ...access } = pair.access
  held.save((now) => replacePair(now, pair, { ...access, ...(trouble && { refreshTrouble: trouble }) }))
}

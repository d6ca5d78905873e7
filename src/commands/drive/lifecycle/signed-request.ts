import { createHmac, randomUUID } from 'node:crypto'
import type { Hop } from '../../../browser/hop.ts'
import type { DriveStage } from '../types.ts'

/** A request to the app as Slack sends it, and its answer. */
export interface SignedRequest {
  readonly hop: Hop
  /** The body of the answer; empty when no answer came. */
  readonly answer: string
}

interface RequestToSend {
  readonly url: URL
  readonly body: string
  /** The secret that signs the request; undefined for a request without a signature. */
  readonly secret: string | undefined
  /** The time of the signature, in seconds. */
  readonly time: number
  /** A description of the request, for the report. */
  readonly means: string
}

/** Sends the app a request, signed as Slack signs (docs.slack.dev/authentication/verifying-requests-from-slack). */
export async function sendSigned(
  stage: DriveStage,
  { url, body, secret, time, means }: RequestToSend,
): Promise<SignedRequest> {
  const headers = {
    'content-type': 'application/json',
    ...(secret !== undefined && {
      'x-slack-request-timestamp': String(time),
      'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${time}:${body}`).digest('hex')}`,
    }),
  }
  const limit = AbortSignal.any([AbortSignal.timeout(stage.patience), stage.signal])
  const path = url.pathname + url.search
  const answered = await stage.http
    .request({ origin: url.origin, path, method: 'POST', headers, body, signal: limit })
    .then(async (answer) => ({ status: answer.statusCode, answer: (await answer.body.text()).slice(0, 10_000) }))
    .catch(() => ({ status: null, answer: '' }))
  stage.signal.throwIfAborted()
  const none = { sent: [], set: [], deleted: [], lost: [] }
  return {
    hop: { verb: 'POST', url: url.href, at: 'app', ...none, status: answered.status, means },
    answer: answered.answer,
  }
}

/** Returns the body of an event that changes nothing: the workspace has a new emoji. */
export function emojiEvent(ids: { readonly team: string; readonly app: string }, time: number): string {
  return JSON.stringify({
    ...{ type: 'event_callback', team_id: ids.team, api_app_id: ids.app, event_time: time },
    event: {
      type: 'emoji_changed',
      subtype: 'add',
      name: 'simulated',
      value: 'alias:wave',
      event_ts: `${time}.000100`,
    },
    event_id: `Ev0SIM${randomUUID().replaceAll('-', '').slice(0, 8).toUpperCase()}`,
    authorizations: [{ enterprise_id: null, team_id: ids.team, user_id: null, is_bot: true }],
  })
}

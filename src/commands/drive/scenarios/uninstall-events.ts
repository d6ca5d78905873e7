import { createHmac } from 'node:crypto'
import type { Hop } from '../../../browser/hop.ts'
import type { DriveStage } from '../types.ts'

/**
 * Sends the app the two signed events that Slack sends after an uninstall
 * (docs.slack.dev/reference/events/app_uninstalled, tokens_revoked, /authentication/verifying-requests-from-slack).
 * Returns the request and answer of each event; an empty list when the signing secret is unknown. An app that handles
 * no events answers 404, which is no defect.
 */
export async function sendUninstalled(stage: DriveStage, appId: string, teamId: string): Promise<readonly Hop[]> {
  const { events, http, clock, signal, patience } = stage
  if (!events) return []
  const hops: Hop[] = []
  const sent = [{ type: 'tokens_revoked', tokens: { oauth: [], bot: [] } }, { type: 'app_uninstalled' }]
  for (const event of sent) {
    const time = Math.floor(clock.now() / 1000)
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: teamId,
      api_app_id: appId,
      event,
      event_id: `Ev0SIM${event.type.toUpperCase()}`,
      event_time: time,
    })
    const signature = createHmac('sha256', events.signingSecret).update(`v0:${time}:${body}`).digest('hex')
    const status = await http
      .request({
        origin: events.url.origin,
        path: events.url.pathname,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-slack-request-timestamp': String(time),
          'x-slack-signature': `v0=${signature}`,
        },
        body,
        signal: AbortSignal.any([AbortSignal.timeout(patience), signal]),
      })
      .then(async ({ statusCode, body: answer }) => {
        await answer.dump()
        return statusCode
      })
      .catch(() => null)
    hops.push(eventHop(events.url, event.type, status))
    if (status === 404) break
  }
  signal.throwIfAborted()
  return hops
}

function eventHop(url: URL, type: string, status: number | null): Hop {
  const means = status === 404 ? 'the app receives no events here' : `Slack’s event ${type}, signed`
  return { verb: 'POST', url: url.href, at: 'app', status, sent: [], set: [], deleted: [], lost: [], means }
}

import { sign } from './signature.ts'
import type { Parcel } from './types.ts'

/** The values in the headers of a retry. */
export interface RetryNote {
  /** The number of the retry, 1 to 3. */
  readonly number: number
  readonly reason: string
}

interface Signed {
  readonly secret: string
  /** The time of the request, in milliseconds since 1970. */
  readonly now: number
  readonly retry?: RetryNote | undefined
}

/**
 * Builds the HTTP request that delivers a parcel, with all headers that Slack sends (known from recorded requests in
 * public repositories). Content types have no charset, because Bolt for JavaScript refuses one.
 */
export function requestFor(
  parcel: Parcel,
  { secret, now, retry }: Signed,
): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const asJson = parcel.kind === 'event' || parcel.kind === 'verification'
  const body = asJson ? JSON.stringify(parcel.payload) : formOf(parcel)
  const timestamp = Math.floor(now / 1000)
  return {
    body,
    headers: {
      'content-type': asJson ? 'application/json' : 'application/x-www-form-urlencoded',
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      accept: asJson ? '*/*' : 'application/json,*/*',
      'accept-encoding': 'gzip,deflate',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': sign(secret, { timestamp, body }),
      ...(retry && { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason }),
    },
  }
}

function formOf({ kind, payload }: Parcel): string {
  if (kind !== 'command') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)])
  return new URLSearchParams(fields).toString()
}

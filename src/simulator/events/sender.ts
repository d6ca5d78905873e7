import { isLoopback } from '../../net/is-loopback.ts'
import type { App } from '../state/app-types.ts'
import type { World } from '../state/types.ts'
import { type DeliveryFault, disconnectReason, signatureFor } from './delivery-faults.ts'
import { createHttpWay, type HttpWay } from './http-way.ts'
import { requestFor } from './request-form.ts'
import { signingSecretOf } from './signature.ts'
import type { SocketWay } from './socket-way.ts'
import type { Delivery, DeliveryAnswer, Parcel } from './types.ts'

/** Milliseconds within which an app must answer over HTTP (docs.slack.dev/apis/events-api). */
const httpPatience = 3000
/** Milliseconds within which an app must acknowledge an envelope over a socket (slackapi/bolt-js#2487). */
const socketPatience = 4000

/** One delivery attempt to an app. */
export interface Attempt {
  /** The id of the delivery in the log. */
  readonly id: string
  readonly app: App
  readonly parcel: Parcel
  readonly url: string | null
  /** The number of the attempt; 0 for the first one. */
  readonly number: number
  readonly reason: string
  readonly fault: DeliveryFault | undefined
}

/** The answer to an attempt, and the connection that it used. */
export type AttemptAnswer = DeliveryAnswer & Pick<Delivery, 'by' | 'to' | 'headers'>

export interface Sender {
  overHttp(attempt: Attempt): Promise<AttemptAnswer>
  overSocket(attempt: Attempt): Promise<AttemptAnswer>
  close(): void
}

export interface SenderOptions {
  readonly world: World
  readonly sockets: () => SocketWay | undefined
  /** Milliseconds within which an app must answer; by default 3000 over HTTP and 4000 over a socket, as in Slack. */
  readonly patience?: number | undefined
  /** Host names of other computers to which requests can be sent; by default none. */
  readonly allowedHosts?: ReadonlySet<string> | undefined
  readonly warn: (text: string) => void
}

/** The fields of an answer when nothing was sent. The code that uses these fields adds the reason as `error`. */
export const nowhere = { by: 'nothing', to: null, ok: false, status: null, body: null, ms: 0 } as const

/** Creates the functions that send one attempt. Their promises never reject: an error is part of the answer. */
export function createSender({ world, sockets, patience, allowedHosts = new Set(), warn }: SenderOptions): Sender {
  let http: HttpWay | undefined
  return {
    async overHttp({ app, parcel, url, number, reason, fault }) {
      if (url === null) return { ...nowhere, error: 'no_request_url' }
      const { hostname } = new URL(url)
      if (!isLoopback({ hostname }) && !allowedHosts.has(hostname)) {
        warn(
          `Nothing was sent to ${new URL(url).origin}: that is another computer. To allow it: --allow-host ${hostname}`,
        )
        return { ...nowhere, to: url, error: 'not_loopback' }
      }
      const retry = number > 0 ? { number, reason } : undefined
      const signed = signatureFor({ secret: signingSecretOf(world, app), now: world.clockOfApps() }, fault)
      const request = { ...requestFor(parcel, { ...signed, retry }), patience: patience ?? httpPatience }
      http ??= createHttpWay()
      const answer = await http.send({ url, parcel, ...request, cut: fault?.what === 'cut' })
      return { by: 'http', to: url, headers: request.headers, ...answer }
    },
    async overSocket({ id, app, parcel, number, reason, fault }) {
      const disconnect = disconnectReason(fault)
      if (disconnect) sockets()?.disconnect(disconnect, app)
      const attempt = { id, app, parcel, reason, attempt: number, patience: patience ?? socketPatience }
      const answer = await sockets()?.send({ ...attempt, drop: fault?.what === 'drop-socket' })
      if (!answer) return { ...nowhere, error: 'no_connection' }
      const { connection, ...rest } = answer
      return { by: 'socket', to: String(connection), ...rest }
    },
    close: () => http?.close(),
  }
}

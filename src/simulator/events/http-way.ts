import { Agent, type ClientRequest, request as requestHttp } from 'node:http'
import { request as requestHttps, Agent as TlsAgent } from 'node:https'
import { performance } from 'node:perf_hooks'
import { unzipSync } from 'node:zlib'
import { systemCode } from '../../errors.ts'
import type { DeliveryAnswer, Parcel } from './types.ts'

/** One delivery attempt over HTTP. */
export interface HttpAttempt {
  readonly url: string
  readonly parcel: Parcel
  /** Headers of the request, with its signature and the number of the retry. */
  readonly headers: Readonly<Record<string, string>>
  /** The body of the request; the signature in `headers` is made from it. */
  readonly body: string
  /** Milliseconds within which the app must answer. */
  readonly patience: number
  /** Whether to send half of the body and then break the connection, to simulate the fault `cut`. */
  readonly cut?: boolean
}

/** Maximum number of redirects that Slack follows from a request URL (docs.slack.dev/apis/events-api). */
const mostRedirects = 2
/** Maximum number of bytes that are read from an answer. */
const longestAnswer = 1024 * 1024
/** Maximum number of connections to one app. */
const sockets = 16

export interface HttpWay {
  /** Sends one attempt. The promise never rejects: an error is part of its value. */
  send(attempt: HttpAttempt): Promise<DeliveryAnswer>
  close(): void
}

/** Creates the sender of deliveries over HTTP. As in Slack, several deliveries use the same connection. */
export function createHttpWay(): HttpWay {
  const agents = {
    http: new Agent({ keepAlive: true, maxSockets: sockets }),
    // An app on this computer often has a self-signed certificate, so certificates are not checked.
    https: new TlsAgent({ keepAlive: true, maxSockets: sockets, rejectUnauthorized: false }),
  }
  return {
    send: (attempt) => sendFollowing(attempt, agents, 0),
    close() {
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}

interface Agents {
  readonly http: Agent
  readonly https: TlsAgent
}

async function sendFollowing(attempt: HttpAttempt, agents: Agents, redirects: number): Promise<DeliveryAnswer> {
  const began = performance.now()
  const left = attempt.patience
  try {
    const { status, location, text, noRetry } = await once({ ...attempt, patience: left }, agents)
    const ms = performance.now() - began
    if ((status === 301 || status === 302) && location !== undefined) {
      const next = URL.canParse(location, attempt.url) ? new URL(location, attempt.url) : undefined
      // If the redirect leads to another host or port, it is not followed, so that no delivery is sent to another
      // computer.
      if (redirects >= mostRedirects || next === undefined || next.host !== new URL(attempt.url).host) {
        return { ...failed('too_many_redirects', { status, ms }), body: `redirect to ${location}` }
      }
      return await sendFollowing({ ...attempt, url: next.href, patience: left - ms }, agents, redirects + 1)
    }
    const ok = status >= 200 && status < 300
    return { ok, status, error: ok ? null : 'http_error', body: bodyOf(text), ms, ...(noRetry && { noRetry }) }
  } catch (error) {
    return failed(reasonOf(error), { status: null, ms: performance.now() - began })
  }
}

function failed(error: string, { status, ms }: Pick<DeliveryAnswer, 'status' | 'ms'>): DeliveryAnswer {
  return { ok: false, status, error, body: null, ms }
}

/** Returns the value of `X-Slack-Retry-Reason` that Slack would send for this error. */
function reasonOf(error: unknown): string {
  if (error instanceof TooLate) return 'http_timeout'
  const code = systemCode(error) ?? ''
  if (/CERT|TLS|SSL|EPROTO/.test(code)) return 'ssl_error'
  return code === '' ? 'unknown_error' : 'connection_failed'
}

class TooLate extends Error {}

interface Received {
  readonly status: number
  readonly location: string | undefined
  readonly text: string
  readonly noRetry: boolean
}

function once({ url, headers, body, patience, cut }: HttpAttempt, agents: Agents): Promise<Received> {
  return new Promise((resolve, reject) => {
    const secure = url.startsWith('https:')
    const options = { method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) } }
    const sent: ClientRequest = secure
      ? requestHttps(url, { ...options, agent: agents.https })
      : requestHttp(url, { ...options, agent: agents.http })
    const timer = setTimeout(() => sent.destroy(new TooLate()), Math.max(patience, 0))
    sent.once('error', (error) => {
      clearTimeout(timer)
      reject(error)
    })
    sent.once('response', (response) => {
      const chunks: Buffer[] = []
      let size = 0
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size <= longestAnswer) chunks.push(chunk)
      })
      response.once('error', reject)
      response.once('end', () => {
        clearTimeout(timer)
        const { statusCode = 0, headers: received } = response
        resolve({
          status: statusCode,
          location: received.location,
          text: textOf(chunks, received['content-encoding']),
          noRetry: received['x-slack-no-retry'] === '1',
        })
      })
    })
    if (cut) sent.write(body.slice(0, body.length >> 1), () => sent.destroy())
    else sent.end(body)
  })
}

function textOf(chunks: readonly Buffer[], encoding: string | undefined): string {
  const bytes = Buffer.concat(chunks)
  try {
    const packed = encoding === 'gzip' || encoding === 'deflate'
    return (packed ? unzipSync(bytes, { maxOutputLength: longestAnswer }) : bytes).toString('utf8')
  } catch {
    return ''
  }
}

function bodyOf(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

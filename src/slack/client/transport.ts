import { CliError } from '../../errors.ts'
import { createTimeLimit } from '../../net/time-limit.ts'
import type { Http } from '../../runtime/context.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import { isNeverSent, networkError } from './network-error.ts'
import { waitingOutLimits } from './rate-limit.ts'
import { traceAnswer, traceRequest } from './trace.ts'
import type { Outgoing, ReceivedAnswer, RequestContext } from './types.ts'

/**
 * Milliseconds before the second try, and the maximum random addition, so that many programs do not retry at the same
 * time.
 */
const pause = 300
const jitter = 200

/**
 * Sends one request and returns the complete answer. Retries only requests that cannot take effect twice: after a 429,
 * while `maxWait` allows it; once when the connection failed; and once after a broken connection or a 5xx, if the
 * request only reads. Follows no redirect.
 * @throws CliError with the exit reason `failed` when there is no complete answer within the limits of time and size;
 * with the exit reason `slack` when Slack requires a longer wait than `maxWait`.
 */
export async function send(outgoing: Outgoing, wire: RequestContext): Promise<ReceivedAnswer> {
  concealWhatIsSent(outgoing, wire.terminal)
  return await waitingOutLimits(outgoing.what, () => sendTwiceAtMost(outgoing, wire), wire)
}

/** In all later output, masks what the answer can repeat: credentials, and an address that is a secret (S3). */
function concealWhatIsSent({ headers, url, maskedUrl }: Outgoing, terminal: Pick<Terminal, 'conceal'>): void {
  const [, scheme, credentials] = /^(Bearer|Basic) (.+)$/.exec(headers['authorization'] ?? '') ?? []
  if (credentials !== undefined) terminal.conceal(credentials)
  if (credentials !== undefined && scheme === 'Basic') {
    const plain = Buffer.from(credentials, 'base64').toString('utf8')
    terminal.conceal(plain.slice(plain.indexOf(':') + 1))
  }
  if (maskedUrl !== undefined) for (const secret of [url.href, url.pathname]) terminal.conceal(secret)
}

async function sendTwiceAtMost(outgoing: Outgoing, wire: RequestContext): Promise<ReceivedAnswer> {
  using limit = createTimeLimit(wire.signal, wire.timeout)
  const first = await attempt(outgoing, limit.signal, wire)
  if (wire.once || !isWorthRepeating(first, outgoing.readOnly)) return settled(first)
  try {
    await wire.clock.sleep(pause + Math.random() * jitter, limit.signal)
  } catch {
    if (wire.signal.aborted) throw wire.signal.reason
    return settled(first)
  }
  wire.terminal.note(wire.terminal.paint.dim(`${told(first, outgoing)}; once more`))
  return settled(await attempt(outgoing, limit.signal, wire))
}

function settled(result: ReceivedAnswer | CliError): ReceivedAnswer {
  if (result instanceof CliError) throw result
  return result
}

function told(first: ReceivedAnswer | CliError, { url }: Outgoing): string {
  return first instanceof CliError ? first.message : `${url.host} answered ${first.status}`
}

function isWorthRepeating(first: ReceivedAnswer | CliError, readOnly: boolean): boolean {
  if (!(first instanceof CliError)) return readOnly && first.status >= 500
  return isNeverSent(first.code) || (readOnly && ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(first.code))
}

async function attempt(
  outgoing: Outgoing,
  signal: AbortSignal,
  wire: RequestContext,
): Promise<ReceivedAnswer | CliError> {
  const { url, verb, headers, body } = outgoing
  const started = wire.clock.now()
  traceRequest(outgoing, wire.terminal)
  try {
    const answer = await request(wire.http, {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: verb,
      headers: { ...headers, 'user-agent': 'slack-tokens' },
      ...(body !== undefined && { body }),
      signal,
    })
    const received = { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() }
    traceAnswer(received, wire.clock.now() - started, wire.terminal)
    return received
  } catch (error) {
    if (wire.signal.aborted) throw wire.signal.reason
    const failure = networkError(error, {
      host: url.host,
      timeout: wire.timeout,
      writes: !outgoing.readOnly,
    })
    wire.terminal.trace(`← ${failure.code} after ${wire.clock.now() - started} ms`)
    return failure
  }
}

type RequestTarget = Parameters<Http['request']>[0]

/**
 * Sends with undici, and rejects as soon as the signal aborts. undici itself checks the signal only after it has
 * connected.
 */
export async function request(
  http: Http,
  requested: RequestTarget & { signal: AbortSignal },
): ReturnType<Http['request']> {
  const { signal } = requested
  const answer = http.request(requested)
  // After an abort, undici's promise rejects later, and nothing awaits it.
  answer.catch(() => {})
  let stop = () => {}
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([answer, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

import { type Agent, type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http'
import { type Duplex, finished } from 'node:stream'
import { slackDomain } from '../slack/facts/slack-domain.ts'
import type { RelayedExchange, RelayFailure, RelayObserver } from './exchange.ts'
import { mostAnswerBytes, mostRequestBytes, observeBody, type PassingBody } from './observed-body.ts'
import { type ProxyRefusal, refuse } from './refusal.ts'
import { onwardHeaders } from './relayed-headers.ts'

/** What `passRequest` and `passUpgrade` both need from the relay. */
export interface RelayParts {
  readonly observer: RelayObserver
  /** Returns milliseconds since 1970. */
  readonly now: () => number
  /**
   * Counts a request as open until the returned function is called. When the relay closes, it waits for all open
   * requests, so that the observer is called for each of them.
   */
  readonly begin: () => () => void
  /** Returns the agent that connects to Slack for a program's connection `client`. */
  readonly agentOf: (client: Duplex) => Agent
  /** Returns why a request is not passed on; undefined when it is. */
  readonly refusalOf: (request: IncomingMessage) => ProxyRefusal | undefined
  /** Returns the answer to a program when there is no connection to Slack. */
  readonly unreachable: (host: string, error: unknown) => ProxyRefusal
}

/** Maximum number of bytes of headers. Slack's answers list every scope of a token in a header. */
export const maxHeaderSize = 64 * 1024

/** A request on its way to Slack. */
export interface PassingRequest extends Pick<RelayedExchange, 'at' | 'host' | 'verb' | 'target'> {
  /** The value of `performance.now()` when the request arrived. */
  readonly started: number
}

export function beginExchange(request: IncomingMessage, now: () => number): PassingRequest {
  const { method: verb = 'GET', url = '/' } = request
  const target = url.startsWith('/') ? url : '/'
  return { at: now(), started: performance.now(), host: hostOfSlack(request) ?? '', verb, target }
}

/**
 * Returns the Slack host that the Host header names, without the port; undefined when the header names any other host.
 */
export function hostOfSlack({ headers }: IncomingMessage): string | undefined {
  const host = headers.host?.toLowerCase().replace(/\.?(?::\d+)?$/, '')
  return host !== undefined && slackDomain(host) !== undefined ? host : undefined
}

/**
 * Passes a request on to Slack, and the answer to the program. Bodies are streamed: a slow reader slows down the sender.
 * The body is sent only over a connection that is verified.
 */
export function passRequest(request: IncomingMessage, response: ServerResponse, parts: RelayParts): void {
  const refusal = parts.refusalOf(request)
  if (refusal) {
    refuse(response, refusal)
    return
  }
  const passing = beginExchange(request, parts.now)
  const end = parts.begin()
  const sent = observeBody(request.headers, mostRequestBytes)
  let received: { readonly status: number; readonly body: PassingBody } | undefined
  let failure: RelayFailure | undefined
  const onward = sendRequest({
    agent: parts.agentOf(request.socket),
    host: passing.host,
    port: 443,
    method: passing.verb,
    path: passing.target,
    headers: onwardHeaders(request.rawHeaders),
    maxHeaderSize,
  })
  onward.once('response', (answer) => {
    const body = observeBody(answer.headers, mostAnswerBytes)
    received = { status: answer.statusCode ?? 502, body }
    response.sendDate = false
    response.writeHead(received.status, answer.statusMessage, onwardHeaders(answer.rawHeaders))
    answer.on('data', body.add)
    answer.pipe(response)
    answer.once('error', (error) => {
      failure ??= { what: 'cut', error }
      response.destroy()
    })
  })
  onward.once('error', (error) => {
    if (response.closed) return
    failure ??= { what: received ? 'cut' : 'unreachable', error }
    // When Slack has closed an idle connection, the program sees what it would see without the relay.
    if (onward.reusedSocket) response.destroy()
    else refuse(response, parts.unreachable(passing.host, error))
  })
  finished(response, (error) => {
    // The answer can end before the request ends, and the program can cancel the answer.
    onward.destroy()
    if (error) failure ??= { what: 'cancelled' }
    const { started, ...known } = passing
    parts.observer.exchange({
      ...known,
      request: sent.observed(),
      response: received && { ...received.body.observed(), status: received.status },
      milliseconds: performance.now() - started,
      failure,
    })
    end()
  })
  request.on('data', sent.add)
  request.pipe(onward)
}

import { type IncomingMessage, ServerResponse, request as sendRequest } from 'node:http'
import type { Socket } from 'node:net'
import { finished } from 'node:stream'
import type { RelayedExchange, RelayFailure } from './exchange.ts'
import { mostAnswerBytes, observeBody } from './observed-body.ts'
import { beginExchange, maxHeaderSize, type RelayParts } from './pass-request.ts'
import { refusalText } from './refusal.ts'
import { onwardHeaders, rawHead, upgradeHeaders } from './relayed-headers.ts'
import { readFrames } from './websocket-frames.ts'

interface UpgradingClient {
  readonly client: Socket
  /** The first bytes after the request. */
  readonly head: Buffer
}

/** Passes a request for a WebSocket on to Slack, and then the bytes of both directions. */
export function passUpgrade(request: IncomingMessage, { client, head }: UpgradingClient, parts: RelayParts): void {
  client.on('error', () => client.destroy())
  const refusal = parts.refusalOf(request)
  if (refusal) {
    client.end(refusalText(refusal))
    return
  }
  const end = parts.begin()
  // `setImmediate` lets the other listeners of `close` run before `end`.
  client.once('close', () => setImmediate(end))
  const { started, ...passing } = beginExchange(request, parts.now)
  const report = (response: RelayedExchange['response'], failure: RelayFailure | undefined) =>
    parts.observer.exchange({
      ...passing,
      request: observeBody(request.headers, 0).observed(),
      response,
      milliseconds: performance.now() - started,
      failure,
    })
  const onward = sendRequest({
    agent: parts.agentOf(client),
    host: passing.host,
    port: 443,
    method: passing.verb,
    path: passing.target,
    headers: upgradeHeaders(request.rawHeaders),
    maxHeaderSize,
  })
  onward.once('upgrade', (answer, slack, slackHead) => {
    const { host, target } = passing
    const watcher = parts.observer.socket({ at: parts.now(), host, target })
    client.write(rawHead(answer))
    if (head.length > 0) client.unshift(head)
    if (slackHead.length > 0) slack.unshift(slackHead)
    client.on(
      'data',
      readFrames((message) => watcher.message('program', message)),
    )
    slack.on(
      'data',
      readFrames((message) => watcher.message('slack', message)),
    )
    for (const [from, to] of [
      [client, slack],
      [slack, client],
    ] as const) {
      from.once('error', () => to.destroy())
      from.once('close', () => to.destroy())
      from.pipe(to)
    }
    client.once('close', () => watcher.closed())
  })
  onward.once('response', (answer) => {
    const status = answer.statusCode ?? 502
    const body = observeBody(answer.headers, mostAnswerBytes)
    const response = new ServerResponse(request)
    response.shouldKeepAlive = false
    response.assignSocket(client)
    response.writeHead(status, answer.statusMessage, onwardHeaders(answer.rawHeaders))
    answer.on('data', body.add)
    answer.pipe(response)
    answer.once('error', () => response.destroy())
    finished(response, (error) => {
      client.end()
      report({ ...body.observed(), status }, error ? { what: 'cut' } : undefined)
    })
  })
  onward.once('error', (error) => {
    client.end(refusalText(parts.unreachable(passing.host, error)))
    report(undefined, { what: 'unreachable', error })
  })
  onward.end()
}

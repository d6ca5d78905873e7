import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, isIPv6 } from 'node:net'
import { loopbackNames } from '../../net/is-loopback.ts'
import { listenOnLoopback } from '../../net/loopback.ts'
import { serveSockets } from './http-or-https.ts'
import {
  type CallbackPage,
  type PageWords,
  pageHeaders,
  refusalPage,
  renderPage,
  spentPage,
  unprovedDenialPage,
} from './page.ts'
import type { Certificate } from './self-signed.ts'
import { type CallbackRequest, type CallbackVerdict, judgeCallback } from './verdict.ts'

export type CallbackAnswer = Extract<CallbackVerdict, { kind: 'code' | 'denied' }>

export interface CallbackServer {
  readonly port: number
  /** Resolves with the first answer that has this login's state. Never rejects. */
  readonly answer: Promise<CallbackAnswer>
  /** Shows `page` to the browser that sent the answer, also after a reload. Resolves when the page was sent. */
  respond(page: CallbackPage): Promise<void>
  /** Closes the server and all its sockets at once. */
  close(): void
}

export interface CallbackOptions {
  /** The port to listen on; 0 for any free port. */
  readonly port: number
  readonly path: string
  readonly state: string
  /** Accepted values of the Host header besides localhost, such as the public name of a tunnel. */
  readonly hosts?: readonly string[]
  /** The certificate for https on the same port; without a certificate, the port accepts only http. */
  readonly certificate?: Certificate | undefined
  /** The words on the pages. */
  readonly words: PageWords
  /** Called for a denial without a state: the person who waits may have cancelled. */
  readonly onUnprovedDenial: (error: string) => void
}

/**
 * Starts the temporary server for Slack's redirect. Other requests (a favicon, a wrong state, a second answer, an
 * incomplete request) do not end the wait. Only an answer with this login's state resolves `answer`.
 * @throws CliError with the exit reason `failed`: the port is not available.
 */
export async function listenForCallback(options: CallbackOptions): Promise<CallbackServer> {
  const { words } = options
  const send = (request: IncomingMessage, response: ServerResponse, page: CallbackPage) =>
    sendPage([request, response], page, words)
  const settled = deferred<CallbackAnswer>()
  const shown = deferred<CallbackPage>()
  const leaving = new Set<Promise<void>>()
  let accepted: CallbackAnswer | undefined
  let port = 0

  const sockets = serveSockets((request, response) => {
    const hosts = [...ownHosts(port), ...(options.hosts ?? [])]
    const verdict = judgeCallback(readRequest(request), { hosts, path: options.path, state: options.state })
    if (verdict.kind === 'unproved denial') options.onUnprovedDenial(verdict.error)
    if (verdict.kind !== 'code' && verdict.kind !== 'denied') {
      void send(request, response, verdict.kind === 'refused' ? refusalPage(verdict, words) : unprovedDenialPage(words))
      return
    }
    accepted ??= verdict
    // The state is used up. A reload sends the same answer and gets the same page. A different answer does not belong
    // to this login (threat C12).
    if (!sameAnswer(accepted, verdict)) {
      void send(request, response, spentPage())
      return
    }
    sockets.keep(request.socket)
    leaving.add(shown.promise.then((page) => send(request, response, page)))
    settled.resolve(accepted)
  }, options.certificate)
  const servers = { v4: createServer(sockets.accept), v6: createServer(sockets.accept) }
  port = await listenOnLoopback(options.port, servers)
  return {
    port,
    answer: settled.promise,
    async respond(page) {
      shown.resolve(page)
      await Promise.all(leaving)
    },
    close() {
      for (const server of [servers.v4, servers.v6]) if (server.listening) server.close()
      sockets.destroyAll()
    },
  }
}

function readRequest(request: IncomingMessage): CallbackRequest {
  const hosts = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length
  return { method: request.method ?? '', target: request.url ?? '', headers: request.headers, hosts }
}

function ownHosts(port: number): readonly string[] {
  return loopbackNames.map((name) => `${isIPv6(name) ? `[${name}]` : name}:${port}`)
}

function sameAnswer(one: CallbackAnswer, other: CallbackAnswer): boolean {
  return one.kind === 'code' ? other.kind === 'code' && one.code === other.code : other.kind === 'denied'
}

/**
 * Sends the page. Resolves when the page was sent, when the browser closed the connection, or after one second. Because
 * of this limit, a slow browser cannot delay the login.
 */
function sendPage(
  [request, response]: readonly [IncomingMessage, ServerResponse],
  page: CallbackPage,
  words: PageWords,
): Promise<void> {
  return new Promise((resolve) => {
    const given = setTimeout(resolve, 1000)
    response.once('close', () => {
      clearTimeout(given)
      resolve()
    })
    if (response.destroyed) return resolve()
    response.writeHead(page.status, pageHeaders(page))
    response.end(request.method === 'HEAD' ? undefined : renderPage(page, words))
  })
}

/** Does what Promise.withResolvers does, which Node.js 20 lacks. */
function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

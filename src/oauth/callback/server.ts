import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer, isIPv6 } from 'node:net'
import { loopbackNames } from '../../net/is-loopback.ts'
import { listenOnLoopback } from '../../net/loopback.ts'
import { serveSockets } from './http-or-https.ts'
import { type CallbackPage, pageHeaders, refusalPage, renderPage, spentPage, unprovedDenialPage } from './page.ts'
import type { Certificate } from './self-signed.ts'
import { type CallbackRequest, type CallbackVerdict, judgeCallback } from './verdict.ts'

export type CallbackAnswer = Extract<CallbackVerdict, { kind: 'code' | 'denied' }>

export interface CallbackServer {
  readonly port: number
  /** The one answer that carries this login's state. Never settles when none comes. */
  readonly answer: Promise<CallbackAnswer>
  /** Shows `page` to the browser that brought the answer, and to every reload. Resolves when it has left. */
  respond(page: CallbackPage): Promise<void>
  /** Ends at once, whatever other sockets do. */
  close(): void
}

export interface CallbackOptions {
  /** 0: any free one. */
  readonly port: number
  readonly path: string
  readonly state: string
  /** Values of Host besides localhost's: a tunnel's public name. */
  readonly hosts?: readonly string[]
  /** With it the port answers https too. */
  readonly certificate?: Certificate | undefined
  /** A request came that may interest the person who waits: a denial without state. */
  readonly onUnprovedDenial: (error: string) => void
}

/**
 * The temporary server that Slack's redirect comes to. Strays, favicons, wrong states, second hits and half-open
 * sockets get their answer or none, and the wait goes on; only an answer with this login's state settles it.
 * @throws CliError failed: the port cannot be had.
 */
export async function listenForCallback(options: CallbackOptions): Promise<CallbackServer> {
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
      void send(request, response, verdict.kind === 'refused' ? refusalPage(verdict) : unprovedDenialPage())
      return
    }
    accepted ??= verdict
    // The state is used up. A reload brings the same answer and gets the same page; another answer is not ours (C12).
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

/** Resolves when the page has left, or the browser is gone: no browser can keep a login from finishing. */
function send(request: IncomingMessage, response: ServerResponse, page: CallbackPage): Promise<void> {
  return new Promise((resolve) => {
    const given = setTimeout(resolve, 1000)
    response.once('close', () => {
      clearTimeout(given)
      resolve()
    })
    if (response.destroyed) return resolve()
    response.writeHead(page.status, pageHeaders(page))
    response.end(request.method === 'HEAD' ? undefined : renderPage(page))
  })
}

/** Promise.withResolvers, which Node 20 does not have. */
function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

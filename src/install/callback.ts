import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type CallbackRequest, judgeCallback, type Verdict } from './callback-request.ts'
import { listenOnLoopback } from './listen.ts'
import { type Page, pageHeaders, refusalPage, renderPage, spentPage, unprovedDenialPage } from './pages.ts'

export type CallbackAnswer = Extract<Verdict, { kind: 'code' | 'denied' }>

export interface CallbackServer {
  readonly port: number
  /** The one answer that carries this login's state. Never settles when none comes. */
  readonly answer: Promise<CallbackAnswer>
  /** Shows `page` to the browser that brought the answer, and to every reload. Resolves when it has left. */
  respond(page: Page): Promise<void>
  /** Ends at once, whatever other sockets do. */
  close(): void
}

export interface CallbackOptions {
  /** 0: any free one. */
  readonly port: number
  readonly path: string
  readonly state: string
  /** A request came that may interest the person who waits: a denial without state. */
  readonly onUnprovedDenial: (error: string) => void
}

/** Milliseconds a socket may be open before its request is complete: an idle one is a browser's guess. */
const patience = 10_000
const mostSockets = 32

/**
 * The temporary server that Slack's redirect comes to. Strays, favicons, wrong states, second hits and half-open
 * sockets get their answer or none, and the wait goes on; only an answer with this login's state settles it.
 * @throws CliError failed: the port cannot be had.
 */
export async function listenForCallback(options: CallbackOptions): Promise<CallbackServer> {
  /** Every open socket with its deadline. */
  const sockets = new Map<Socket, NodeJS.Timeout>()
  const settled = deferred<CallbackAnswer>()
  const shown = deferred<Page>()
  const leaving = new Set<Promise<void>>()
  let accepted: CallbackAnswer | undefined
  let port = 0

  const http = createServer({ keepAlive: false }, (request, response) => {
    const verdict = judgeCallback(readRequest(request), {
      hosts: ownHosts(port),
      path: options.path,
      state: options.state,
    })
    if (verdict.kind === 'unproved denial') options.onUnprovedDenial(verdict.error)
    if (verdict.kind !== 'code' && verdict.kind !== 'denied') {
      send(request, response, verdict.kind === 'refused' ? refusalPage(verdict) : unprovedDenialPage())
      return
    }
    accepted ??= verdict
    // The state is spent. A reload brings the same answer and sees the same page; another one is not ours (C12).
    if (!sameAnswer(accepted, verdict)) {
      send(request, response, spentPage())
      return
    }
    // This one waits for the exchange, however long that takes.
    clearTimeout(sockets.get(request.socket))
    const left = shown.promise.then((page) => send(request, response, page))
    leaving.add(left)
    settled.resolve(accepted)
  })
  // Neither can be a redirect of Slack's.
  http.on('upgrade', (_request, socket) => socket.destroy())
  http.on('connect', (_request, socket) => socket.destroy())
  http.on('clientError', (_error, socket) => socket.destroy())

  const loopback = await listenOnLoopback(options.port, (socket) => {
    if (sockets.size >= mostSockets) return void socket.destroy()
    // Sockets that an http.Server did not accept itself have no time-outs there, so they get a deadline here (C10): one
    // that counts from the start, as a byte now and then would put off any other.
    sockets.set(
      socket,
      setTimeout(() => socket.destroy(), patience),
    )
    socket
      .on('error', () => {})
      .once('close', () => {
        clearTimeout(sockets.get(socket))
        sockets.delete(socket)
      })
    http.emit('connection', socket)
  })
  port = loopback.port
  return {
    port,
    answer: settled.promise,
    async respond(page) {
      shown.resolve(page)
      await Promise.all(leaving)
    },
    close() {
      loopback.close()
      for (const socket of sockets.keys()) socket.destroy()
    },
  }
}

function readRequest(request: IncomingMessage): CallbackRequest {
  const hosts = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length
  return { method: request.method ?? '', target: request.url ?? '', headers: request.headers, hosts }
}

function ownHosts(port: number): readonly string[] {
  return ['localhost', '127.0.0.1', '[::1]'].map((host) => `${host}:${port}`)
}

function sameAnswer(one: CallbackAnswer, other: CallbackAnswer): boolean {
  return one.kind === 'code' ? other.kind === 'code' && one.code === other.code : other.kind === 'denied'
}

/** Resolves when the page has left, or the browser is gone: nothing a browser does may keep a login from ending. */
function send(request: IncomingMessage, response: ServerResponse, page: Page): Promise<void> {
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

import type { ControlReply, ControlRequest } from '../../runtime/context.ts'
import { impossibleFault } from '../events/fault-way.ts'
import type { EventHub } from '../events/hub.ts'
import { createEnding } from '../process/stop-signal.ts'
import type { App } from '../state/app-types.ts'
import type { Fault, FaultSpec } from '../state/fault-spec.ts'
import { addFault } from '../state/faults.ts'
import { newestRequests } from '../state/request-log.ts'
import type { RequestRecord, World, WorldState } from '../state/types.ts'
import { type SimulatorAddresses, withAddresses } from './addresses.ts'
import { createSite, type SimulatorServerOptions } from './create-site.ts'
import { json, type Reply, type Request } from './http.ts'
import { createServers, type Servers, type Upgrade } from './listeners.ts'
import { route } from './router.ts'
import type { Site } from './types.ts'

/** A running simulator. While no TCP port is open, its URLs have the default port, so that they are valid URLs. */
export interface SimulatorServer extends SimulatorAddresses, AsyncDisposable {
  readonly app: App
  readonly workspace: WorldState['workspace']
  readonly world: World
  /**
   * The token with which a program can change the simulator over TCP (`authorization: Bearer …` to `/_sim/…`) during
   * this run.
   */
  readonly controlToken: string
  /** Answers a request to the control interface as if it came over the unix socket. */
  answerControl(request: ControlRequest): Promise<ControlReply>
  /** Resolves after `POST /_sim/stop`, but only if `POST /_sim/keep` was sent before. */
  readonly stopped: Promise<void>
  /** Adds a fault. @throws TypeError when the fault is invalid */
  fail(order: FaultSpec): Fault
  /** Returns the newest requests, oldest first, with masked secrets. */
  log(): readonly RequestRecord[]
  /**
   * Replaces all data by the seed. With `clock: 'back'`, sets the clock back too, and the `ts` of messages start again.
   */
  reset(options?: { readonly clock: 'back' }): void
  /** The event hub, which delivers events, commands and interactions to apps. */
  readonly events: EventHub
  /**
   * Moves the simulator's clock forward, and does everything that is due at the new time.
   * @param ms milliseconds, from 0
   */
  advance(ms: number): void
  /**
   * Opens a TCP port, unless one is open. Without `port`, opens the default port, or any free port when the default
   * port is taken.
   */
  listen(port?: number): Promise<void>
  /** Waits until the current requests are answered, then closes every connection. */
  close(): Promise<void>
}

/**
 * Starts a local Slack with a workspace, an app to install, pages and the Web API. One process can start several
 * simulators.
 * @throws CliError with the exit reason `failed` and the code `port_in_use` when the port is taken on 127.0.0.1 or on
 * ::1
 */
export async function startSimulator(options: SimulatorServerOptions = {}): Promise<SimulatorServer> {
  const { socketPath, port, background = false } = options
  const servers = createServers((request) => answerSafely(site, request), {
    background,
    upgrade: (upgrade) => openSocket(site, upgrade),
  })
  const ending = createEnding()
  const site = createSite(options, servers, ending)
  try {
    if (socketPath !== undefined) await servers.listenOnSocket(socketPath)
    if (port !== undefined || socketPath === undefined) await servers.listen(port ?? 0)
  } catch (error) {
    await servers.close()
    throw error
  }
  return facade(site, servers, ending.stopped)
}

/** Opens the WebSocket connection for a Socket Mode app; answers 404 to any other upgrade request. */
function openSocket(site: Site, { request, socket, head }: Upgrade): void {
  const { sockets } = site.events
  if (sockets && /^\/link\/?\?/.test(request.url ?? '')) sockets.upgrade(request, site.url(), { socket, head })
  else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
}

/** Answers a request. When the simulator has a bug, answers HTTP 500 with `internal_error`, as Slack does. */
async function answerSafely(site: Site, request: Request): Promise<Reply> {
  // A request to the control interface is no request of an app, so `settled` does not wait for it.
  const done = request.path.startsWith('/_sim') ? undefined : site.events.answering()
  try {
    const reply = await route(site, request)
    const isPage = reply.headers['content-type']?.startsWith('text/html') && typeof reply.body === 'string'
    const shown = isPage ? { ...reply, body: site.rename(String(reply.body)) } : reply
    // The Date header has the time of the simulator's clock, by which tokens expire. Node.js itself sends the time of
    // the computer's clock.
    const now = site.world.now()
    if (Math.abs(now - Date.now()) <= 1) return shown
    return { ...shown, headers: { date: new Date(now).toUTCString(), ...reply.headers } }
  } catch (error) {
    site.warn(`The simulator failed at ${request.verb} ${request.path}: ${error instanceof Error ? error.message : ''}`)
    return json(500, { ok: false, error: 'internal_error' })
  } finally {
    done?.()
  }
}

function facade(site: Site, servers: Servers, stopped: Promise<void>): SimulatorServer {
  const { world } = site
  const [app] = world.state.apps
  if (!app) throw new Error('A workspace without an app')
  const close = async () => {
    site.events.close()
    await servers.close()
  }
  const server: Omit<SimulatorServer, keyof SimulatorAddresses> = {
    get app() {
      return world.state.apps[0] ?? app
    },
    get workspace() {
      return world.state.workspace
    },
    world,
    controlToken: site.access.token,
    async answerControl({ method: verb, path, query, body, signal }) {
      const request = { verb, path, query, headers: {}, body: Buffer.from(body), overTcp: false }
      const answered = answerSafely(site, request)
      const reply = await (signal ? Promise.race([answered, aborted(signal)]) : answered)
      return { status: reply.status, text: String(reply.body) }
    },
    stopped,
    fail(order) {
      const fault = addFault(world, order)
      const note = impossibleFault(world, fault, site.events.sockets)
      if (note !== null) site.warn(note)
      return fault
    },
    log: () => newestRequests(world),
    reset: (options) => site.reset(options?.clock),
    events: site.events,
    advance: (ms) => site.advance(ms),
    listen: (port) => site.listen(port),
    close,
    [Symbol.asyncDispose]: close,
  }
  return withAddresses(server, () => site.url())
}

/** Rejects with the reason of the signal when it aborts. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason as Error)
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

import type { EventHub } from '../events/hub.ts'
import { createEnding } from '../process/stop-signal.ts'
import type { App } from '../state/app-types.ts'
import type { FaultSpec } from '../state/fault-spec.ts'
import { addFault } from '../state/faults.ts'
import { newestRequests } from '../state/request-log.ts'
import type { RequestRecord, World, WorldState } from '../state/types.ts'
import { type SimulatorAddresses, withAddresses } from './addresses.ts'
import { createSite, type SimulatorServerOptions } from './create-site.ts'
import { json, type Reply, type Request } from './http.ts'
import { createServers, type Servers, type Upgrade } from './listeners.ts'
import { route } from './router.ts'
import type { Site } from './types.ts'

/** Without TCP its addresses name the usual port, so that they last. */
export interface SimulatorServer extends SimulatorAddresses, AsyncDisposable {
  readonly app: App
  readonly workspace: WorldState['workspace']
  readonly world: World
  /** What lets a program act on it over TCP (`authorization: Bearer …` to `/_sim/…`), as long as it runs. */
  readonly controlToken: string
  /** Resolves once it was told to stop (`POST /_sim/stop`), after `POST /_sim/keep`. */
  readonly stopped: Promise<void>
  /** Stages a failure. @throws TypeError when it makes no sense. */
  fail(order: FaultSpec): void
  /** The newest requests, oldest first, secrets masked. */
  log(): readonly RequestRecord[]
  /** Back to the seeded workspace. With `clock: 'back'`, where the caller sets the clock back too, `ts` begin anew. */
  reset(options?: { readonly clock: 'back' }): void
  /** What brings events, commands and interactions to apps. */
  readonly events: EventHub
  /** Moves the clock of the simulator on, and does what is due then. @param ms milliseconds, from 0 */
  advance(ms: number): void
  /** Opens TCP where it is not open. Without a number: the usual port, or any free one when that is taken. */
  listen(port?: number): Promise<void>
  /** Finishes the requests that are being answered, then ends, whatever other connections do. */
  close(): Promise<void>
}

/**
 * Starts a local Slack: one workspace, one app to install, pages and API. Any number can run in one process.
 * @throws CliError failed, code `port_in_use`: the port is taken on either loopback family.
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

/** A WebSocket connection of a Socket Mode app; there is no other. */
function openSocket(site: Site, { request, socket, head }: Upgrade): void {
  const { sockets } = site.events
  if (sockets && /^\/link\/?\?/.test(request.url ?? '')) sockets.upgrade(request, socket, head)
  else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
}

/** A fault of ours must look like one: Slack's answer to its own is a 500 with this code. */
async function answerSafely(site: Site, request: Request): Promise<Reply> {
  // What steers the simulator is no act of an app.
  const done = request.path.startsWith('/_sim') ? undefined : site.events.answering()
  try {
    const reply = await route(site, request)
    // Whoever compares clocks compares with the one that tokens end by.
    return { ...reply, headers: { date: new Date(site.world.now()).toUTCString(), ...reply.headers } }
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
    stopped,
    fail: (order) => void addFault(world, order),
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

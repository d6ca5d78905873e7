import { randomBytes } from 'node:crypto'
import { CliError } from '../../errors.ts'
import { createAccess } from '../control/access.ts'
import { createEnding, type SimulatorEnd } from '../process/stop-signal.ts'
import { hideSecrets } from '../state/app-secrets.ts'
import { changeApp } from '../state/app-settings.ts'
import type { App, AppSettings } from '../state/app-types.ts'
import { seededState } from '../state/apply-seed.ts'
import { createWorld } from '../state/create-world.ts'
import { seedState } from '../state/default-seed.ts'
import type { FaultSpec } from '../state/fault-spec.ts'
import { addFault } from '../state/faults.ts'
import { laterTs } from '../state/ids.ts'
import { putRedirectUrlsFirst } from '../state/redirect-urls.ts'
import { newestRequests } from '../state/request-log.ts'
import { isExpired } from '../state/rotation.ts'
import type { SeedContent } from '../state/seed-types.ts'
import type { RequestRecord, Workspace, World, WorldState } from '../state/types.ts'
import { setOrganization, setOtherWorkspace } from '../state/workspaces.ts'
import { type SimulatorAddresses, withAddresses } from './addresses.ts'
import { json, type Reply, type Request } from './http.ts'
import { createServers, type Servers } from './listeners.ts'
import { route } from './router.ts'
import type { Site } from './types.ts'

/** The port that people find the simulator at. */
export const defaultPort = 4717

export interface SimulatorServerOptions {
  /** TCP port on 127.0.0.1 and ::1; 0, or no socketPath either: any free one. Left out beside a socketPath: none. */
  readonly port?: number
  /** Unix socket or Windows pipe to listen on. */
  readonly socketPath?: string
  /** Ids and tokens follow from it. */
  readonly seed?: string
  /** A checked seed, instead of the usual workspace. */
  readonly content?: SeedContent
  /** To go on from, instead of the seeded workspace. */
  readonly state?: WorldState
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** Called after every change, many times a second under load. */
  readonly changed?: (state: WorldState) => void
  /** Redirect URLs that the app has besides the seeded ones. */
  readonly redirectUrls?: readonly string[]
  /** Settings of the app that differ from the usual ones, before `redirectUrls` are added. */
  readonly app?: Partial<AppSettings>
  /** A second workspace that the browser is signed in to. */
  readonly otherWorkspace?: Workspace
  /** The organization that the workspaces belong to, and those of them (`teams`) that it added org-wide apps to. */
  readonly organization?: Workspace & { readonly teams?: readonly string[] }
  /** Turns rotation on: seconds that an access token lasts. */
  readonly tokenLifetime?: number
  /** What goes on in this process is another's: none of it waits for the simulator, whose end cuts off what is slow. */
  readonly background?: boolean
  readonly onWarning?: (text: string) => void
}

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
  const servers = createServers((request) => answerSafely(site, request), { background })
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

function createSite(options: SimulatorServerOptions, servers: Servers, ending: SimulatorEnd): Site {
  const { seed = 'slack-tokens', state, now = Date.now, changed, redirectUrls = [] } = options
  const { app, content, otherWorkspace, organization, tokenLifetime } = options
  let version = 0
  const world: World = createWorld({
    seed,
    now,
    ...(state && { state }),
    changed: () => {
      version += 1
      changed?.(world.state)
    },
  })
  const setUp = () => {
    if (tokenLifetime !== undefined) changeApp(world, { rotation: true, tokenLifetime })
    if (app) changeApp(world, { ...app })
    if (otherWorkspace) setOtherWorkspace(world, otherWorkspace)
    if (organization) setOrganization(world, organization)
    putRedirectUrlsFirst(world, redirectUrls)
  }
  const begin = (given?: SeedContent, clock: 'on' | 'back' = 'on') => {
    const { seed: kept, lastTs } = world.state
    const now = world.now()
    if (given !== world.state.given) world.secrets.clear()
    world.state = given ? seededState(given, { seed: kept, now }) : seedState(kept, now)
    // The clock may stand still, and who remembers a message of before must not find another one by its `ts`.
    if (clock === 'on') world.state.lastTs = laterTs(lastTs, world.state.lastTs)
    hideSecrets(world)
    setUp()
    world.changed()
  }
  if (content) begin(content)
  else {
    setUp()
    // An older version kept them as they were given.
    if (hideSecrets(world)) world.changed()
  }
  return {
    world,
    pending: new Map(),
    access: createAccess(),
    nonce: randomBytes(18).toString('base64url'),
    // A token that ends by the clock changes nothing in the state.
    version: () => version + world.state.tokens.filter((token) => isExpired(world, token)).length,
    since: now(),
    ...ending,
    url: () => `http://localhost:${servers.port ?? defaultPort}`,
    warn: options.onWarning ?? (() => {}),
    reset(clock) {
      begin(world.state.given, clock)
    },
    begin,
    async listen(port) {
      if (servers.port !== undefined) return
      if (port !== undefined) return await servers.listen(port)
      await servers.listen(defaultPort).catch((error: unknown) => {
        if (error instanceof CliError && error.code === 'port_in_use') return servers.listen(0)
        throw error
      })
    },
  }
}

/** A fault of ours must look like one: Slack's answer to its own is a 500 with this code. */
async function answerSafely(site: Site, request: Request): Promise<Reply> {
  try {
    const reply = await route(site, request)
    // Whoever compares clocks compares with the one that tokens end by.
    return { ...reply, headers: { date: new Date(site.world.now()).toUTCString(), ...reply.headers } }
  } catch (error) {
    site.warn(`The simulator failed at ${request.verb} ${request.path}: ${error instanceof Error ? error.message : ''}`)
    return json(500, { ok: false, error: 'internal_error' })
  }
}

function facade(site: Site, servers: Servers, stopped: Promise<void>): SimulatorServer {
  const { world } = site
  const [app] = world.state.apps
  if (!app) throw new Error('A workspace without an app')
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
    listen: (port) => site.listen(port),
    close: () => servers.close(),
    [Symbol.asyncDispose]: () => servers.close(),
  }
  return withAddresses(server, () => site.url())
}

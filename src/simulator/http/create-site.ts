import { randomBytes } from 'node:crypto'
import type { ProxyHost } from '../../proxy/host.ts'
import { createAccess } from '../control/access.ts'
import { createEventHub } from '../events/hub.ts'
import { useManifest, withRequestUrl } from '../events/settings.ts'
import { createExchangeLog } from '../page/exchange-log.ts'
import type { SimulatorEnd } from '../process/stop-signal.ts'
import { hideSecrets } from '../state/app-secrets.ts'
import { changeApp } from '../state/app-settings.ts'
import type { AppSettings, Manifest } from '../state/app-types.ts'
import { seededState } from '../state/apply-seed.ts'
import { createWorld } from '../state/create-world.ts'
import { seedState } from '../state/default-seed.ts'
import { laterTs } from '../state/ids.ts'
import { placeOrgBots, setOrganization } from '../state/organization.ts'
import { putRedirectUrlsFirst } from '../state/redirect-urls.ts'
import { isExpired } from '../state/rotation.ts'
import { postDue } from '../state/scheduled.ts'
import type { SeedContent } from '../state/seed-types.ts'
import type { Workspace, World, WorldState } from '../state/types.ts'
import { setOtherWorkspace } from '../state/workspaces.ts'
import type { Servers } from './listeners.ts'
import type { Site } from './types.ts'

/**
 * Maximum number of milliseconds by which the clock can be moved forward in total: 10,000 years. `Date` can represent
 * 275,000 years after 1970.
 */
const furthest = 10_000 * 365 * 24 * 3_600_000

/** The default TCP port of a simulator. */
export const defaultPort = 4717

export interface SimulatorServerOptions {
  /**
   * The TCP port on 127.0.0.1 and ::1; 0 means any free port. By default any free port, or no TCP port when
   * `socketPath` is given.
   */
  readonly port?: number
  /** The path of a unix socket or Windows pipe on which the simulator listens too. */
  readonly socketPath?: string
  /** The source of random ids and tokens: the same seed and the same calls give the same data. */
  readonly seed?: string
  /** A valid seed, in place of the default workspace. */
  readonly content?: SeedContent
  /** A state that an earlier run stored, in place of a seed. */
  readonly state?: WorldState
  /** The clock of the simulator; returns milliseconds since 1970. By default the computer's clock. */
  readonly now?: () => number
  /** The simulator calls this function after every change of the state. This can happen many times in a second. */
  readonly changed?: (state: WorldState) => void
  /** Redirect URLs that are put before those of the first app. */
  readonly redirectUrls?: readonly string[]
  /** Settings of the first app that replace its default settings. */
  readonly app?: Partial<AppSettings>
  /** A second workspace that the browser is signed in to; by default none. */
  readonly otherWorkspace?: Workspace
  /**
   * The organization of the workspaces; by default none. `teams` has the ids of the workspaces in which its org-wide
   * apps are installed.
   */
  readonly organization?: Workspace & { readonly teams?: readonly string[] }
  /** The lifetime of an access token in seconds. When it is given, token rotation is on. */
  readonly tokenLifetime?: number
  /**
   * True when this process has another main task. Then the simulator does not keep the process running, and `close`
   * waits only 100 ms for answers.
   */
  readonly background?: boolean
  readonly onWarning?: (text: string) => void
  /** Changes the command lines on pages, so that the person who runs the simulator can type them as they stand. */
  readonly rename?: (text: string) => string
  /** Opens proxies through which requests to Slack reach this simulator; by default it opens none. */
  readonly proxies?: ProxyHost
  /** Milliseconds within which an app must acknowledge a delivery; by default 3000 over HTTP and 4000 over a socket. */
  readonly ackTimeout?: number
  /** Host names of other computers that request URLs can have. By default request URLs must be on this computer. */
  readonly allowHosts?: readonly string[]
}

/**
 * Creates the site, which all routes of a simulator share: the seeded world, the event hub, and functions such as
 * `reset` and `advance`.
 */
export function createSite(options: SimulatorServerOptions, servers: Servers, ending: SimulatorEnd): Site {
  const { seed = 'slack-tokens', state, now = Date.now, changed, redirectUrls = [] } = options
  const { app, content, otherWorkspace, organization, tokenLifetime, onWarning: warn = () => {} } = options
  let version = 0
  let moved = 0
  let manifest: Manifest | undefined
  const url = () => `http://localhost:${servers.port ?? defaultPort}`
  const world: World = createWorld({
    seed,
    now: () => now() + moved,
    clockOfApps: now,
    url,
    happened: (there, happening) => events.happened(there, happening),
    ...(state && { state }),
    changed: () => {
      version += 1
      changed?.(world.state)
    },
  })
  const events = createEventHub({ world, warn, patience: options.ackTimeout, allowHosts: options.allowHosts })
  const exchanges = createExchangeLog()
  const setUp = () => {
    if (tokenLifetime !== undefined) changeApp(world, { rotation: true, tokenLifetime })
    if (app) changeApp(world, { ...app })
    if (otherWorkspace) setOtherWorkspace(world, otherWorkspace)
    if (organization) setOrganization(world, organization)
    // In data of an older version, the bot users of org-wide installs are only in the first workspace.
    placeOrgBots(world)
    putRedirectUrlsFirst(world, redirectUrls)
    if (manifest) applyManifestTo(manifest)
  }
  const applyManifestTo = (one: Manifest) => {
    const [first] = world.state.apps
    if (first) useManifest(world, first, one)
  }
  const begin = (given?: SeedContent, clock: 'on' | 'back' = 'on') => {
    if (clock === 'back') moved = 0
    events.reset()
    exchanges.clear()
    const { seed: kept, lastTs } = world.state
    const [{ requestUrl } = { requestUrl: undefined }] = world.state.apps
    const now = world.now()
    if (given !== world.state.given) world.secrets.clear()
    world.state = given ? seededState(given, { seed: kept, now }) : seedState(kept, now)
    // If the clock stands still, a new message could get the same `ts` as a message before the reset. Therefore the
    // latest `ts` is not reset.
    if (clock === 'on') world.state.lastTs = laterTs(lastTs, world.state.lastTs)
    hideSecrets(world)
    setUp()
    const [first] = world.state.apps
    // The request URL says where the app runs and is not part of the data, so a reset does not change it.
    if (first && requestUrl !== undefined && clock === 'on') first.requestUrl = requestUrl
    world.changed()
  }
  if (content) begin(content)
  else {
    setUp()
    // An older version stored secrets in plain text, so they are removed here.
    if (hideSecrets(world)) world.changed()
  }
  return {
    world,
    pending: new Map(),
    exchanges,
    access: createAccess(),
    nonce: randomBytes(18).toString('base64url'),
    // When a token expires, the state does not change, so the version also counts the expired tokens.
    version: () => version + world.state.tokens.filter((token) => isExpired(world, token)).length,
    since: now(),
    ...ending,
    url,
    rename: options.rename ?? ((text) => text),
    warn,
    proxies: options.proxies,
    events,
    advance(ms) {
      if (!(ms >= 0 && moved + ms <= furthest))
        throw new TypeError('advance takes milliseconds, from 0; the clock moves 10,000 years at most')
      moved += ms
      if (world.state.scheduled.length > 0) postDue(world)
      events.clockMoved()
      world.changed()
    },
    reset(clock) {
      begin(world.state.given, clock)
    },
    begin,
    useManifest(given, url) {
      const next = url === undefined ? given : withRequestUrl(given, url)
      applyManifestTo(next)
      manifest = next
    },
    async listen(port) {
      if (servers.port !== undefined) return
      await servers.listen(port ?? defaultPort, port === undefined)
    },
  }
}

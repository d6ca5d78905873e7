import { randomBytes } from 'node:crypto'
import { CliError } from '../../errors.ts'
import { createAccess } from '../control/access.ts'
import { createEventHub } from '../events/hub.ts'
import { useManifest, withRequestUrl } from '../events/settings.ts'
import type { SimulatorEnd } from '../process/stop-signal.ts'
import { hideSecrets } from '../state/app-secrets.ts'
import { changeApp } from '../state/app-settings.ts'
import type { AppSettings, Manifest } from '../state/app-types.ts'
import { seededState } from '../state/apply-seed.ts'
import { createWorld } from '../state/create-world.ts'
import { seedState } from '../state/default-seed.ts'
import { laterTs } from '../state/ids.ts'
import { putRedirectUrlsFirst } from '../state/redirect-urls.ts'
import { isExpired } from '../state/rotation.ts'
import { postDue } from '../state/scheduled.ts'
import type { SeedContent } from '../state/seed-types.ts'
import type { Workspace, World, WorldState } from '../state/types.ts'
import { setOrganization, setOtherWorkspace } from '../state/workspaces.ts'
import type { Servers } from './listeners.ts'
import type { Site } from './types.ts'

/** The default TCP port of a simulator. */
export const defaultPort = 4717

export interface SimulatorServerOptions {
  /**
   * TCP port on 127.0.0.1 and ::1; 0 means any free port. By default any free port, or no TCP when `socketPath` is
   * given.
   */
  readonly port?: number
  /** Unix socket or Windows pipe to listen on. */
  readonly socketPath?: string
  /** The seed of random ids and tokens: the same seed gives the same ids and tokens. */
  readonly seed?: string
  /** A checked seed, in place of the default workspace. */
  readonly content?: SeedContent
  /** A stored state to continue with, in place of the seeded workspace. */
  readonly state?: WorldState
  /** The clock of the simulator, in milliseconds since 1970. */
  readonly now?: () => number
  /** Called after every change, many times a second under load. */
  readonly changed?: (state: WorldState) => void
  /** Redirect URLs that the simulator adds to those of the seed. */
  readonly redirectUrls?: readonly string[]
  /** Settings of the first app that replace the default ones. `redirectUrls` are added to them. */
  readonly app?: Partial<AppSettings>
  /** A second workspace that the browser is signed in to. */
  readonly otherWorkspace?: Workspace
  /** The organization of the workspaces. `teams` are the workspaces where org-wide apps are installed. */
  readonly organization?: Workspace & { readonly teams?: readonly string[] }
  /** Lifetime of an access token in seconds; when given, token rotation is on. */
  readonly tokenLifetime?: number
  /**
   * True when this process has another main task: the simulator does not keep the process running, and `close` waits
   * only 100 ms for answers.
   */
  readonly background?: boolean
  readonly onWarning?: (text: string) => void
  /** Milliseconds that an app has to acknowledge a delivery; 3000 by default, as at Slack. */
  readonly ackTimeout?: number
  /** Names of other computers that request URLs can use. By default request URLs can use only this computer. */
  readonly allowHosts?: readonly string[]
}

/** Creates what the routes of a simulator share: the seeded world and the event hub. */
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
    url,
    happened: (there, happening) => events.happened(there, happening),
    ...(state && { state }),
    changed: () => {
      version += 1
      changed?.(world.state)
    },
  })
  const events = createEventHub({ world, warn, patience: options.ackTimeout, allowHosts: options.allowHosts })
  const setUp = () => {
    if (tokenLifetime !== undefined) changeApp(world, { rotation: true, tokenLifetime })
    if (app) changeApp(world, { ...app })
    if (otherWorkspace) setOtherWorkspace(world, otherWorkspace)
    if (organization) setOrganization(world, organization)
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
    const { seed: kept, lastTs } = world.state
    const [{ requestUrl } = { requestUrl: undefined }] = world.state.apps
    const now = world.now()
    if (given !== world.state.given) world.secrets.clear()
    world.state = given ? seededState(given, { seed: kept, now }) : seedState(kept, now)
    // The clock can stand still, so a new message could get the `ts` of a message before the reset.
    if (clock === 'on') world.state.lastTs = laterTs(lastTs, world.state.lastTs)
    hideSecrets(world)
    setUp()
    const [first] = world.state.apps
    // The address where the app runs is not part of the data, so a reset keeps it.
    if (first && requestUrl !== undefined && clock === 'on') first.requestUrl = requestUrl
    world.changed()
  }
  if (content) begin(content)
  else {
    setUp()
    // A state file of an older version holds the secrets in plain text.
    if (hideSecrets(world)) world.changed()
  }
  return {
    world,
    pending: new Map(),
    access: createAccess(),
    nonce: randomBytes(18).toString('base64url'),
    // A token that expires changes nothing in the state, so the version also counts the expired tokens.
    version: () => version + world.state.tokens.filter((token) => isExpired(world, token)).length,
    since: now(),
    ...ending,
    url,
    warn,
    events,
    advance(ms) {
      if (!(ms >= 0 && Number.isFinite(ms))) throw new TypeError('advance takes milliseconds, from 0')
      moved += ms
      postDue(world)
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
      if (port !== undefined) return await servers.listen(port)
      await servers.listen(defaultPort).catch((error: unknown) => {
        if (error instanceof CliError && error.code === 'port_in_use') return servers.listen(0)
        throw error
      })
    },
  }
}

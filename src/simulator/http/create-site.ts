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
  /** Milliseconds that an app has to acknowledge a delivery; 3000 unless given, as at Slack. */
  readonly ackTimeout?: number
  /** Names of other computers that an app’s request URLs may name: none unless given. */
  readonly allowHosts?: readonly string[]
}

/** What the routes of a new simulator share: its world, seeded, and what delivers events to apps. */
export function createSite(options: SimulatorServerOptions, servers: Servers, ending: SimulatorEnd): Site {
  const { seed = 'slack-tokens', state, now = Date.now, changed, redirectUrls = [] } = options
  const { app, content, otherWorkspace, organization, tokenLifetime, onWarning: warn = () => {} } = options
  let version = 0
  let moved = 0
  let manifest: Manifest | undefined
  const world: World = createWorld({
    seed,
    now: () => now() + moved,
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
    // The clock may stand still, and who remembers a message of before must not find another one by its `ts`.
    if (clock === 'on') world.state.lastTs = laterTs(lastTs, world.state.lastTs)
    hideSecrets(world)
    setUp()
    const [first] = world.state.apps
    // Where the app runs is no part of the data.
    if (first && requestUrl !== undefined && clock === 'on') first.requestUrl = requestUrl
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

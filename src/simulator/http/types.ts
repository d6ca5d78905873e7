import type { ProxyHost } from '../../proxy/host.ts'
import type { EventHub } from '../events/hub.ts'
import type { PendingConsents } from '../oauth/consent.ts'
import type { ExchangeLog } from '../page/exchange-log.ts'
import type { Manifest } from '../state/app-types.ts'
import type { SeedContent } from '../state/seed-types.ts'
import type { World } from '../state/types.ts'

/** The objects and functions that all routes of a running simulator share. */
export interface Site {
  readonly world: World
  readonly pending: PendingConsents
  /** The secrets with which a client over TCP can change the simulator. */
  readonly access: ControlAccess
  /** The nonce of this run, which every form on the simulator's pages includes. */
  readonly nonce: string
  /** Returns the base of all URLs in answers: `http://localhost:4717`, without a slash at the end. */
  url(): string
  /** Returns a number that grows with every change, and when a token expires. */
  version(): number
  /** The start of this run, in milliseconds since 1970. */
  readonly since: number
  /** Keeps the simulator running until `stop`. */
  keep(): void
  /**
   * Stops the simulator if `keep` was called, and returns true. Otherwise returns false and does nothing, because the
   * simulator runs only for one command.
   */
  stop(): boolean
  /** Whether the simulator runs until `stop`. */
  isKept(): boolean
  /** Opens proxies through which requests to Slack reach this simulator; undefined when this process opens none. */
  readonly proxies: ProxyHost | undefined
  /** Puts the name that a person has to type in place of `slack-tokens` in the command lines of a text. */
  rename(text: string): string
  /** Prints a warning for the person who runs the simulator. */
  warn(text: string): void
  /**
   * Replaces all data by the seed again.
   * @param clock `back` also sets the clock back, and the `ts` of messages start again
   */
  reset(clock?: 'on' | 'back'): void
  /** Replaces all data by a valid seed, or by the default seed when `given` is undefined. */
  begin(given?: SeedContent): void
  /**
   * Replaces the first app's settings with those in a manifest; a reset applies the manifest again.
   * @param url replaces every request URL in the manifest
   * @throws TypeError when the manifest is invalid
   */
  useManifest(manifest: Manifest, url?: string): void
  /** The headers and bodies of the newest requests, for the page. */
  readonly exchanges: ExchangeLog
  /** The event hub, which delivers events, commands and interactions to apps. */
  readonly events: EventHub
  /**
   * Moves the clock forward, and does everything that is due at the new time.
   * @throws TypeError when `ms` is negative or not a number
   */
  advance(ms: number): void
  /**
   * Opens a TCP port, unless one is open. Without `port`, opens the default port, or any free port when the default
   * port is taken.
   */
  listen(port?: number): Promise<void>
}

/**
 * The secrets with which a client over TCP can change this run. They are needed because every account on this computer
 * can connect over TCP.
 */
export interface ControlAccess {
  /** The control token. Programs send it, and a person opens a page with it in the fragment of the URL. */
  readonly token: string
  /** The value of the session cookie, which a page gets in exchange for the control token or a key. */
  readonly session: string
  /**
   * The page keys, each with its expiry in milliseconds since 1970. A page can exchange a key once for the session
   * cookie. Keys expire soon, because other accounts can read a browser's command line.
   */
  readonly keys: Map<string, number>
}

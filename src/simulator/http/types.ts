import type { EventHub } from '../events/hub.ts'
import type { PendingConsents } from '../oauth/consent.ts'
import type { Manifest } from '../state/app-types.ts'
import type { SeedContent } from '../state/seed-types.ts'
import type { World } from '../state/types.ts'

/** The objects and functions that all routes of a running simulator share. */
export interface Site {
  readonly world: World
  readonly pending: PendingConsents
  /** Secrets that allow a client over TCP to change the simulator. */
  readonly access: ControlAccess
  /** Nonce of this run. Every form of the simulator's pages includes it. */
  readonly nonce: string
  /** Base of all addresses in answers, `http://localhost:4717`, without a slash at the end. */
  url(): string
  /** A number that grows with every change, and when a token expires. */
  version(): number
  /** Start of this run, in milliseconds since 1970. */
  readonly since: number
  /** Keeps the simulator running until `stop`. */
  keep(): void
  /** Stops the simulator, if `keep` was called. Returns false and does nothing when it runs for one command only. */
  stop(): boolean
  /** Prints a warning for the person who runs the simulator. */
  warn(text: string): void
  /** Goes back to the seed. `back` means that the caller has also set the clock back. */
  reset(clock?: 'on' | 'back'): void
  /** Replaces all data by a checked seed, or by the default seed when none is given. */
  begin(given?: SeedContent): void
  /**
   * Applies a manifest to the first app for this run; a reset keeps it.
   * @param url replaces its request URLs
   * @throws TypeError
   */
  useManifest(manifest: Manifest, url?: string): void
  /** The event hub: delivers events, commands and interactions to apps. */
  readonly events: EventHub
  /** Moves the clock forward, and does what is due by then. @throws TypeError when `ms` is negative or not a number */
  advance(ms: number): void
  /** Opens the TCP port, unless one is open. Without `port`: the default port, or any free port when that is taken. */
  listen(port?: number): Promise<void>
}

/** Secrets that allow a client over TCP to change this run. Every account of the computer can connect over TCP. */
export interface ControlAccess {
  /** Control token: programs send it, and a person opens the page with it in the fragment of the URL. */
  readonly token: string
  /** Value of the session cookie that a page gets in exchange for the token. */
  readonly session: string
  /**
   * Keys that open one session each, with their expiry in milliseconds since 1970. They are short-lived, because other
   * accounts can read a browser's command line.
   */
  readonly keys: Map<string, number>
}

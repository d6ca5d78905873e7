import type { EventHub } from '../events/hub.ts'
import type { PendingConsents } from '../oauth/consent.ts'
import type { Manifest } from '../state/app-types.ts'
import type { SeedContent } from '../state/seed-types.ts'
import type { World } from '../state/types.ts'

/** What all routes of a running simulator use. */
export interface Site {
  readonly world: World
  readonly pending: PendingConsents
  /** Secrets that let a visitor over TCP act. */
  readonly access: ControlAccess
  /** Nonce of this run: a form with it is from a page of this simulator. */
  readonly nonce: string
  /** Base of all addresses in answers, `http://localhost:4717`, without a slash at the end. */
  url(): string
  /** Grows with every change, and when a token expires. */
  version(): number
  /** Start of this run, in milliseconds since 1970. */
  readonly since: number
  /** Keeps the simulator running until it is stopped. */
  keep(): void
  /** Stops a simulator that is kept running; false when it runs for one command only. */
  stop(): boolean
  /** Prints a warning for the person who runs the simulator. */
  warn(text: string): void
  /** Goes back to the seed; with `back`, the clock was set back too. */
  reset(clock?: 'on' | 'back'): void
  /** Replaces all data by a checked seed, or by the default one. */
  begin(given?: SeedContent): void
  /** Settings of the first app for this run, which a reset keeps. @param url in place of its request URLs @throws TypeError */
  useManifest(manifest: Manifest, url?: string): void
  /** What delivers events, commands and interactions to apps. */
  readonly events: EventHub
  /** Moves the clock on, and does what is due then. @throws TypeError when `ms` is no number from 0 */
  advance(ms: number): void
  /** Opens the TCP port, unless one is open. Without a number: the default port, or any free one when that is taken. */
  listen(port?: number): Promise<void>
}

/** Secrets that let a visitor over TCP act on this run, as every account of the computer can connect. */
export interface ControlAccess {
  /** Control token, for programs and for the fragment of the address that a person opens. */
  readonly token: string
  /** Value of the cookie that a page gets for the token. */
  readonly session: string
  /**
   * Keys that open one session each, with their expiry in milliseconds since 1970: a browser's command line shows them.
   */
  readonly keys: Map<string, number>
}

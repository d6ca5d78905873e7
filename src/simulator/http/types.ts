import type { EventHub } from '../events/hub.ts'
import type { PendingConsents } from '../oauth/consent.ts'
import type { SeedContent } from '../state/seed-types.ts'
import type { World } from '../state/types.ts'

/** What the routes of one running simulator share. */
export interface Site {
  readonly world: World
  readonly pending: PendingConsents
  /** What lets a visitor over TCP act. */
  readonly access: ControlAccess
  /** Of this run: a form that carries it was read from a page here. */
  readonly nonce: string
  /** Base of all addresses that are told to others, `http://localhost:4717`. No slash at the end. */
  url(): string
  /** Grows with every change, and when a token has ended by itself. */
  version(): number
  /** Milliseconds since 1970: when this run began. */
  readonly since: number
  /** From now on it runs for its own sake, and may be told to stop. */
  keep(): void
  /** Asks whoever keeps it running to end it; false when it runs for one command alone. */
  stop(): boolean
  /** Tells the person who runs the simulator. */
  warn(text: string): void
  /** Back to the seeded workspace; with `back`, the clock was set back too. */
  reset(clock?: 'on' | 'back'): void
  /** Another world: a checked seed, or the usual one. */
  begin(given?: SeedContent): void
  /** What brings events, commands and interactions to apps. */
  readonly events: EventHub
  /** Moves the clock on, and does what is due then. @throws TypeError when `ms` is no number from 0 */
  advance(ms: number): void
  /** Opens the TCP port, when it is not open yet. Without a number: the usual one, else any free one. */
  listen(port?: number): Promise<void>
}

/** What lets a visitor over TCP act on this run of the simulator, where any account of the computer can connect. */
export interface ControlAccess {
  /** For programs, and in the fragment of the address that a person opens. */
  readonly token: string
  /** Value of the cookie that the page gets for it. */
  readonly session: string
  /** Each opens the page once; until when, in milliseconds since 1970. A browser's command line shows its address. */
  readonly keys: Map<string, number>
}

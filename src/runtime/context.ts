import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import type { Store } from '../config/store.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { MachineKind } from './machine-kind.ts'
import type { Settings } from './settings.ts'

export interface RunClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after `ms`; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** What the Slack client needs of undici: any Dispatcher fits, and so does a hand-made fake. */
export type Http = Pick<Dispatcher, 'request'>

/** The local Slack simulator, reached through a socket that nobody else can listen on. */
export interface LocalSimulator {
  /** What a browser opens, `http://localhost:4717`. */
  readonly url: string
  /** `http://localhost:4717/api/` */
  readonly apiUrl: string
  readonly http: Http
  /** The header for changes when `http` uses TCP; missing for a socket, which only this account can open. */
  readonly controlToken?: string
  /** False when another process runs it. */
  readonly startedHere: boolean
  /** Resolves when another command stops it; never when another process runs it. */
  readonly stopped: Promise<void>
}

export interface SimulatorNeeds {
  /** Listens on TCP too, for a browser or another program to come. */
  readonly browser?: boolean
  /** Just this port, or fail; without it 4717, or any free one when that is taken. */
  readonly port?: number
  /** A separate one on any free port, freshly seeded and gone with the command, whatever runs in the config folder. */
  readonly apart?: boolean
}

/** Questions to a person at a terminal. `check` returns what is wrong with an answer, or undefined. */
export interface Prompter {
  text(message: string, check: (answer: string) => string | undefined): Promise<string>
  /** Shows nothing of what is typed. */
  secret(message: string, check: (answer: string) => string | undefined): Promise<string>
  choose(message: string, choices: readonly { value: string; label: string; hint?: string }[]): Promise<string>
}

/** Everything a command may read or change outside itself: complete, so that no test reaches the real system. */
export interface Context {
  readonly terminal: Terminal
  readonly settings: Settings
  readonly clock: RunClock
  readonly store: Store
  /** Ends with Ctrl-C, SIGTERM or SIGHUP; its reason is an Interruption. */
  readonly signal: AbortSignal
  /** The way to a real Slack. Lazy: undici is the slowest part to load. */
  readonly http: () => Promise<Http>
  /**
   * The simulator of this config folder: the one that runs, otherwise one started in this process until the command
   * ends. A later call may need more than the first: then it listens too.
   * @throws CliError where it cannot: `port_in_use`.
   */
  readonly simulator: (needs?: SimulatorNeeds) => Promise<LocalSimulator>
  /**
   * Starts this program once more, to go on when this one has ended. Resolves with the first line that it prints, or
   * with all of it when it ends before that.
   */
  readonly startDetached: (argv: readonly string[]) => Promise<string>
  /** Opens one page. Resolves once a launcher has taken it; rejects with a CliError when none could. */
  readonly openBrowser: (url: string) => Promise<void>
  /** What a program that is started here inherits. Settings are read from `settings`. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /**
   * Runs a program on our own streams, with signals passed on to it. Resolves with its exit code, 128 + n for signal n.
   * @throws the system error of a program that can't be started.
   */
  readonly runProgram: (
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string | undefined>>,
  ) => Promise<number>
  /** Where this runs: whether a browser opens from here, and whose localhost it would see. */
  readonly machineKind: MachineKind
  /** The working directory, where an app's manifest may be. */
  readonly cwd: string
  /**
   * All of stdin, for `-` arguments.
   * @param most bytes
   * @throws CliError usage: stdin is a terminal (code `no_input`), or holds more (`input_too_large`); the Interruption
   *   after Ctrl-C.
   */
  readonly readInput: (most?: number) => Promise<string>
  /** Stdin as it comes, for what may be large or no text. @throws CliError (usage) when it is a terminal. */
  readonly inputStream: () => Readable
  /** Only where `terminal.interactive`. Lazy: the prompts are loaded when something is asked. */
  readonly ask: () => Promise<Prompter>
  /** Hands over every line typed into the terminal from now on, until the returned function is called. */
  readonly watchLines: (onLine: (line: string) => void) => () => void
}

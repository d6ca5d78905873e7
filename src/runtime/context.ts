import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import type { Store } from '../config/store.ts'
import type { ProjectFile } from '../project/types.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { MachineKind } from './machine-kind.ts'
import type { Settings } from './settings.ts'

export interface RunClock {
  /** Returns the time in milliseconds since 1970. */
  now(): number
  /** Resolves after `ms`; rejects with the signal's reason when the signal aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The part of undici that the Slack client uses: any Dispatcher, or a simple replacement in a test. */
export interface Http {
  request(options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData>
}

/** A request to the control interface of the simulator. */
export interface ControlRequest {
  readonly method: string
  readonly path: string
  /** The query without the question mark. */
  readonly query: string
  /** JSON; empty for a GET request. */
  readonly body: string
  /** Aborts the wait for the answer. */
  readonly signal?: AbortSignal | undefined
}

/** The HTTP status and the body of an answer. */
export interface ControlReply {
  readonly status: number
  readonly text: string
}

/** The local Slack simulator, and a client that sends requests to it. */
export interface LocalSimulator {
  /** The address for a browser: `http://localhost:4717`. */
  readonly url: string
  /** The base URL of the Web API: `http://localhost:4717/api/`. */
  readonly apiUrl: string
  readonly http: Http
  /**
   * Answers a request to the control interface: without a connection when this process runs the simulator.
   * @throws Error with the system's code when the connection to another process fails
   */
  answerControl(request: ControlRequest): Promise<ControlReply>
  /** False when another process runs the simulator. */
  readonly startedHere: boolean
  /** Resolves when another command stops the simulator; stays pending when another process runs it. */
  readonly stopped: Promise<void>
}

export interface SimulatorNeeds {
  /** Whether the simulator must also listen on TCP, so that a browser or another program can reach it. */
  readonly browser?: boolean
  /** The only allowed port. Without it: 4717, or any free port when 4717 is in use. */
  readonly port?: number
  /**
   * Whether to start a separate simulator on any free port. It starts with new data, ends with the command, and shares
   * nothing with the simulator of the config folder.
   */
  readonly apart?: boolean
}

/** Asks a person at a terminal. `check` returns what is wrong with an answer, or undefined. */
export interface Prompter {
  text(message: string, check: (answer: string) => string | undefined): Promise<string>
  /** Asks for a secret: the terminal does not show what the person types. */
  secret(message: string, check: (answer: string) => string | undefined): Promise<string>
  choose(message: string, choices: readonly { value: string; label: string; hint?: string }[]): Promise<string>
}

/** Receives reports about a program that runs on this process's streams. */
export interface ProgramWatcher {
  readonly onStarted: (pid: number | undefined) => void
  /** Called for each signal that this process gets while the program runs. */
  readonly onSignal: (name: NodeJS.Signals) => void
}

/**
 * Everything outside a command that the command can read or change. A test replaces all of it, so that no test reaches
 * the real system.
 */
export interface Context {
  readonly terminal: Terminal
  readonly settings: Settings
  readonly clock: RunClock
  readonly store: Store
  /** Aborts after Ctrl-C, SIGTERM or SIGHUP; its reason is an Interruption. */
  readonly signal: AbortSignal
  /**
   * Returns the HTTP client for a real Slack. The first call loads undici and creates the client, because undici is the
   * slowest module to load.
   */
  readonly http: () => Promise<Http>
  /**
   * Returns the simulator of this config folder. When none is running, this process starts one, which runs until the
   * command ends. If a later call needs TCP, the same simulator also listens on TCP.
   * @throws CliError with the code `port_in_use` when the required port is in use
   */
  readonly simulator: (needs?: SimulatorNeeds) => Promise<LocalSimulator>
  /** Whether a process runs the simulator of this config folder now. Does not start a simulator. */
  readonly simulatorRuns: () => Promise<boolean>
  /**
   * Starts this program as another process that continues after this one has exited. Resolves with the first line that
   * the process prints, or with its whole output when it exits before that.
   */
  readonly startDetached: (argv: readonly string[]) => Promise<string>
  /**
   * Opens one page in a browser. Resolves when a launcher has started; rejects with a CliError when no launcher could
   * be started.
   */
  readonly openBrowser: (url: string) => Promise<void>
  /**
   * The environment that this process gives to the programs that it starts. The tool's own settings are in `settings`.
   */
  readonly environment: Readonly<Record<string, string | undefined>>
  /**
   * Runs a program on this process's streams, and passes signals to it. Resolves with its exit code, 128 + n for signal
   * n.
   * @throws the system error of a program that cannot be started.
   */
  readonly runProgram: (
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string | undefined>>,
    watcher?: ProgramWatcher,
  ) => Promise<number>
  /**
   * Returns the secret that a credential command prints. Runs each command once.
   * @throws CliError with the exit reason `failed` when the command fails or prints nothing
   */
  readonly credential: (words: readonly string[]) => Promise<string>
  /** The kind of machine: whether a browser can be opened, and whether its localhost is this computer. */
  readonly machineKind: MachineKind
  /** Returns what a person has to type to start this program: `slack-tokens` when it is on the path. */
  readonly typedName: () => string
  /** The working directory, which can contain an app's manifest. */
  readonly cwd: string
  /**
   * Returns the `.slack-tokens.json` of the working directory or of a folder above it; undefined when there is none.
   * Reads the file once.
   * @throws CliError with the exit reason `usage` when the file cannot be used
   */
  readonly project: () => ProjectFile | undefined
  /**
   * Reads the whole standard input, for `-` arguments.
   * @param most maximum number of bytes
   * @throws CliError with the code `no_input` when standard input is a terminal, and with `input_too_large` when it is
   * too large; an Interruption after Ctrl-C
   */
  readonly readInput: (most?: number) => Promise<string>
  /**
   * Returns standard input as a stream, for input that can be large or binary.
   * @throws CliError with the exit reason `usage` when standard input is a terminal
   */
  readonly inputStream: () => Readable
  /** Returns the prompts. Call it only when `terminal.interactive` is true. The module is loaded on the first call. */
  readonly ask: () => Promise<Prompter>
  /** Calls `onLine` for each line that is typed into the terminal, until the returned function is called. */
  readonly watchLines: (onLine: (line: string) => void) => () => void
}

import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { type Output, standardOutput } from '../terminal/output.ts'
import type { ProgramWatcher, RunClock } from './context.ts'
import { variables } from './settings.ts'
import { watchSignals } from './signals.ts'
import { startFiles } from './start-files.ts'
import { typedName } from './typed-name.ts'

/**
 * What the program uses of the operating system: streams, environment, signals, other programs. A test passes another
 * Host.
 */
export interface Host {
  readonly env: NodeJS.ProcessEnv
  readonly stdin: Readable & { isTTY?: boolean }
  readonly stdout: Output
  readonly stderr: Output
  /** The stream for prompts, which are shown only when stderr is a terminal. */
  readonly promptOutput: Writable
  readonly platform: NodeJS.Platform
  readonly hostname: string
  readonly exists: (path: string) => boolean
  readonly cwd: string
  /** Returns what a person has to type to start this program (see `typedName`). */
  readonly typedName: () => string
  readonly clock: RunClock
  /** Aborts at the first Ctrl-C, SIGTERM or SIGHUP; its reason is an Interruption. */
  readonly signal: AbortSignal
  /**
   * Opens one page in a browser. Resolves when a launcher has started.
   * @throws CliError when no launcher could be started
   */
  readonly openBrowser: (url: string) => Promise<void>
  /**
   * Runs a program on this process's streams, with the environment `env`. Resolves with its exit code, 128 + n for
   * signal n. While the program runs, signals are passed to the program, and do not abort `signal`.
   * @throws the system error of a program that cannot be started.
   */
  readonly runProgram: (
    command: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    watcher?: ProgramWatcher,
  ) => Promise<number>
  /** Runs a credential command and returns the secret that it prints. @throws CliError */
  readonly runCredential: (words: readonly string[], signal: AbortSignal) => Promise<string>
  /** Starts this program as another process, and resolves with the first line that the other process prints. */
  readonly startDetached: (argv: readonly string[]) => Promise<string>
  /** Sets the options of Node.js that save memory. Call it before a large file is read. */
  readonly beforeLargeFile: () => void
  /** Sets the options of Node.js that undici needs. Call it before undici is loaded. */
  readonly beforeHttp: () => void
}

/** Returns the Host of the real process. */
export function thisProcess(): Host {
  const env = { ...process.env }
  const signals = watchSignals(
    (name, take) => process.on(name, take),
    (code) => process.exit(code),
  )
  // An import at the top would load the module at every start.
  const programs = () => import('./other-programs.ts')
  // Delete the secrets from process.env: a started browser would inherit them, and a crash report would print them.
  for (const { name } of variables) if (/TOKEN$|SECRET|WEBHOOK/.test(name)) delete process.env[name]
  return {
    env,
    // This is a getter because opening standard input takes time, and most commands do not read it.
    get stdin() {
      return process.stdin
    },
    stdout: standardOutput({ descriptor: 1, open: () => process.stdout }, process.platform),
    stderr: standardOutput({ descriptor: 2, open: () => process.stderr }, process.platform),
    get promptOutput() {
      return process.stderr
    },
    platform: process.platform,
    get hostname() {
      return hostname()
    },
    exists: existsSync,
    cwd: process.cwd(),
    typedName: () =>
      typedName({
        ...startFiles,
        env,
        launcher: process.argv[1] ?? '',
        cwd: process.cwd(),
        platform: process.platform,
      }),
    clock: systemClock,
    get signal() {
      return signals.signal
    },
    openBrowser: async (url) => await (await programs()).openBrowser(url),
    runProgram: async (command, args, childEnv, watcher) =>
      await (await programs()).runProgram([command, ...args], childEnv, { signals, watcher }),
    async runCredential(words, signal) {
      const { runCredential } = await import('./run-credential.ts')
      return await runCredential(words, { signal })
    },
    startDetached: async (argv) =>
      await (await programs()).startDetached([process.execPath, process.argv[1] ?? '', ...argv]),
    beforeLargeFile: setEngineOptions,
    beforeHttp() {
      if (compilesSlowly) setEngineOptions()
    },
  }
}

/** Whether the optimising compiler needs more time for undici's WebAssembly than a call itself needs. */
const compilesSlowly = Number(process.versions.node.split('.')[0]) < 22

/**
 * Sets all options of V8 that the program ever sets. They are set together, because V8 rejects stored code that was
 * compiled with other options (see chunks.cjs).
 */
function setEngineOptions(): void {
  // Short-lived objects keep a few MB, not up to 96: a third of the memory that thousands of installations need.
  setFlagsFromString('--semi-space-growth-factor=1')
  // V8 lets the heap grow to a multiple of what is in use before it looks for garbage again.
  setFlagsFromString('--heap-growing-percent=50')
  if (compilesSlowly) setFlagsFromString('--liftoff-only')
}

export const systemClock: RunClock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await delay(ms, undefined, { ...(signal && { signal }) })
    } catch (error) {
      throw signal?.aborted ? signal.reason : error
    }
  },
}

/** Returns the environment of the process without changes. It is for the library, which runs in another program. */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env
}

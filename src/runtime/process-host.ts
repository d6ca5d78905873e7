import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { constants, hostname } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { isatty } from 'node:tty'
import { CliError, Interruption } from '../errors.ts'
import type { ProgramWatcher, RunClock } from './context.ts'
import { variables } from './settings.ts'
import { startFiles } from './start-files.ts'
import { typedName } from './typed-name.ts'

/**
 * What the program uses of the operating system: streams, environment, signals, other programs. A test passes another
 * Host.
 */
export interface Host {
  readonly env: NodeJS.ProcessEnv
  readonly stdin: Readable & { isTTY?: boolean }
  readonly stdout: Writable & { isTTY?: boolean }
  readonly stderr: Writable & { isTTY?: boolean }
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
  /** Sets the options of Node.js that undici needs. Call it before undici is loaded. */
  readonly beforeHttp: () => void
}

/** Returns the Host of the real process. */
export function thisProcess(): Host {
  const env = { ...process.env }
  const signals = watchSignals()
  // Delete the secrets from process.env: a started browser would inherit them, and a crash report would print them.
  for (const { name } of variables) if (/TOKEN$|SECRET|WEBHOOK/.test(name)) delete process.env[name]
  return {
    env,
    // This is a getter because opening standard input takes time, and most commands do not read it.
    get stdin() {
      return process.stdin
    },
    stdout: process.stdout,
    stderr: process.stderr,
    platform: process.platform,
    hostname: hostname(),
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
    signal: signals.signal,
    openBrowser,
    runProgram: (command, args, childEnv, watcher) => runProgram([command, ...args], childEnv, { signals, watcher }),
    async runCredential(words, signal) {
      // An import at the top would load the module at every start.
      const { runCredential } = await import('./run-credential.ts')
      return await runCredential(words, { signal })
    },
    startDetached,
    beforeHttp() {
      // On Node.js 20, the optimising compiler needs more time for undici's WebAssembly than the call itself needs.
      if (Number(process.versions.node.split('.')[0]) >= 22) return
      // An import at the top would load the module at every start.
      process.getBuiltinModule('node:v8').setFlagsFromString('--liftoff-only')
    },
  }
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

interface Signals {
  /** Aborts at the first signal. */
  readonly signal: AbortSignal
  /** Calls `take` for each signal, and does not abort `signal`, until the returned function is called. */
  hand(take: (name: NodeJS.Signals) => void): () => void
}

/**
 * Starts to handle SIGINT, SIGTERM and SIGHUP. The first signal aborts the AbortSignal, so that the command can clean
 * up and exit. The second signal exits at once.
 */
function watchSignals(): Signals {
  const controller = new AbortController()
  let taker: ((name: NodeJS.Signals) => void) | undefined
  const signals = { SIGINT: 'interrupted', SIGTERM: 'terminated', SIGHUP: 'hungUp' } as const
  for (const [name, failure] of Object.entries(signals)) {
    process.on(name, () => {
      if (taker) return taker(name as keyof typeof signals)
      const reason = new Interruption(failure)
      if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : name === 'SIGTERM' ? 143 : 129)
      controller.abort(reason)
    })
  }
  return {
    signal: controller.signal,
    hand(take) {
      taker = take
      return () => {
        taker = undefined
      }
    },
  }
}

async function runProgram(
  [command = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  { signals, watcher }: { readonly signals: Signals; readonly watcher: ProgramWatcher | undefined },
): Promise<number> {
  const child = spawn(command, args, { env, stdio: 'inherit' })
  watcher?.onStarted(child.pid)
  // At a terminal, do not pass on Ctrl-C: the terminal already sends it to the program, and a second Ctrl-C would kill
  // the program.
  const atTerminal = [0, 1, 2].some((stream) => isatty(stream))
  const release = signals.hand((name) => {
    watcher?.onSignal(name)
    if (name !== 'SIGINT' || !atTerminal) child.kill(name)
  })
  try {
    // `once` rejects when the program could not be started.
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal])
  } finally {
    release()
  }
}

/** Starts this program as a process in a new session, so that the process continues when the terminal is closed. */
async function startDetached(argv: readonly string[]): Promise<string> {
  // An import at the top would load the module at every start.
  const { spawn } = await import('node:child_process')
  const child = spawn(process.execPath, [process.argv[1] ?? '', ...argv], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
  })
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => resolve())
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk
      if (printed.includes('\n')) resolve()
    })
  })
  child.stdout.destroy()
  child.unref()
  return printed.split('\n')[0] ?? ''
}

/**
 * Opens a page in a browser. Waits a short time for the exit code of the launcher, because a launcher can fail after it
 * has started.
 */
async function openBrowser(url: string): Promise<void> {
  const failed = (cause?: unknown) =>
    new CliError('failed', 'No browser could be opened', { hint: 'Open the address above in any browser', cause })
  if (!/^https?:\/\/[^\s"'`<>\\]+$/.test(url)) throw failed()
  const { default: open } = await import('open')
  const child = await open(url).catch((error: unknown) => {
    throw failed(error)
  })
  const timer = new AbortController()
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const late = delay(2000, 0, { signal: timer.signal, ref: false }).catch(() => 0)
  const code = await Promise.race([ended, late]).catch((error: unknown) => {
    throw failed(error)
  })
  timer.abort()
  if (code) throw failed()
}

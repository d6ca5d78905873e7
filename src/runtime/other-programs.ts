import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { isatty } from 'node:tty'
import { CliError } from '../errors.ts'
import type { ProgramWatcher } from './context.ts'
import type { Signals } from './signals.ts'

/**
 * Runs a program on this process's streams. Resolves with its exit code, 128 + n for signal n.
 * @throws the system error of a program that cannot be started.
 */
export async function runProgram(
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

/**
 * Starts a program in a new session, so that it continues when the terminal is closed. Resolves with the first line that
 * it prints.
 */
export async function startDetached(program: readonly string[]): Promise<string> {
  const [command = '', ...args] = program
  const child = spawn(command, args, {
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
 * @throws CliError when no launcher could be started
 */
export async function openBrowser(url: string): Promise<void> {
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

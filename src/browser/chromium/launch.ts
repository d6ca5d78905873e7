import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { CliError } from '../../errors.ts'
import type { Guard } from '../../runtime/guard.ts'
import { signalMarked } from '../../runtime/run-processes.ts'
import { type Cdp, connectCdp } from './cdp.ts'
import { type LaunchOptions, launchArguments, launchEnvironment } from './launch-options.ts'

export interface ChromiumOptions extends Omit<LaunchOptions, 'profile' | 'isRoot'> {
  /** The path of the program. */
  readonly program: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The guard that ends Chromium and removes its profile when this process dies. */
  readonly guard: Guard
  readonly signal: AbortSignal
}

/** A running Chromium without windows, which has a new profile. */
export interface Chromium {
  readonly cdp: Cdp
  /** Ends all its processes and removes its profile. */
  close(): Promise<void>
}

/** The start of the name of the folder with Chromium's profile. */
export const profilePrefix = 'slack-tokens-chromium-'

const isWindows = process.platform === 'win32'
/** The time limit for Chromium's start, in milliseconds: the first start on a slow machine takes several seconds. */
const startPatience = 30_000
/** How long Chromium may take to end by itself, in milliseconds. */
const endPatience = 3000
/** How many characters of Chromium's newest messages are kept, for the error of a failed start. */
const mostMessages = 4000

/**
 * Starts Chromium.
 * @throws CliError with the exit reason `failed` and the code `browser_failed`: Chromium does not start
 */
export async function launchChromium(options: ChromiumOptions): Promise<Chromium> {
  const { program, environment, guard, signal } = options
  const profile = join(tmpdir(), `${profilePrefix}${randomUUID()}`)
  guard.addFolder(profile)
  mkdirSync(profile, { mode: 0o700 })
  const isRoot = process.getuid?.() === 0
  const child = spawn(program, launchArguments({ ...options, profile, isRoot }), {
    env: { ...launchEnvironment(environment, profile), ...guard.mark },
    // Chromium gets its own process group, so that Ctrl-C at the terminal does not end Chromium before this process has
    // closed it.
    detached: !isWindows,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  })
  const withdraw = guard.addProcess(isWindows ? 'process' : 'group', child.pid)
  let messages = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    messages = (messages + text).slice(-mostMessages)
  })
  const exited = once(child, 'exit').then(
    () => {},
    () => {},
  )
  const [, , , to, from] = child.stdio
  const cdp = connectCdp(to as Writable, from as Readable, signal)
  const close = async () => {
    if (!cdp.isClosed())
      await Promise.race([cdp.send('Browser.close', {}).catch(() => {}), delay(endPatience, undefined, { ref: false })])
    await Promise.race([exited, delay(endPatience, undefined, { ref: false })])
    end(child, guard.run)
    await Promise.race([exited, delay(endPatience, undefined, { ref: false })])
    withdraw()
    // Chromium's child processes can still write into the profile for a moment.
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
  try {
    await Promise.race([
      cdp.send('Target.setAutoAttach', {
        autoAttach: true,
        waitForDebuggerOnStart: true,
        flatten: true,
        filter: [{ type: 'page' }],
      }),
      exited.then(() => Promise.reject(new Error('it ended'))),
      delay(startPatience, undefined, { ref: false }).then(() => Promise.reject(new Error('it did not answer'))),
    ])
    return { cdp, close }
  } catch (cause) {
    await close()
    throw notStarted(program, messages, cause)
  }
}

function end({ pid, exitCode, signalCode }: ChildProcess, run: string): void {
  signalMarked(run, 'SIGKILL')
  if (pid === undefined) return
  try {
    if (!isWindows) process.kill(-pid, 'SIGKILL')
    else if (exitCode === null && signalCode === null)
      spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' }).on('error', () => {})
  } catch {
    // All of Chromium's processes have already ended.
  }
}

function notStarted(program: string, messages: string, cause: unknown): CliError {
  const lines = messages.split('\n').filter((line) => line.trim() !== '')
  return new CliError('failed', `${program} did not start`, {
    code: 'browser_failed',
    hint: 'Start it by hand to see why, or set CHROME_PATH to another Chromium',
    details: { output: lines.slice(-10) },
    cause,
  })
}

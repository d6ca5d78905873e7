import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from './context.ts'
import { CliError, Interruption } from './errors.ts'
import { variables } from './settings.ts'

/** What is outside the program: the only file that reads `process`. A test hands in its own. */
export interface Host {
  readonly env: NodeJS.ProcessEnv
  readonly stdin: Readable & { isTTY?: boolean }
  readonly stdout: Writable & { isTTY?: boolean }
  readonly stderr: Writable & { isTTY?: boolean }
  readonly platform: NodeJS.Platform
  readonly hostname: string
  readonly exists: (path: string) => boolean
  readonly cwd: string
  readonly clock: Clock
  /** Aborts at the first Ctrl-C, SIGTERM or SIGHUP; its reason is an Interruption. */
  readonly signal: AbortSignal
  /** Opens one page. Resolves once a launcher has taken it. @throws CliError when none could. */
  readonly openBrowser: (url: string) => Promise<void>
  /** Called before undici is loaded. */
  readonly beforeHttp: () => void
}

export function thisProcess(): Host {
  const env = { ...process.env }
  // What we start (a browser) has no business with these, and a crash report would print them.
  for (const { name } of variables) if (/TOKEN$|SECRET|WEBHOOK/.test(name)) delete process.env[name]
  return {
    env,
    // Most commands never read, and opening it takes time.
    get stdin() {
      return process.stdin
    },
    stdout: process.stdout,
    stderr: process.stderr,
    platform: process.platform,
    hostname: hostname(),
    exists: existsSync,
    cwd: process.cwd(),
    clock: systemClock,
    signal: watchSignals(),
    openBrowser,
    beforeHttp() {
      // On Node 20 compiling undici's WebAssembly with the optimising compiler takes longer than the call itself.
      if (Number(process.versions.node.split('.')[0]) >= 22) return
      // Imported, it would be loaded by every start.
      process.getBuiltinModule('node:v8').setFlagsFromString('--liftoff-only')
    },
  }
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await delay(ms, undefined, { ...(signal && { signal }) })
    } catch (error) {
      throw signal?.aborted ? signal.reason : error
    }
  },
}

/** First signal: the context's signal aborts and the command ends in its own way. Second: the process ends at once. */
function watchSignals(): AbortSignal {
  const controller = new AbortController()
  const signals = { SIGINT: 'interrupted', SIGTERM: 'terminated', SIGHUP: 'hungUp' } as const
  for (const [name, failure] of Object.entries(signals)) {
    process.on(name, () => {
      const reason = new Interruption(failure)
      if (controller.signal.aborted) process.exit(name === 'SIGINT' ? 130 : name === 'SIGTERM' ? 143 : 129)
      controller.abort(reason)
    })
  }
  return controller.signal
}

/** `open` reports success as soon as a launcher runs; a launcher that fails says so by its exit code, a little later. */
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

import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { portsOf } from '../../net/port-owner.ts'
import type { RunClock } from '../../runtime/context.ts'
import type { Ending } from './app-end.ts'
import { processesOf, runVariable, signalMarked } from './run-processes.ts'

export interface ChildOptions {
  /** A line for the shell. */
  readonly command: string
  readonly cwd: string
  readonly env: Readonly<NodeJS.ProcessEnv>
  readonly clock: RunClock
}

/** An app that was started here, with all the processes that it starts itself. */
export interface Child {
  readonly pid: number | undefined
  /** How it ended; undefined while it runs. */
  ending(): Ending | undefined
  /** Resolves when it has ended and all that it printed has been read. */
  readonly closed: Promise<unknown>
  /** What it printed so far on both streams, the newest 4 MB. */
  output(): string
  /** The ports on which it listens, as far as the system tells. */
  ports(): readonly number[]
  /** Ends the whole group, and what left it: asked first, made to after three seconds. */
  stop(): Promise<void>
}

const isWindows = process.platform === 'win32'
const mostOutput = 4 * 1024 * 1024
/** Milliseconds. */
const patience = 3000

export function startChild({ command, cwd, env, clock }: ChildOptions): Child {
  const run = randomUUID()
  const guard = startGuard(env, run)
  const child = spawn(command, {
    shell: true,
    cwd,
    env: { ...env, [runVariable]: run },
    // A group of its own, to be ended as a whole.
    detached: !isWindows,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  guard.stdin.write(String(child.pid ?? ''))
  let output = ''
  let ending: Ending | undefined
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-mostOutput)
    })
  }
  const closed = once(child, 'close').catch(() => {})
  child.once('error', (error) => {
    ending = { says: `could not start: ${error.message}`, clean: false }
  })
  child.once('exit', (code, signal) => {
    ending = { says: signal ? `was ended by ${signal}` : `ended with exit code ${code}`, clean: code === 0 }
  })
  return {
    pid: child.pid,
    ending: () => ending,
    closed,
    output: () => output,
    ports: () => portsOf(processesOf({ run, group: child.pid })),
    async stop() {
      const over = new AbortController()
      const ended = ending === undefined ? once(child, 'exit', { signal: over.signal }).catch(() => {}) : undefined
      // A process in a session of its own is in no group of ours, and carries the mark.
      const marked = signalMarked(run, 'SIGTERM')
      signalGroup(child, 'SIGTERM')
      const late = clock.sleep(patience, over.signal).catch(() => {})
      await Promise.race([ended, late])
      for (let waited = 0; marked > 0 && waited < patience && processesOf({ run, group: undefined }).length > 0; ) {
        await clock.sleep(50)
        waited += 50
      }
      // What the shell started may outlive it.
      signalGroup(child, 'SIGKILL')
      signalMarked(run, 'SIGKILL')
      over.abort()
      guard.kill()
      child.stdout?.destroy()
      child.stderr?.destroy()
    },
  }
}

/**
 * A process that ends the one whose id it is sent, and all that carry the mark of this run, should this program die
 * without doing so itself.
 */
function startGuard(env: ChildOptions['env'], run: string): ChildProcessByStdio<Writable, null, null> {
  const guard = spawn(
    process.execPath,
    [fileURLToPath(new URL('./guard.cjs', import.meta.url)), `${runVariable}=${run}`],
    {
      // It outlives whatever ends this program's group.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { ...env, NODE_OPTIONS: '' },
    },
  )
  for (const emitter of [guard, guard.stdin]) emitter.on('error', () => {})
  guard.unref()
  return guard
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    if (isWindows) spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' }).on('error', () => {})
    else process.kill(-pid, signal)
  } catch {
    // It is gone already.
  }
}

/** Credentials of the simulated app, under the names that apps read. */
export interface AppCredentials {
  readonly clientId: string
  readonly clientSecret: string
  readonly signingSecret: string
  /** App-level token, `xapp-`. */
  readonly appToken: string
}

/**
 * What the app finds in its environment: its own, the simulated app's credentials where it has none, the address of the
 * Web API under the name that Slack's own command line uses, and the file that turns its calls to the simulator.
 */
export function appEnvironment(
  environment: Readonly<NodeJS.ProcessEnv>,
  simulator: { readonly url: string; readonly apiUrl: string },
  credentials: AppCredentials,
): Readonly<NodeJS.ProcessEnv> {
  const own = (name: string, otherwise: string) => environment[name] || otherwise
  const past = ['NO_PROXY', 'no_proxy'].map((name) => environment[name]).find(Boolean)
  const noProxy = [past, new URL(simulator.url).hostname, 'slack.com', '.slack.com'].filter(Boolean).join(',')
  const preload = fileURLToPath(new URL('./preload.cjs', import.meta.url)).replaceAll('\\', '\\\\')
  return {
    ...environment,
    SLACK_CLIENT_ID: own('SLACK_CLIENT_ID', credentials.clientId),
    SLACK_CLIENT_SECRET: own('SLACK_CLIENT_SECRET', credentials.clientSecret),
    SLACK_SIGNING_SECRET: own('SLACK_SIGNING_SECRET', credentials.signingSecret),
    // A real one would be refused by the simulator, and a Socket Mode app ends at its start without one that works.
    SLACK_APP_TOKEN: credentials.appToken,
    SLACK_STATE_SECRET: own('SLACK_STATE_SECRET', 'any text will do'),
    SLACK_API_URL: simulator.apiUrl,
    SLACK_TOKENS_DRIVE_URL: simulator.url,
    // Neither the simulator nor what is turned to it is reached through a proxy.
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    NODE_OPTIONS: `${environment['NODE_OPTIONS'] ?? ''} --require "${preload}"`.trim(),
  }
}

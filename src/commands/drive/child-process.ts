import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { portsOf } from '../../net/port-owner.ts'
import type { RunClock } from '../../runtime/context.ts'
import type { Guard } from '../../runtime/guard.ts'
import { processesOf, signalMarked } from '../../runtime/run-processes.ts'
import type { Ending } from './app-end.ts'

export interface ChildOptions {
  /** The command line for the shell. */
  readonly command: string
  readonly cwd: string
  readonly env: Readonly<NodeJS.ProcessEnv>
  readonly clock: RunClock
  readonly guard: Guard
}

/** A started app, with all processes that it starts. */
export interface Child {
  readonly pid: number | undefined
  /** Returns how the app exited; undefined while it runs. */
  ending(): Ending | undefined
  /** Resolves when the app has exited and all its output has been read. */
  readonly closed: Promise<unknown>
  /** Returns the app's output on both streams so far, at most the newest 4 MB. */
  output(): string
  /** Returns the ports on which the app's processes listen, as far as the operating system reports them. */
  ports(): readonly number[]
  /**
   * Returns the ids of the app's processes, from the oldest to the newest, as far as the operating system reports them.
   */
  processes(): readonly number[]
  /**
   * Stops the app's process group, and the processes that left the group: SIGTERM, then SIGKILL after three seconds.
   */
  stop(): Promise<void>
}

const isWindows = process.platform === 'win32'
const mostOutput = 4 * 1024 * 1024
/** Milliseconds between SIGTERM and SIGKILL. */
const patience = 3000

/** Starts the app with a shell. `ending()` of the result reports a command that cannot be started. */
export function startChild({ command, cwd, env, clock, guard }: ChildOptions): Child {
  const { run } = guard
  const child = spawn(command, {
    shell: true,
    cwd,
    env: { ...env, ...guard.mark },
    // The app gets its own process group, so that one signal reaches all its processes.
    detached: !isWindows,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const withdraw = guard.addProcess(isWindows ? 'process' : 'group', child.pid)
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
    processes: () => processesOf({ run, group: child.pid }).toSorted((one, other) => one - other),
    async stop() {
      const over = new AbortController()
      const ended = ending === undefined ? once(child, 'exit', { signal: over.signal }).catch(() => {}) : undefined
      // A process that created its own session is not in the group. A variable in its environment identifies it.
      const marked = signalMarked(run, 'SIGTERM')
      signalGroup(child, 'SIGTERM')
      const late = clock.sleep(patience, over.signal).catch(() => {})
      await Promise.race([ended, late])
      for (let waited = 0; marked > 0 && waited < patience && processesOf({ run, group: undefined }).length > 0; ) {
        await clock.sleep(50)
        waited += 50
      }
      // Processes that the shell started can still run after the shell's exit.
      signalGroup(child, 'SIGKILL')
      signalMarked(run, 'SIGKILL')
      withdraw()
      over.abort()
      child.stdout?.destroy()
      child.stderr?.destroy()
    },
  }
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    if (isWindows) spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' }).on('error', () => {})
    else process.kill(-pid, signal)
  } catch {
    // The process has already ended.
  }
}

/**
 * The state secret for an app whose user has set none. Any text works; this one occurs in no page or output by chance.
 */
export const simulatedStateSecret = 'simulated-state-secret'

/** The credentials of the simulated app. */
export interface AppCredentials {
  readonly clientId: string
  readonly clientSecret: string
  readonly signingSecret: string
  /** The app-level token, `xapp-`. */
  readonly appToken: string
}

/**
 * Returns the environment variables for the app: those of the user; the simulated app's credentials where the user has
 * set none; and the URL of the Web API in the variable that Slack's CLI uses.
 */
export function appEnvironment(
  environment: Readonly<NodeJS.ProcessEnv>,
  simulator: { readonly url: string; readonly apiUrl: string },
  credentials: AppCredentials,
): Readonly<NodeJS.ProcessEnv> {
  const own = (name: string, otherwise: string) => environment[name] || otherwise
  return {
    ...environment,
    SLACK_CLIENT_ID: own('SLACK_CLIENT_ID', credentials.clientId),
    SLACK_CLIENT_SECRET: own('SLACK_CLIENT_SECRET', credentials.clientSecret),
    SLACK_SIGNING_SECRET: own('SLACK_SIGNING_SECRET', credentials.signingSecret),
    // The simulator refuses a real token, and a Socket Mode app exits at its start without a valid token.
    SLACK_APP_TOKEN: credentials.appToken,
    SLACK_STATE_SECRET: own('SLACK_STATE_SECRET', simulatedStateSecret),
    SLACK_API_URL: simulator.apiUrl,
  }
}

import { createConfigStore } from '../config/config-file.ts'
import type { Store } from '../config/store.ts'
import { configFolder } from '../fs/private-folder.ts'
import { piped, readPiped } from '../fs/standard-input.ts'
import { earlierEnvironment } from '../net/earlier-environment.ts'
import type { SlackHttp } from '../net/http-agents.ts'
import { checkedProxiesIn } from '../net/proxies.ts'
import { projectReader } from '../project/read-once.ts'
import { openPrompter } from '../terminal/open-prompter.ts'
import type { Terminal } from '../terminal/terminal.ts'
import type { Context, LocalSimulator, SimulatorNeeds } from './context.ts'
import { credentialReader } from './credential-reader.ts'
import { hostTerminal } from './host-terminal.ts'
import { lazyHttp } from './lazy-http.ts'
import { readMachineKind } from './machine-kind.ts'
import type { Host } from './process-host.ts'
import { renamer } from './rename-program.ts'
import { type Flags, readSettings, type Settings } from './settings.ts'
import { watchLines } from './watch-lines.ts'

/** The Context of one command line. Each slow part, such as the HTTP client, is loaded only when it is used. */
export interface System {
  /**
   * Returns the Context.
   * @throws CliError with the exit reason `usage` when a flag or an environment variable is not valid
   */
  context(flags: Flags): Context
  /** Returns the terminal, to print an error that occurs before there is a Context. */
  terminal(flags: Flags): Terminal
  /**
   * Closes the connections and the simulator that the command opened. Returns the errors of parts that did not close.
   */
  close(): Promise<readonly unknown[]>
}

type Closers = (() => Promise<unknown>)[]

/** Returns the System of one command line, which uses this Host. */
export function createSystem(host: Host): System {
  const { clock } = host
  // In a shell with the variables of `sim env`, use the values from before `sim env` for calls to the real Slack.
  const env = earlierEnvironment(host.env)
  const closers: Closers = []
  let shown: Terminal | undefined
  const terminalFor = (flags: Flags) => {
    shown ??= hostTerminal(host, flags)
    return shown
  }
  return {
    terminal: terminalFor,
    context(flags) {
      const project = projectReader(host.cwd, host.env['HOME'])
      const settings = readSettings(env, flags, project)
      const terminal = terminalFor(flags)
      let store: Store | undefined
      return {
        terminal,
        settings,
        clock,
        get signal() {
          return host.signal
        },
        // Many commands do not use the store, and its module is large.
        get store() {
          store ??= createConfigStore({ settings, warn: terminal.warn, beforeLargeFile: host.beforeLargeFile })
          return store
        },
        http: openOnce(() => openSlackHttp(host, closers)),
        simulator: simulatorsOf({ host, settings, terminal, closers }),
        async simulatorRuns() {
          const { isOwned } = await import('../simulator/process/ownership.ts')
          return isOwned({ directory: (await configFolder(settings)).path, now: clock.now })
        },
        startDetached: host.startDetached,
        openBrowser: host.openBrowser,
        environment: host.env,
        runProgram: host.runProgram,
        credential: credentialReader(host, terminal),
        machineKind: readMachineKind(host),
        typedName: host.typedName,
        cwd: host.cwd,
        project,
        readInput: (most) => readPiped(host.stdin, { signal: host.signal, ...(most !== undefined && { most }) }),
        inputStream: () => piped(host.stdin),
        ask: () => openPrompter(host),
        watchLines: (onLine) => watchLines(host.stdin, onLine),
      }
    },
    async close() {
      const failures: unknown[] = []
      // Connections are closed before their simulator. An error at one of them does not stop the others.
      for (const close of closers.splice(0).reverse()) {
        try {
          await close()
        } catch (error) {
          failures.push(error)
        }
      }
      return failures
    },
  }
}

/** Returns a function that calls `open` once and returns the same promise to every caller. */
function openOnce<A extends unknown[], T>(open: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  let opened: Promise<T> | undefined
  return (...args) => {
    opened ??= open(...args)
    return opened
  }
}

async function openSlackHttp({ env, beforeHttp }: Host, closers: Closers): Promise<SlackHttp> {
  const proxies = checkedProxiesIn(earlierEnvironment(env))
  beforeHttp()
  const { createSlackHttp } = await import('../net/http-agents.ts')
  const ending = new AbortController()
  const http = createSlackHttp(proxies, ending.signal)
  closers.push(() => {
    ending.abort()
    return http.destroy()
  })
  return http
}

interface SystemParts {
  readonly host: Host
  readonly settings: Settings
  readonly terminal: Terminal
  readonly closers: Closers
}

/**
 * Returns a function that opens the simulator of the config folder, or with `apart` a separate simulator. Later calls
 * return the same simulator, and add a TCP port to it if they need one.
 */
function simulatorsOf(parts: SystemParts): (needs?: SimulatorNeeds) => Promise<LocalSimulator> {
  const apart = openOnce(() => openSimulatorApart(parts))
  let opened: ReturnType<typeof openSimulator> | undefined
  return async (needs = {}) => {
    if (needs.apart) return await apart()
    if (opened === undefined) {
      opened = openSimulator(parts, needs)
      return (await opened).present()
    }
    const { widen, present } = await opened
    if (needs.browser) await widen(needs.port)
    return present()
  }
}

async function openSimulator(
  parts: SystemParts,
  needs: SimulatorNeeds,
): Promise<{ widen: (port?: number) => Promise<void>; present: () => LocalSimulator }> {
  const { host, settings, terminal, closers } = parts
  const { openLocalSimulator } = await import('../simulator/process/shared-simulator.ts')
  const folder = await configFolder(settings)
  const local = await openLocalSimulator({
    directory: folder.path,
    now: host.clock.now,
    browser: needs.browser ?? false,
    ...(needs.port !== undefined && { port: needs.port }),
    onWarning: terminal.warn,
    rename: renamer(host.typedName),
  })
  const http = lazyHttp(async () => {
    host.beforeHttp()
    const { createHttpOver } = await import('../net/http-agents.ts')
    return createHttpOver(local.connect)
  })
  closers.push(
    () => local.close(),
    () => http.destroy(),
  )
  return {
    widen: (port) => local.listen(port),
    present: () => ({
      url: local.url,
      apiUrl: local.apiUrl,
      http,
      answerControl: local.answerControl,
      startedHere: local.simulator !== undefined,
      stopped: local.simulator?.stopped ?? new Promise(() => {}),
    }),
  }
}

async function openSimulatorApart({ host, terminal, closers }: SystemParts): Promise<LocalSimulator> {
  const { startSimulator } = await import('../simulator/http/simulator.ts')
  const simulator = await startSimulator({
    port: 0,
    now: host.clock.now,
    onWarning: terminal.warn,
    rename: renamer(host.typedName),
  })
  closers.push(() => simulator.close())
  const { url, apiUrl, stopped, answerControl } = simulator
  const http = lazyHttp(() => openSlackHttp(host, closers))
  return { url, apiUrl, http, answerControl, startedHere: true, stopped }
}

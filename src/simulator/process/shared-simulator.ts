import type { Socket } from 'node:net'
import { CliError, systemCode } from '../../errors.ts'
import { type SimulatorAddresses, withAddresses } from '../http/addresses.ts'
import type { SimulatorServer } from '../http/simulator.ts'
import { findSimulatorAccess, isServed, type LocalOptions, listenAt, type SimulatorAccess } from './ownership.ts'
import { dial } from './socket-client.ts'

/** Another process may take it over, so its addresses hold for the moment of reading. */
export interface OpenSimulator extends SimulatorAddresses {
  /** Where it listens at this moment. */
  readonly socketPath: string
  /** The simulator, when it runs in this process. */
  readonly simulator: SimulatorServer | undefined
  /** A connection to it, wherever it runs now. When its process has ended, this one takes over. */
  connect(): Promise<Socket>
  /** Listens on TCP too. @throws CliError: the port is taken, or it already listens on another one */
  listen(port?: number): Promise<void>
  close(): Promise<void>
}

/** Milliseconds between two checks. */
const watchEvery = 250

/** Maximal number of owners in a row that end before they answer. */
const mostOwners = 1000

/**
 * Opens the simulator of a folder. One process at a time owns its data (`simulator.json` and a lock beside it) and
 * answers on a unix socket. Every other process uses that, and one of them takes over when the owner ends.
 * @throws CliError when the folder cannot be used, the owner does not answer, or the requested port is taken
 */
export async function openLocalSimulator(given: LocalOptions): Promise<OpenSimulator> {
  let options = given
  let way = await findSimulatorAccess(options)
  let finding: Promise<unknown> | undefined
  let closed = false

  const renew = async (lost: SimulatorAccess) => {
    if (finding === undefined && way === lost) {
      // Keeps the port, as a browser may have it open.
      const port = options.browser ? Number(new URL(lost.url).port) : options.port
      finding = findSimulatorAccess({ ...options, ...(port !== undefined && { port }) })
        .then((found) => {
          way = found
        })
        .finally(() => {
          finding = undefined
        })
    }
    await finding
  }
  let watch: NodeJS.Timeout | undefined
  const takeOverFromTheDead = async () => {
    if (way.simulator || isServed(options, way)) return
    await renew(way).catch((error: unknown) => options.onWarning?.(error instanceof Error ? error.message : ''))
  }

  const startWatching = () => {
    watch ??= setInterval(() => void takeOverFromTheDead(), watchEvery)
  }
  if (options.browser) startWatching()
  // Owners that run for one command may end one after the other, each before it answers. On a busy computer that takes
  // long, so owners are counted and not the time; finding each one has its own limit.
  const reach = async <T>(use: (way: SimulatorAccess) => Promise<T>): Promise<T> => {
    for (let owners = 1; ; owners += 1) {
      const tried = way
      try {
        return await use(tried)
      } catch (error) {
        if (closed || owners > mostOwners || !isGone(error)) throw error
      }
      await renew(tried)
    }
  }

  const opened: Omit<OpenSimulator, keyof SimulatorAddresses> = {
    get socketPath() {
      return way.socketPath
    },
    get simulator() {
      return way.simulator
    },
    connect: async () => await reach(async ({ socketPath }) => await dial(socketPath)),
    async listen(port) {
      options = { ...options, browser: true, ...(port !== undefined && { port }) }
      await reach(async (tried) => {
        const url = await listenAt(tried.socketPath, port)
        if (tried === way && !tried.simulator) way = { ...tried, url }
      })
      startWatching()
      if (port === undefined || port === 0 || Number(new URL(way.url).port) === port) return
      throw new CliError('failed', `The simulator already listens at ${way.url}, not on port ${port}`, {
        code: 'already_running',
        hint: 'Use that one, or stop it first: slack-tokens sim stop',
      })
    },
    async close() {
      closed = true
      clearInterval(watch)
      await finding?.catch(() => {})
      await way.close()
    },
  }
  return withAddresses(opened, () => way.url)
}

function isGone(error: unknown): boolean {
  return ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(systemCode(error) ?? '')
}

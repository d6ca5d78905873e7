import type { Socket } from 'node:net'
import { CliError, systemCode } from '../../errors.ts'
import type { LocalSimulator } from '../../runtime/context.ts'
import { type SimulatorAddresses, withAddresses } from '../http/addresses.ts'
import type { SimulatorServer } from '../http/simulator.ts'
import { findSimulatorAccess, isServed, type LocalOptions, listenAt, type SimulatorAccess } from './ownership.ts'
import { dial, requestOver } from './socket-client.ts'

/** Access to the simulator of a folder. When another process becomes the owner of the folder, the URLs can change. */
export interface OpenSimulator extends SimulatorAddresses, Pick<LocalSimulator, 'answerControl'> {
  /** The path of the unix socket on which the simulator answers now. */
  readonly socketPath: string
  /** The simulator when it runs in this process; undefined when it runs in another one. */
  readonly simulator: SimulatorServer | undefined
  /**
   * Opens a connection to the simulator, whichever process runs it. If that process has exited, this process or another
   * one starts the simulator again.
   */
  connect(): Promise<Socket>
  /**
   * Makes the simulator listen on TCP too.
   * @throws CliError when the port is taken, or the simulator already listens on another port
   */
  listen(port?: number): Promise<void>
  close(): Promise<void>
}

/** Milliseconds between two checks whether the owner's process still runs. */
const watchEvery = 250

/** The number of owners that can exit, one after the other, before this process stops looking for the next one. */
const mostOwners = 1000

/**
 * Opens the simulator of a folder. One process at a time owns the folder's data (`simulator.json`, with a lock file
 * beside it) and answers on a unix socket. All other processes connect to this socket. When the owner exits, one of
 * them becomes the owner.
 * @throws CliError when the folder cannot be used, the owner does not answer, or the requested port is taken
 */
export async function openLocalSimulator(given: LocalOptions): Promise<OpenSimulator> {
  let options = given
  let way = await findSimulatorAccess(options)
  let finding: Promise<unknown> | undefined
  let closed = false

  const renew = async (lost: SimulatorAccess) => {
    if (finding === undefined && way === lost) {
      // The new owner uses the old port again, because a browser can have a page on this port open.
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
  // Each owner can be a short command that exits before it answers. On a busy computer it takes long until an owner
  // answers, so the loop limits the number of owners and not the time. The search for each owner has its own time
  // limit.
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

  const connect = async () => await reach(async ({ socketPath }) => await dial(socketPath))
  const opened: Omit<OpenSimulator, keyof SimulatorAddresses> = {
    get socketPath() {
      return way.socketPath
    },
    get simulator() {
      return way.simulator
    },
    connect,
    async answerControl(request) {
      return await (way.simulator?.answerControl(request) ?? requestOver(await connect(), request))
    },
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
  return ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'].includes(systemCode(error) ?? '')
}

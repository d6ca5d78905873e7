import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { platform } from 'node:process'
import { setTimeout as delay } from 'node:timers/promises'
import { CliError } from '../../errors.ts'
import { fileFailure } from '../../fs/file-error.ts'
import { acquireLock, type Lock, type LockState, readLock } from '../../fs/lock.ts'
import { thisProcess } from '../../fs/lock-file.ts'
import { makeFolder } from '../../fs/make-folder.ts'
import { createProxyHost } from '../../proxy/host.ts'
import { type ControlTarget, control } from '../control/client.ts'
import { type SimulatorServer, startSimulator } from '../http/simulator.ts'
import { createStateFile } from '../state/state-file.ts'
import { overSocket } from './socket-client.ts'
import { folderOf, newSocketPath, removeSocket, sweepSockets } from './socket-path.ts'

export interface LocalOptions {
  /** The folder with the simulator's data, which is created (0700) when it is missing. */
  readonly directory: string
  /** The clock; returns milliseconds since 1970. */
  readonly now: () => number
  /**
   * The TCP port when `browser` is true. Without `port`, it is the default port, or any free port when the default port
   * is taken.
   */
  readonly port?: number
  /** Whether to listen on TCP too, so that a browser or another program can connect. */
  readonly browser?: boolean
  readonly redirectUrls?: readonly string[]
  /** The source of ids and tokens in new data; random by default. */
  readonly seed?: string
  readonly onWarning?: (text: string) => void
  /** Changes the command lines on pages, so that the person who runs the simulator can type them as they stand. */
  readonly rename?: (text: string) => string
}

/** A connection to a running simulator, which runs in this process or in another process that owns the folder. */
export interface SimulatorAccess {
  readonly socketPath: string
  readonly url: string
  readonly simulator?: SimulatorServer
  close(): Promise<void>
}

/** Milliseconds within which the owner must answer or this process must become the owner. */
const patience = 10_000
/** Milliseconds to wait while the folder of the owner's socket is missing: an owner that exits removes its folder. */
const missingPatience = 500

const lockPathOf = ({ directory }: Pick<LocalOptions, 'directory'>) => join(directory, 'simulator.json.lock')

/**
 * Returns access to the running simulator, or starts a simulator in this process.
 * @throws CliError when the folder cannot be used, the owner does not answer, or the requested port is taken
 */
export async function findSimulatorAccess(options: LocalOptions): Promise<SimulatorAccess> {
  try {
    makeFolder(options.directory, 0o700)
  } catch (error) {
    throw fileFailure(error, { path: options.directory, action: 'made' })
  }
  let since: number | undefined
  let missing: { readonly path: string; readonly since: number } | undefined
  for (;;) {
    const owner = readLock(lockPathOf(options), options.now)
    const way = owner?.alive ? await joinOwner(owner, options) : await own(options, owner)
    if (way) return way
    since ??= performance.now()
    const path = owner?.alive ? missingFolder(owner) : undefined
    if (path !== missing?.path) missing = path === undefined ? undefined : { path, since: performance.now() }
    if (missing && performance.now() - missing.since > missingPatience) throw silentOwner(options, owner, missing.path)
    if (performance.now() - since > patience) throw silentOwner(options, owner)
    await delay(5 + 15 * Math.random())
  }
}

/**
 * Returns access to the simulator of the process that owns the folder. Returns undefined when that process has just
 * exited, or is still starting.
 */
async function joinOwner(
  { note }: LockState,
  { browser, port, redirectUrls = [] }: LocalOptions,
): Promise<SimulatorAccess | undefined> {
  const socketPath = note['socketPath']
  if (typeof socketPath !== 'string') return undefined
  try {
    const url = await overSocket(socketPath, async (simulator) => {
      if (redirectUrls.length > 0) await control(simulator, 'addRedirectUrls', { first: redirectUrls })
      if (browser) return await listen(simulator, port)
      return (await control(simulator, 'describe', {}, ['url'])).url
    })
    return { socketPath, url, close: async () => {} }
  } catch (error) {
    if (error instanceof CliError) throw error
    return undefined
  }
}

/**
 * Makes the simulator behind a socket listen on TCP too, and returns its URL.
 * @throws CliError when the port is taken
 */
export async function listenAt(socketPath: string, port: number | undefined): Promise<string> {
  return await overSocket(socketPath, (simulator) => listen(simulator, port))
}

async function listen(simulator: ControlTarget, port: number | undefined): Promise<string> {
  return (await control(simulator, 'listen', { port }, ['url'])).url
}

/**
 * Makes this process the owner of the folder, and starts the simulator. Returns undefined when another process was
 * faster.
 * @param dead the lock of an owner that no longer runs; its socket is removed
 */
async function own(options: LocalOptions, dead: LockState | null): Promise<SimulatorAccess | undefined> {
  const socketPath = newSocketPath()
  const lock = await acquireLock(lockPathOf(options), { wait: 0, note: { socketPath }, now: options.now }).catch(
    (error: unknown) => {
      removeSocket(socketPath)
      if (error instanceof CliError && error.code === 'locked') return undefined
      throw error
    },
  )
  if (!lock) return undefined
  const left = dead?.note['socketPath']
  if (typeof left === 'string') removeSocket(left)
  return await start(options, { lock, socketPath })
}

async function start(
  options: LocalOptions,
  { lock, socketPath }: { lock: Lock; socketPath: string },
): Promise<SimulatorAccess> {
  const { directory, now, port, browser, seed, redirectUrls, rename, onWarning = () => {} } = options
  const giveUp = () => {
    removeSocket(socketPath)
    lock.release()
  }
  const file = createStateFile(join(directory, 'simulator.json'), { now, warn: onWarning })
  let simulator: SimulatorServer | undefined
  const proxies = createProxyHost({ within: folderOf(socketPath), now, warn: onWarning })
  try {
    const state = file.load()
    simulator = await startSimulator({
      socketPath,
      seed: seed ?? randomBytes(8).toString('hex'),
      now,
      changed: (changed) => file.save(changed),
      onWarning,
      proxies,
      ...(rename && { rename }),
      ...(state && { state }),
      ...(redirectUrls && { redirectUrls }),
    })
    if (browser) await simulator.listen(port)
  } catch (error) {
    await simulator?.close()
    giveUp()
    throw error
  }
  const started = simulator
  void sweepSockets()
  return {
    socketPath,
    get url() {
      return started.url
    },
    simulator: started,
    async close() {
      await proxies.close()
      await started.close()
      file.flush()
      giveUp()
    },
  }
}

/** Whether a running process owns the folder. */
export function isOwned(options: Pick<LocalOptions, 'directory' | 'now'>): boolean {
  return readLock(lockPathOf(options), options.now)?.alive === true
}

/** Whether the process that runs the simulator of this access still owns the folder. */
export function isServed(options: LocalOptions, { socketPath }: SimulatorAccess): boolean {
  const owner = readLock(lockPathOf(options), options.now)
  return owner?.alive === true && owner.note['socketPath'] === socketPath
}

/** Returns the folder of the owner's socket when it was removed, as by a program that cleans the temporary folder. */
function missingFolder({ note: { socketPath } }: LockState): string | undefined {
  const folder = typeof socketPath === 'string' ? folderOf(socketPath) : undefined
  return folder !== undefined && !existsSync(folder) ? folder : undefined
}

function silentOwner(options: LocalOptions, owner: LockState | null, missing?: string): CliError {
  const who = owner ? `process ${owner.pid} on ${owner.host}` : 'another process'
  const why = missing === undefined ? 'which does not answer' : `whose socket folder ${missing} was removed`
  const isHere = owner?.host === thisProcess().host && platform !== 'win32'
  return new CliError('failed', `The local Slack simulator of ${options.directory} belongs to ${who}, ${why}`, {
    code: 'simulator_silent',
    hint: isHere
      ? `End it; its data is kept: kill ${owner.pid}   Then run the command again`
      : 'End that process, then run the command again',
  })
}

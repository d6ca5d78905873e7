import { closeSync, fstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { CliError, systemCode } from '../errors.ts'
import { writeDurably } from './atomic-write.ts'
import { fileFailure } from './file-error.ts'
import { type Holder, isAlive, type LockFile, readLockFile, thisProcess } from './lock-file.ts'

export type LockNote = Readonly<Record<string, unknown>>

export interface Lock extends AsyncDisposable {
  /** Releases the lock. Never removes another process's lock; a second call does nothing. */
  release(): void
  /**
   * Replaces the note that `readLock` returns to other processes. It also shows other hosts that this process still
   * runs.
   */
  update(note: LockNote): void
}

export interface LockOptions {
  /** Maximum milliseconds to wait while another process holds the lock, 30,000 by default; with 0, it tries once. */
  readonly wait?: number
  /** A note that `readLock` returns with the holder: an address, a purpose. It must not contain secrets. */
  readonly note?: LockNote
  /** When this signal is aborted, the wait ends and `acquireLock` throws the reason of the signal. */
  readonly signal?: AbortSignal
  /** Returns the current time in milliseconds since 1970, from which the ages of locks are computed. */
  readonly now?: () => number
}

export interface LockState {
  readonly pid: number
  readonly host: string
  /** When the lock was taken, in ISO 8601, UTC. */
  readonly at: string
  /** Whether the holder still runs. For another host: whether the lock was written in the last two minutes. */
  readonly alive: boolean
  readonly note: LockNote
}

/**
 * Takes the lock at `path` (0600, in the folder of the file that it protects), and waits while another process holds
 * it. If that process ran on this host and has exited, takes its lock at once, whatever the age of the lock. Never
 * removes the lock of a running process.
 * @throws CliError (failed, code `locked`) when another process still holds it after `wait`; CliError when the lock
 * file cannot be created; the signal's reason when the signal ends the wait. Without the lock, the caller must not do
 * the work.
 */
export async function acquireLock(path: string, options: LockOptions = {}): Promise<Lock> {
  const { wait = 30_000, note = {}, signal, now = Date.now } = options
  const mine: Holder = { ...thisProcess(), at: now(), nonce: crypto.randomUUID(), note }
  // The clock is read only when the lock is taken, because the module behind it takes a millisecond to load.
  let since: number | undefined
  for (let attempt = 0; ; attempt += 1) {
    signal?.throwIfAborted()
    const other = take(path, mine, now)
    if (other === undefined) return ownedLock(path, mine)
    since ??= performance.now()
    const waited = performance.now() - since
    if (other && waited >= wait) throw lockedError(path, other, now())
    // A random pause separates processes that started at the same time.
    const pause = Math.min(4 * 1.3 ** attempt, 50) * (0.5 + Math.random())
    await delay(pause, undefined, signal && { signal }).catch((error: unknown) => {
      throw signal?.aborted ? signal.reason : error
    })
  }
}

/**
 * Returns the holder of the lock at `path` and its note. Null when no process holds the lock, or when the file is not
 * written yet.
 */
export function readLock(path: string, now: () => number = Date.now): LockState | null {
  const file = readLockFile(path, now())
  if (!file?.holder) return null
  const { pid, host, at, note } = file.holder
  return { pid, host, at: new Date(at).toISOString(), alive: isAlive(file), note }
}

/**
 * Tries once to take the lock. Returns undefined after success; otherwise the lock of the other process, or null when
 * that process has just released it.
 */
function take(path: string, mine: Holder, now: () => number): LockFile | null | undefined {
  try {
    if (create(path, mine)) return undefined
    const other = readLockFile(path, now())
    if (!other || isAlive(other)) return other
    breakLock(path, other, { mine, now })
    return create(path, mine) ? undefined : readLockFile(path, now())
  } catch (error) {
    throw fileFailure(error, { path, action: 'made' })
  }
}

function create(path: string, holder: Holder): boolean {
  let file: number
  try {
    file = openSync(path, 'wx', 0o600)
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
  try {
    writeSync(file, JSON.stringify(holder))
    // Another process removes the file if this process was suspended for seconds between creating and writing it.
    return fstatSync(file).nlink > 0
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
}

/**
 * Removes the lock of a process that has exited. Two processes can try this at the same time. If the slower one then
 * removed the new lock of the faster one, both would hold the lock. So a process first creates a second file, the
 * guard, and checks the lock again before it removes the lock.
 */
function breakLock(path: string, dead: LockFile, { mine, now }: { mine: Holder; now: () => number }): void {
  const guard = `${path}.breaking`
  if (!create(guard, mine)) {
    const other = readLockFile(guard, now())
    // A guard exists for microseconds. If the process that created it has died, another process renames it. Only one
    // process can succeed in that.
    if (other && !isAlive(other)) moveAway(guard, mine.nonce)
    return
  }
  try {
    const present = readLockFile(path, now())
    if (present?.identity === dead.identity) rmSync(path, { force: true })
  } finally {
    rmSync(guard, { force: true })
  }
}

function moveAway(guard: string, nonce: string): void {
  const moved = `${guard}.${nonce}`
  try {
    renameSync(guard, moved)
    rmSync(moved, { force: true })
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
  }
}

function ownedLock(path: string, mine: Holder): Lock {
  let owned = true
  const stillMine = () => owned && readLockFile(path, 0)?.identity === mine.nonce
  const release = () => {
    if (stillMine()) rmSync(path, { force: true })
    owned = false
  }
  return {
    release,
    update(note) {
      if (stillMine()) writeDurably(path, JSON.stringify({ ...mine, note }))
    },
    [Symbol.asyncDispose]: async () => release(),
  }
}

function lockedError(path: string, { holder, age }: LockFile, now: number): CliError {
  const seconds = Math.round((holder ? now - holder.at : age) / 1000)
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'a process that is starting'
  return new CliError('failed', `${basename(path, '.lock')} is in use: ${who} has held ${path} for ${seconds} s`, {
    code: 'locked',
    hint: `Wait for that process or end it, then run the command again. Remove ${basename(path)} only if it is no slack-tokens`,
    details: holder ? { pid: holder.pid, host: holder.host } : {},
  })
}

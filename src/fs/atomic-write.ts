import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { platform } from 'node:process'
import { systemCode } from '../errors.ts'

export interface WriteOptions {
  /** Permission bits of the new file, narrowed by the umask. 0600 by default. */
  readonly mode?: number
}

/**
 * Replaces the file at `path`, or leaves it as it is: a reader sees the old text or the new one, whole, also after a
 * crash or on a full disk. Synchronous, so that no signal handler of ours can run in the middle.
 * @throws a Node.js system error with its code (`ENOSPC`, `EROFS`, `EACCES`, …); nothing is left behind then.
 */
export function writeDurably(path: string, text: string, options: WriteOptions = {}): void {
  const temp = tempBeside(path)
  createDurably(temp, text, options)
  try {
    renamePatiently(temp, path)
  } catch (error) {
    rmSync(temp, { force: true })
    throw error
  }
  syncFolder(dirname(path))
}

/**
 * Creates a file that must not exist yet, and returns when its whole text is on the disk. Never follows a link.
 * @throws a Node.js system error with its code (`EEXIST`, `ENOSPC`, …); a file it could not fill is removed.
 */
export function createDurably(path: string, text: string, { mode = 0o600 }: WriteOptions = {}): void {
  const data = Buffer.from(text)
  const file = openSync(path, 'wx', mode)
  try {
    try {
      writeAll(file, data)
      fsyncSync(file)
      // Some network and FUSE file systems report success and keep less.
      if (fstatSync(file).size !== data.length) throw shortWrite()
    } finally {
      closeSync(file)
    }
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  }
}

/**
 * Proves that `writeDurably(path, …)` of `bytes` bytes would find room and permission, and leaves nothing behind.
 * @throws a Node.js system error with its code.
 */
export function proveDurable(path: string, bytes: number): void {
  const temp = tempBeside(path)
  createDurably(temp, '0'.repeat(bytes))
  rmSync(temp, { force: true })
}

/**
 * Removes what killed writers of `path` left beside it, when it is at least `olderThanMs` old. With 0 the caller must
 * know that nobody is writing. Skips files that vanish meanwhile or can't be removed.
 */
export function sweepTemps(path: string, olderThanMs: number): void {
  const folder = dirname(path)
  const start = `.${basename(path)}.`
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(start) || !/^[0-9a-f]{16}\.tmp$/.test(name.slice(start.length))) continue
    const temp = join(folder, name)
    const stats = statSync(temp, { throwIfNoEntry: false })
    // A file of this very millisecond has a fraction that the clock leaves out, and seems to come from the future.
    if (!stats || (olderThanMs > 0 && Date.now() - stats.mtimeMs < olderThanMs)) continue
    try {
      rmSync(temp, { force: true })
    } catch {
      // A stray file is no reason to fail a write that would succeed.
    }
  }
}

function tempBeside(path: string): string {
  // The global one: node:crypto would be loaded by every command that only reads.
  return join(dirname(path), `.${basename(path)}.${crypto.randomUUID().replaceAll('-', '').slice(16)}.tmp`)
}

/** Writes all of it: on a disk that is nearly full, one write may take only a part and the next one fails. */
function writeAll(file: number, data: Buffer): void {
  let written = 0
  while (written < data.length) {
    const count = writeSync(file, data, written)
    if (count === 0) throw shortWrite()
    written += count
  }
}

function shortWrite(): Error {
  return Object.assign(new Error('The file system took only a part of the file'), { code: 'ENOSPC' })
}

/** Renames, and tries again on Windows, where a virus scanner or a reader may have the target open for a moment. */
function renamePatiently(from: string, to: string): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(from, to)
      return
    } catch (error) {
      const busy = platform === 'win32' && ['EPERM', 'EBUSY', 'EACCES'].includes(systemCode(error) ?? '')
      if (!busy || attempt === 10) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
    }
  }
}

/** Makes the rename itself survive a power cut. */
function syncFolder(path: string): void {
  if (platform === 'win32') return
  let folder: number | undefined
  try {
    folder = openSync(path, 'r')
    fsyncSync(folder)
  } catch (error) {
    // A folder that may be written but not listed, or a file system that can't sync one: the file is in place.
    if (!['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP'].includes(systemCode(error) ?? '')) throw error
  } finally {
    if (folder !== undefined) closeSync(folder)
  }
}

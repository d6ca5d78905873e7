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
  /** The permission bits of the new file, narrowed by the umask; 0600 by default. */
  readonly mode?: number
}

/**
 * Replaces the file at `path`, or leaves it unchanged: a reader sees the complete old or new text, even after a crash
 * or on a full disk. Synchronous, so that no signal handler runs in the middle.
 * @throws a Node.js system error with its code (`ENOSPC`, `EROFS`, `EACCES`, …); then no temporary file is left.
 */
export function writeDurably(path: string, text: string, options: WriteOptions = {}): void {
  replace(path, (temp) => createDurably(temp, text, options))
  syncFolder(dirname(path))
}

/**
 * Replaces the file at `path` as `writeDurably` does, but does not wait until it is on the disk: a crash of the
 * computer may damage it. Only for test data.
 * @throws a Node.js system error with its code; then no temporary file is left.
 */
export function writeQuickly(path: string, text: string): void {
  replace(path, (temp) => create(temp, text, { mode: 0o600, sync: false }))
}

function replace(path: string, createAt: (temp: string) => void): void {
  const temp = tempBeside(path)
  createAt(temp)
  try {
    renamePatiently(temp, path)
  } catch (error) {
    rmSync(temp, { force: true })
    throw error
  }
}

/**
 * Creates a file that must not exist yet, and returns when its whole text is on the disk. Never follows a link.
 * @throws a Node.js system error with its code (`EEXIST`, `ENOSPC`, …); an incomplete file is removed.
 */
export function createDurably(path: string, text: string, { mode = 0o600 }: WriteOptions = {}): void {
  create(path, text, { mode, sync: true })
}

function create(path: string, text: string, { mode, sync }: { mode: number; sync: boolean }): void {
  const data = Buffer.from(text)
  const file = openSync(path, 'wx', mode)
  try {
    try {
      writeAll(file, data)
      if (sync) fsyncSync(file)
      // Some network and FUSE file systems report success, but store only a part of the data.
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
 * Checks that `writeDurably` can write `bytes` bytes to `path`: enough free space, and the permission. Leaves no file.
 * @throws a Node.js system error with its code when it cannot.
 */
export function proveDurable(path: string, bytes: number): void {
  const temp = tempBeside(path)
  createDurably(temp, '0'.repeat(bytes))
  rmSync(temp, { force: true })
}

/**
 * Removes the temporary files that killed processes left beside `path`, if they are at least `olderThanMs` old. Pass 0
 * only when no process writes to `path`. Skips files that disappear meanwhile or cannot be removed.
 */
export function sweepTemps(path: string, olderThanMs: number): void {
  const folder = dirname(path)
  const start = `.${basename(path)}.`
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(start) || !/^[0-9a-f]{16}\.tmp$/.test(name.slice(start.length))) continue
    const temp = join(folder, name)
    const stats = statSync(temp, { throwIfNoEntry: false })
    // The time of the file includes fractions of a millisecond, but Date.now() does not. So a new file can seem to come
    // from the future.
    if (!stats || (olderThanMs > 0 && Date.now() - stats.mtimeMs < olderThanMs)) continue
    try {
      rmSync(temp, { force: true })
    } catch {
      // The write can succeed although an old temporary file remains, so the error is ignored.
    }
  }
}

function tempBeside(path: string): string {
  // The global `crypto` is used, because importing node:crypto would slow down commands that only read.
  return join(dirname(path), `.${basename(path)}.${crypto.randomUUID().replaceAll('-', '').slice(16)}.tmp`)
}

/** Writes all of the data: on a disk that is nearly full, one write can accept only a part, and the next one fails. */
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

/**
 * Renames a file. On Windows, repeats a failed attempt, because a virus scanner or a reader can have the target open
 * for a moment.
 */
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

/** Writes the folder to the disk, so that the rename survives a power failure. */
function syncFolder(path: string): void {
  if (platform === 'win32') return
  let folder: number | undefined
  try {
    folder = openSync(path, 'r')
    fsyncSync(folder)
  } catch (error) {
    // The folder may not be readable, or the file system may not support this call. The error is ignored, because the
    // file itself is already in its place.
    if (!['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP'].includes(systemCode(error) ?? '')) throw error
  } finally {
    if (folder !== undefined) closeSync(folder)
  }
}

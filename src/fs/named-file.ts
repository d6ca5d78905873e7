import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { decodeText } from './decode-text.ts'
import { whyUnreadable } from './file-error.ts'
import { type Bounds, mostInput, readBounded } from './input-limits.ts'
import { NotRead, tooLarge } from './not-read.ts'

// Without this flag, opening a FIFO without a writer would block forever. Windows has no such flag.
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Matches the path that a shell passes for `<(pbpaste)`: the output of a command instead of a file. */
const pipeOfShell = /^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/(?:self|\d+)\/fd\/\d+)$/

export interface NamedInputRules {
  /** Maximum number of bytes. */
  readonly most?: number
  /** Returns the error for a file that cannot be read. `clause` follows its name: `does not exist`. */
  readonly refuse: (clause: string, cause: unknown) => CliError
}

/**
 * Reads the file that an option or argument names; `-` is standard input.
 * @throws CliError when the input cannot be read; the reason of the signal when it is aborted.
 */
export async function readNamedInput(
  name: string,
  { cwd, signal, readInput }: Pick<Context, 'cwd' | 'signal' | 'readInput'>,
  { most = mostInput, refuse }: NamedInputRules,
): Promise<string> {
  if (name === '-') return await readInput(most)
  try {
    if (name === '') throw new NotRead('not_a_file', 'is not the name of a file')
    return await readNamedFile(resolve(cwd, name), { signal, most })
  } catch (error) {
    throw signal.aborted ? signal.reason : refuse(whyUnreadable(error), error)
  }
}

/**
 * Reads a file that a person named: a plain file, or the pipe that a shell makes for `<(…)`. Never opens another FIFO
 * or a device, because reading it may never end.
 * @param path absolute path
 * @throws NotRead when the file is not a plain file, too large, or binary; a Node.js system error when it cannot be
 * read; the reason of the signal when it is aborted.
 */
export async function readNamedFile(path: string, bounds: Bounds): Promise<string> {
  bounds.signal.throwIfAborted()
  if (!pipeOfShell.test(path) || !statSync(path).isFIFO()) return readPlainFile(path, bounds.most)
  const { Socket } = await import('node:net')
  // Unlike a file stream, a socket can be closed while it waits for data.
  const pipe = new Socket({ fd: openSync(path, readOnly), readable: true, writable: false })
  return await readBounded(pipe, bounds)
}

/**
 * Reads a plain file synchronously.
 * @param most maximum number of bytes
 * @throws NotRead when the file is not a plain file, too large, or binary; a Node.js system error when it cannot be
 * read.
 */
export function readPlainFile(path: string, most = mostInput): string {
  // Opening a device can have effects, so the path is checked first. It is checked again after opening, because the
  // file may have been replaced.
  checkPlain(statSync(path))
  const fd = openSync(path, readOnly)
  try {
    const stats = fstatSync(fd)
    checkPlain(stats)
    if (stats.size > most) throw tooLarge(most)
    return readUpTo(fd, { size: stats.size, most })
  } finally {
    closeSync(fd)
  }
}

/** Checks that `stats` are those of a plain file. @throws NotRead with the code `not_a_file` for anything else */
export function checkPlain(stats: Stats): void {
  if (stats.isFile()) return
  const what = stats.isDirectory() ? 'a folder' : stats.isFIFO() ? 'a FIFO' : stats.isSocket() ? 'a socket' : 'a device'
  throw new NotRead('not_a_file', `is ${what}, not a plain file`)
}

/**
 * Reads to the end, whatever the size is: files in /proc report 0 bytes. The text is in one buffer from the start, because
 * new memory costs more time than the reading itself.
 */
function readUpTo(fd: number, { size, most }: { size: number; most: number }): string {
  // The byte more finds the end of the file in the same buffer.
  let bytes = Buffer.allocUnsafeSlow((size || 65_536) + 1)
  let total = 0
  for (;;) {
    const read = readSync(fd, bytes, total, bytes.length - total, null)
    if (read === 0) return decodeText(bytes.subarray(0, total))
    total += read
    if (total > most) throw tooLarge(most)
    // A file that grows meanwhile.
    if (total === bytes.length) bytes = Buffer.concat([bytes], total * 2)
  }
}

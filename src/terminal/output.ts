import { closeSync, constants, fstatSync, openSync, type Stats, writeSync } from 'node:fs'
import type { Writable } from 'node:stream'

/** What the program uses to print. Every Writable is one. */
export interface Output {
  /** Whether it is a terminal. */
  readonly isTTY?: boolean
  /** The width of the terminal in columns. */
  readonly columns?: number
  /** Whether more can be written; false after the reader has closed a pipe. */
  readonly writable: boolean
  /** Writes a text, and calls `done` when it was written or has failed. */
  write(text: string, done?: () => void): unknown
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown
}

/** A standard stream of the process: its file descriptor, and how to open the stream of Node.js. */
export interface StandardStream {
  readonly descriptor: 1 | 2
  readonly open: () => Writable & { isTTY?: boolean; columns?: number }
}

// A pipe takes this many bytes before a write has to wait for the reader (16 KiB on macOS, 64 KiB on Linux). A program
// must not stand still because nobody reads its output, so more than this is never written in a way that can wait.
const roomOfPipe = 16_384
// Node.js gives its child processes sockets. On Linux, a socket takes 208 KiB of memory, and may need twice the length of
// a text and this much for each write.
const roomOfLinuxSocket = 65_536
const perWriteToSocket = 1_024

/**
 * Returns an output to a standard stream. A short output to a pipe or a file is written directly: opening the stream
 * of Node.js takes a fifth of the time of a whole start. A terminal, a longer output, a full pipe, and everything on
 * Windows use the stream.
 */
export function standardOutput(standard: StandardStream, platform: NodeJS.Platform): Output {
  const kind = platform === 'win32' ? undefined : kindOf(standard.descriptor)
  if (!kind || !(kind.isFile() || kind.isFIFO() || kind.isSocket())) return standard.open()
  return directOutput(standard, kind, platform === 'linux')
}

function kindOf(descriptor: number): Stats | undefined {
  try {
    return fstatSync(descriptor)
  } catch {
    return undefined
  }
}

function directOutput({ descriptor, open }: StandardStream, kind: Stats, onLinux: boolean): Output {
  const listeners: ((error: NodeJS.ErrnoException) => void)[] = []
  let room = kind.isFile() ? Infinity : onLinux && kind.isSocket() ? roomOfLinuxSocket : roomOfPipe
  let stream: Writable | undefined
  let failed = false
  const opened = () => {
    if (stream) return stream
    stream = open()
    for (const listener of listeners) stream.on('error', listener)
    return stream
  }
  /** Writes what can be written at once. Returns the rest. */
  const writeNow = (text: string): Buffer => {
    const bytes = Buffer.from(text)
    room -= bytes.length + (kind.isSocket() ? perWriteToSocket : 0)
    if (room >= 0) return writeTo(descriptor, bytes)
    return onLinux && kind.isFIFO() ? writeWithoutWaiting(descriptor, bytes) : bytes
  }
  return {
    isTTY: false,
    get writable() {
      return stream?.writable ?? !failed
    },
    write(text, done = () => {}) {
      if (stream) return stream.write(text, () => done())
      if (failed) return done()
      let rest: Buffer
      try {
        rest = writeNow(text)
      } catch (error) {
        failed = true
        for (const listener of listeners) listener(error as NodeJS.ErrnoException)
        return done()
      }
      if (rest.length > 0) return opened().write(rest, () => done())
      return done()
    },
    on(_event, listener) {
      listeners.push(listener)
      stream?.on('error', listener)
    },
  }
}

/** Writes to a file or pipe until nothing is left, or a pipe that does not wait is full. Returns the rest. */
function writeTo(descriptor: number, bytes: Buffer): Buffer {
  let rest = bytes
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return rest
      throw error
    }
  }
  return rest
}

/**
 * Writes to a pipe of Linux what it takes at once. Returns the rest. The pipe is opened again for it, because other
 * programs share the open pipe, and must go on waiting.
 */
function writeWithoutWaiting(descriptor: number, bytes: Buffer): Buffer {
  let own: number
  try {
    own = openSync(`/proc/self/fd/${descriptor}`, constants.O_WRONLY | constants.O_NONBLOCK)
  } catch {
    // The pipe belongs to another user, nobody reads it any more, or there is no /proc.
    return bytes
  }
  try {
    return writeTo(own, bytes)
  } finally {
    closeSync(own)
  }
}

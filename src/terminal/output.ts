import { fstatSync, type Stats, writeSync } from 'node:fs'
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
// must not stand still because nobody reads its output, so more than this goes through the stream, which waits without
// blocking.
const roomOfPipe = 16_384

/**
 * Returns an output to a standard stream. A short output to a pipe or a file is written directly: opening the stream
 * of Node.js takes a fifth of the time of a whole start. A terminal, a longer output, a full pipe, and everything on
 * Windows use the stream.
 */
export function standardOutput(standard: StandardStream, platform: NodeJS.Platform): Output {
  const kind = platform === 'win32' ? undefined : kindOf(standard.descriptor)
  return kind?.isFile() || kind?.isFIFO() || kind?.isSocket() ? directOutput(standard, kind.isFile()) : standard.open()
}

function kindOf(descriptor: number): Stats | undefined {
  try {
    return fstatSync(descriptor)
  } catch {
    return undefined
  }
}

function directOutput({ descriptor, open }: StandardStream, isFile: boolean): Output {
  const listeners: ((error: NodeJS.ErrnoException) => void)[] = []
  let room = isFile ? Infinity : roomOfPipe
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
    let rest = Buffer.from(text)
    if (rest.length > room) return rest
    room -= rest.length
    while (rest.length > 0) {
      try {
        rest = rest.subarray(writeSync(descriptor, rest))
      } catch (error) {
        // The pipe does not wait, and is full.
        if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return rest
        throw error
      }
    }
    return rest
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

import { closeSync, openSync, readSync } from 'node:fs'

/** The first bytes of the build information in every program that was built by Go (debug/buildinfo, buildInfoMagic). */
const buildInfo = Buffer.from('\xff Go buildinf:', 'latin1')
/**
 * Maximum number of bytes to read from a file. The build information is after the code, and programs are rarely larger
 * than this.
 */
const mostBytes = 128 * 1024 * 1024
const blockSize = 1024 * 1024

/** Whether a file is a program that was built by Go. False when it cannot be read. */
export function isGoBinary(path: string): boolean {
  try {
    const file = openSync(path, 'r')
    try {
      const buffer = Buffer.alloc(blockSize + buildInfo.length)
      for (let at = 0; at < mostBytes; at += blockSize) {
        // The blocks overlap, so that a mark that lies across two blocks is found too.
        const length = readSync(file, buffer, 0, buffer.length, at)
        if (buffer.subarray(0, length).includes(buildInfo)) return true
        if (length < buffer.length) return false
      }
      return false
    } finally {
      closeSync(file)
    }
  } catch {
    return false
  }
}

/** Returns the first line of a file, at most 200 bytes; an empty text when it cannot be read. */
export function firstLine(path: string): string {
  try {
    const file = openSync(path, 'r')
    try {
      const buffer = Buffer.alloc(200)
      return buffer.toString('utf8', 0, readSync(file, buffer)).split('\n', 1)[0] ?? ''
    } finally {
      closeSync(file)
    }
  } catch {
    return ''
  }
}

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { platform } from 'node:process'

const prefix = 'slack-tokens-sim-'
// The system keeps a socket's path in 108 bytes on Linux, in 104 on macOS.
const longest = 100

/**
 * A name for a socket in a folder made just now, which only this account can enter: nothing of another account can be
 * listening there. On Windows a pipe.
 */
export function newSocketPath(): string {
  if (platform === 'win32') return `\\\\.\\pipe\\${prefix}${randomBytes(16).toString('hex')}`
  const folder = [tmpdir(), '/tmp'].find((one) => Buffer.byteLength(join(one, `${prefix}XXXXXX`, 's')) <= longest)
  return join(mkdtempSync(join(folder ?? '/tmp', prefix)), 's')
}

/** Removes a socket and the folder that was made for it, whoever made it. Anything else is left alone. */
export function removeSocket(path: string): void {
  const folder = dirname(path)
  const ours = /^[A-Za-z0-9]{6}$/.test(basename(folder).slice(prefix.length)) && basename(folder).startsWith(prefix)
  if (platform !== 'win32' && ours && basename(path) === 's') rmSync(folder, { recursive: true, force: true })
}

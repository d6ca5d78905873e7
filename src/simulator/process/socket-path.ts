import { randomBytes } from 'node:crypto'
import { lstatSync, mkdtempSync, readdirSync, rmdirSync, rmSync, unlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { getuid, platform } from 'node:process'
import { systemCode } from '../../errors.ts'
import { trustPrefix } from '../../proxy/trust-folder.ts'

const prefix = 'slack-tokens-sim-'
// A socket's path can have at most 108 bytes on Linux and 104 bytes on macOS.
const longest = 100

/**
 * Creates a folder that only this account can enter, so that no other account can put a socket there, and returns the
 * path of a socket in it. On Windows, returns the path of a pipe.
 */
export function newSocketPath(): string {
  if (platform === 'win32') return `\\\\.\\pipe\\${prefix}${randomBytes(16).toString('hex')}`
  const folder = [tmpdir(), '/tmp'].find((one) => Buffer.byteLength(join(one, `${prefix}XXXXXX`, 's')) <= longest)
  return join(mkdtempSync(join(folder ?? '/tmp', prefix)), 's')
}

/**
 * Returns the private folder of a socket. Other files of the same simulator can be in it: they are removed with the
 * folder. Returns undefined on Windows, where a pipe has no folder.
 */
export function folderOf(path: string): string | undefined {
  return platform === 'win32' ? undefined : dirname(path)
}

/**
 * Removes a socket and its folder, even when another process made them. Ignores a path that `newSocketPath` did not
 * make.
 */
export function removeSocket(path: string): void {
  const folder = dirname(path)
  if (platform !== 'win32' && isOurName(basename(folder)) && basename(path) === 's')
    rmSync(folder, { recursive: true, force: true })
}

function isOurName(name: string): boolean {
  return name.startsWith(prefix) && /^[A-Za-z0-9]{6}$/.test(name.slice(prefix.length))
}

/**
 * The minimum age in milliseconds of a folder that can be removed. The process that made a younger folder may not
 * listen yet.
 */
const young = 60_000

/**
 * Removes the socket folders of processes that were killed. Removes a folder only when it belongs to this account and
 * contains nothing but files for a proxy and a socket on which no process listens. Never throws.
 * @param now milliseconds since 1970
 */
export async function sweepSockets(now = Date.now()): Promise<void> {
  if (platform === 'win32') return
  const folders = foldersIn(new Set([tmpdir(), '/tmp'])).filter((folder) => isLeft(folder, now))
  await Promise.all(
    folders.map(async (folder) => {
      const path = join(folder, 's')
      const all = readdirSync(folder)
      const trust = all.filter((name) => name.startsWith(trustPrefix))
      const content = all.filter((name) => !trust.includes(name))
      if (content.length > 1 || (content.length === 1 && content[0] !== 's')) return
      if (content.length === 1 && (!lstatSync(path).isSocket() || (await isServed(path)))) return
      // Only the socket that was found is removed. If the folder has a new file, `rmdir` fails.
      if (content.length === 1) unlinkSync(path)
      for (const name of trust) rmSync(join(folder, name), { recursive: true, force: true })
      rmdirSync(folder)
    }),
  ).catch(() => {})
}

function foldersIn(roots: ReadonlySet<string>): string[] {
  return [...roots].flatMap((root) => {
    try {
      return readdirSync(root)
        .filter(isOurName)
        .map((name) => join(root, name))
    } catch {
      return []
    }
  })
}

function isLeft(folder: string, now: number): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false })
  return stats?.isDirectory() === true && stats.uid === getuid?.() && now - stats.mtimeMs > young
}

function isServed(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    // Only a refused connection shows that no process listens. A full queue causes another error.
    socket.once('error', (error) => resolve(systemCode(error) !== 'ECONNREFUSED'))
  })
}

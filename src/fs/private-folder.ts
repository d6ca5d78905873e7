import { chmodSync, lstatSync, type Stats, statSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { getuid, platform } from 'node:process'
import { CliError } from '../errors.ts'
import type { Settings } from '../runtime/settings.ts'
import { fileFailure } from './file-error.ts'
import { makeFolder } from './make-folder.ts'

export interface Folder {
  /** The absolute path. */
  readonly path: string
  /** Whether only this tool uses the folder, so that its permissions can be corrected. */
  readonly ours: boolean
}

export type Warn = (text: string) => void

const variable = 'SLACK_TOKENS_CONFIG_DIR'

/**
 * Returns the folder of config.json: `SLACK_TOKENS_CONFIG_DIR`, otherwise the folder that conf would choose. A relative
 * `SLACK_TOKENS_CONFIG_DIR` is resolved from the working directory. A relative XDG_CONFIG_HOME is refused: people set
 * it once for all folders, so the tool would write tokens into repositories.
 * @throws CliError with the exit reason `usage` when HOME is empty or unset, or XDG_CONFIG_HOME is relative.
 */
export async function configFolder(settings: Pick<Settings, 'directory' | 'home' | 'xdgConfigHome'>): Promise<Folder> {
  if (settings.directory) return { path: resolve(settings.directory), ours: false }
  return { path: await platformFolder(settings), ours: true }
}

/**
 * Returns the folder that the package env-paths (which conf uses) would choose, but from the settings instead of the
 * process.
 */
async function platformFolder({ home, xdgConfigHome }: Pick<Settings, 'home' | 'xdgConfigHome'>): Promise<string> {
  if (platform === 'win32') return (await import('env-paths')).default('slack-tokens', { suffix: '' }).config
  if (platform !== 'darwin' && xdgConfigHome) {
    if (isAbsolute(xdgConfigHome)) return join(xdgConfigHome, 'slack-tokens')
    throw noFolder(`XDG_CONFIG_HOME is not an absolute path: ${xdgConfigHome}`)
  }
  if (!home) throw noFolder('HOME is not set, so the config file has no folder')
  if (!isAbsolute(home)) throw noFolder(`HOME is not an absolute path: ${home}`)
  return join(home, ...(platform === 'darwin' ? ['Library', 'Preferences'] : ['.config']), 'slack-tokens')
}

function noFolder(message: string): CliError {
  return new CliError('usage', message, {
    code: 'no_config_folder',
    hint: `Choose a folder of your own: ${variable}=/path/to/folder slack-tokens …`,
  })
}

/**
 * Checks the folder before a file in it is read or written. With `write`, a missing folder is created (0700, its
 * parents too). The permissions of a folder of this tool are corrected; other folders are used as they are.
 * @throws CliError when the folder belongs to another user, is no folder, or cannot be created.
 */
export function prepareFolder(folder: Folder, { write }: { write: boolean }, warn: Warn): void {
  const { path, ours } = folder
  try {
    if (write) makeFolder(path, 0o700)
    const stats = statSync(path, { throwIfNoEntry: false })
    if (!stats) return
    if (!stats.isDirectory()) throw refused(`${path} is not a folder`)
    checkOwner(path, stats)
    if (ours) narrow(path, { stats, allowed: 0o700 }, warn)
    // In a folder with the sticky bit, other users can write, but cannot replace this user's files.
    else if (write && platform !== 'win32' && stats.mode & 0o022 && !(stats.mode & 0o1000)) {
      warn(`Other users can write in ${path}, and so replace the tokens stored there`)
    }
  } catch (error) {
    throw fileFailure(error, { path, action: write ? 'prepared' : 'read' })
  }
}

/**
 * Checks a file before it is read or replaced, without following a link. Null when there is no file.
 * @throws CliError when the path is a link or no plain file, or the file belongs to another user.
 */
export function inspectFile(path: string): Stats | null {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (!stats) return null
    if (stats.isSymbolicLink()) throw refused(`${path} is a symbolic link; tokens are stored only in a plain file`)
    if (!stats.isFile()) throw refused(`${path} is not a plain file`)
    checkOwner(path, stats)
    return stats
  } catch (error) {
    throw fileFailure(error, { path, action: 'read' })
  }
}

/**
 * Removes the permissions beyond `allowed`, and warns. Does nothing on Windows, where the user's own folder protects
 * the file.
 */
export function narrow(path: string, { stats, allowed }: { stats: Stats; allowed: number }, warn: Warn): void {
  const mode = stats.mode & 0o777
  if (platform === 'win32' || (mode & ~allowed) === 0) return
  try {
    chmodSync(path, mode & allowed)
    warn(`${path} was open to other users (mode ${octal(mode)}); it is ${octal(mode & allowed)} now`)
  } catch {
    warn(`${path} is open to other users (mode ${octal(mode)}), and that can't be changed`)
  }
}

const octal = (mode: number) => mode.toString(8).padStart(4, '0')

function checkOwner(path: string, { uid }: Stats): void {
  // getuid is undefined on Windows. Root is refused too: the owner could no longer read what root wrote.
  const self = getuid?.()
  if (self === undefined || uid === self) return
  throw refused(`${path} belongs to another user (uid ${uid}, this is ${self})`)
}

function refused(message: string): CliError {
  return new CliError('failed', message, {
    code: 'config_refused',
    hint: `Choose a folder of your own: ${variable}=/path/to/folder slack-tokens …`,
  })
}

import { chmodSync, lstatSync, mkdirSync, type Stats, statSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { getuid, platform } from 'node:process'
import { CliError } from '../errors.ts'
import type { Settings } from '../runtime/settings.ts'
import { fileFailure } from './file-error.ts'

export interface Folder {
  /** Absolute. */
  readonly path: string
  /** Only this tool uses it, so its permissions may be repaired. */
  readonly ours: boolean
}

export type Warn = (text: string) => void

const variable = 'SLACK_TOKENS_CONFIG_DIR'

/**
 * The folder of config.json: `SLACK_TOKENS_CONFIG_DIR`, where a relative path counts from the working directory as in
 * any command line, otherwise the one that conf would take. A relative XDG_CONFIG_HOME is refused, unlike that: it is
 * exported once and read in every folder, and tokens would end up in repositories.
 * @throws CliError (usage) when no folder can be named: HOME empty or unset, a relative XDG_CONFIG_HOME.
 */
export async function configFolder(settings: Pick<Settings, 'directory' | 'home' | 'xdgConfigHome'>): Promise<Folder> {
  if (settings.directory) return { path: resolve(settings.directory), ours: false }
  return { path: await platformFolder(settings), ours: true }
}

/** The folder that the package env-paths (used by conf) would choose, but from the settings instead of the process. */
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
 * Checks the folder before anything in it is read or written. With `write` it is created where it is missing (0700,
 * parents too). A folder that is ours and open to others is repaired; any other is used as it is.
 * @throws CliError when it belongs to another user, is no folder, or can't be created.
 */
export function prepareFolder(folder: Folder, { write }: { write: boolean }, warn: Warn): void {
  const { path, ours } = folder
  try {
    if (write) mkdirSync(path, { recursive: true, mode: 0o700 })
    const stats = statSync(path, { throwIfNoEntry: false })
    if (!stats) return
    if (!stats.isDirectory()) throw refused(`${path} is not a folder`)
    checkOwner(path, stats)
    if (ours) narrow(path, { stats, allowed: 0o700 }, warn)
    // With the sticky bit others can write there, but not replace what is ours.
    else if (write && platform !== 'win32' && stats.mode & 0o022 && !(stats.mode & 0o1000)) {
      warn(`Other users can write in ${path}, and so replace the tokens stored there`)
    }
  } catch (error) {
    throw fileFailure(error, { path, action: write ? 'prepared' : 'read' })
  }
}

/**
 * Looks at a file before it is read or replaced, without following a link. Null when there is none.
 * @throws CliError when it is a link, no regular file, or belongs to another user.
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

/** Removes the permissions beyond `allowed`, and warns. Windows has none: the user's own folder protects there. */
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
  // Undefined on Windows. Root is no exception: the owner could no longer read what root wrote.
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

import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { platform } from 'node:process'
import { findRecoveries } from '../../config/recovery-file.ts'
import { type ConfigReading, judgeSize, parseConfig } from '../../config/schema.ts'
import type { Config } from '../../config/store.ts'
import { fileFailure } from '../../fs/file-error.ts'
import { configFolder, type Folder, inspectFile, prepareFolder } from '../../fs/private-folder.ts'
import type { Settings } from '../../runtime/settings.ts'
import { check, type DoctorCheck, failedCheck } from './check-result.ts'

export interface StoreFindings {
  readonly checks: readonly DoctorCheck[]
  /** The content of the config file; undefined when the file can't be read. */
  readonly config: Config | undefined
  readonly folder: string | undefined
}

/**
 * Checks the config folder and the config file. Repairs nothing: the next command that writes to the folder repairs the
 * permissions.
 */
export async function checkStore(settings: Settings): Promise<StoreFindings> {
  let folder: Folder
  try {
    folder = await configFolder(settings)
    // `ours: false` stops prepareFolder from repairing the folder.
    prepareFolder({ ...folder, ours: false }, { write: false }, () => {})
  } catch (error) {
    return { checks: [failedCheck('config folder', error)], config: undefined, folder: undefined }
  }
  const path = join(folder.path, 'config.json')
  try {
    const stats = inspectFile(path)
    const reading = stats && (judgeSize(stats.size) ?? read(path))
    const found = [checkFolder(folder), judgeFile(path, reading, stats ? stats.mode & 0o777 : 0)]
    return { checks: found, config: reading?.state === 'read' ? reading.config : undefined, folder: folder.path }
  } catch (error) {
    return { checks: [checkFolder(folder), failedCheck('config file', error)], config: undefined, folder: folder.path }
  }
}

function read(path: string): ConfigReading {
  try {
    return parseConfig(readFileSync(path, 'utf8'))
  } catch (error) {
    throw fileFailure(error, { path, action: 'read' })
  }
}

function checkFolder({ path, ours }: Folder): DoctorCheck {
  const name = 'config folder'
  // A missing folder is created later, so the nearest existing parent must be writable.
  let there = path
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there)
  try {
    accessSync(there, constants.W_OK | constants.X_OK)
  } catch (error) {
    return failedCheck(name, fileFailure(error, { path: there, action: 'written' }))
  }
  if (there !== path) return check(name, 'ok', `${path} does not exist yet; the first login creates it`)
  return judgeFolder(path, ours, statSync(path).mode & 0o777)
}

/** Checks the permissions of the config folder. @param mode permission bits; ignored on Windows. */
export function judgeFolder(path: string, ours: boolean, mode: number): DoctorCheck {
  const tooWide = platform !== 'win32' && (mode & (ours ? 0o077 : 0o022)) !== 0
  return tooWide
    ? check('config folder', 'warn', `${path} is open to other users (mode ${octal(mode)})`, `chmod 700 ${path}`)
    : check('config folder', 'ok', `${path} (${protection(mode)})`)
}

/** Describes how a file is protected: by its mode, or on Windows by the permissions of the user's profile folder. */
function protection(mode: number): string {
  return platform === 'win32' ? 'protected by the permissions of your Windows profile' : `mode ${octal(mode)}`
}

/**
 * Returns one check for each recovery file of this config folder, and one check for all recovery files of other config
 * folders.
 */
export async function checkRecoveries(settings: Settings): Promise<DoctorCheck[]> {
  const { own, others } = await findRecoveries(settings)
  const warn = (message: string, next: string) => check('recovery file', 'warn', message, next)
  const [first] = others
  return [
    ...own.map((path) =>
      warn(`${path} has tokens that could not be saved`, `slack-tokens import ${path}, then remove it`),
    ),
    ...(first === undefined
      ? []
      : [
          warn(
            `${others.length} of another config folder, the first ${first}`,
            'Import them there: slack-tokens import',
          ),
        ]),
  ]
}

/** Checks the content of the config file. @param reading the parsed file; null when there is no file. */
export function judgeFile(path: string, reading: ConfigReading | null, mode: number): DoctorCheck {
  const name = 'config file'
  if (!reading) return check(name, 'ok', 'nothing is stored yet', 'slack-tokens login, or slack-tokens login --sim')
  switch (reading.state) {
    case 'damaged':
      return check(
        name,
        'fail',
        `${path} is damaged: ${reading.cause}`,
        'Repair it, or run slack-tokens login, which renames it to a backup',
      )
    case 'newer':
      return check(
        name,
        'fail',
        `${path} was written by a newer slack-tokens (version ${reading.version})`,
        'npm install --global slack-tokens@latest',
      )
    case 'foreign':
      return check(
        name,
        'fail',
        `${path} is not a file of slack-tokens`,
        'Name another folder in SLACK_TOKENS_CONFIG_DIR',
      )
    case 'read':
      break
  }
  if (platform !== 'win32' && (mode & 0o077) !== 0)
    return check(name, 'warn', `${path} is open to other users (mode ${octal(mode)})`, `chmod 600 ${path}`)
  const count = Object.keys(reading.config.profiles).length
  const old = reading.from === undefined ? '' : `; in format ${reading.from}, which the next change updates`
  return check(name, 'ok', `${count} installation${count === 1 ? '' : 's'} stored (${protection(mode)})${old}`)
}

const octal = (mode: number) => mode.toString(8).padStart(4, '0')

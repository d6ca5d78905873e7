import { createHash, randomBytes } from 'node:crypto'
import { lstatSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { getuid } from 'node:process'
import { createDurably } from '../fs/atomic-write.ts'
import { fileFailure } from '../fs/file-error.ts'
import { configFolder } from '../fs/private-folder.ts'
import { withCommands } from '../runtime/credential-command.ts'
import type { Settings } from '../runtime/settings.ts'
import { type ConfigReading, emptyConfig } from './schema.ts'
import type { Config } from './store.ts'

/**
 * Returns the eight hex digits in the names of a config folder's recovery files. With these digits, `list` prints only
 * the files of its own config folder. Zeros when there is no config folder, because tokens must be saved even then.
 */
export async function recoveryMark(settings: Settings): Promise<string> {
  try {
    const { path } = await configFolder(settings)
    return createHash('sha256').update(path).digest('hex').slice(0, 8)
  } catch {
    return '00000000'
  }
}

/** Returns the content of a recovery file: a config file with only the values that could not be saved. */
export function recovered(parts: Partial<Pick<Config, 'profiles' | 'apps' | 'configTokens'>>): Config {
  return { ...emptyConfig(), ...parts }
}

// Match the first keys of a recovery file, of a recovery file of an older version, and of an installation in it.
const marks: readonly RegExp[] = [
  /"version"\s*:[^"]*"active"\s*:/,
  /"(?:profiles|configTokens)"\s*:\s*\{/,
  /^\s*\{\s*"method"\s*:\s*"[\w.]*"\s*,\s*"at"\s*:/,
  /"borrowed"\s*:\s*(?:true|false)/,
]

/**
 * Returns what is wrong with a damaged or incomplete recovery file. Undefined for a complete recovery file, and for any
 * other text. Tokens must not be read from a damaged file, because it would be unknown whether they come from the
 * simulator or from an install.
 */
export function recoveryDamage(text: string, reading: ConfigReading): string | undefined {
  if (reading.state !== 'damaged') return undefined
  const whole = isJson(text)
  // Complete JSON without the first keys of a recovery file is not a recovery file.
  if (whole && !marks.slice(0, 2).some((mark) => mark.test(text))) return undefined
  return whole || marks.some((mark) => mark.test(text)) ? reading.cause : undefined
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''))
    return true
  } catch {
    return false
  }
}

/**
 * Writes `data` as a new file (mode 0600, JSON) into the first of `folders` that can be written, and returns its path.
 * The file name contains `mark` (see recoveryMark).
 * @throws CliError when no folder can be written, with the cause of the last failure.
 */
export function saveRecovery(data: unknown, folders: readonly string[], mark: string): string {
  const name = `slack-tokens-recovery-${mark}-${randomBytes(8).toString('hex')}.json`
  let failure: unknown
  for (const folder of folders) {
    const path = join(folder, name)
    try {
      createDurably(path, `${JSON.stringify(withCommands(shallow(data)), null, 2)}\n`)
      return path
    } catch (error) {
      failure = error
    }
  }
  throw fileFailure(failure, { path: 'A recovery file', action: 'written' })
}

/** Maximum depth of nesting. Slack's answers have fewer levels; JSON.stringify fails at several thousand levels. */
const deepest = 100

/**
 * Returns the value without the levels that are deeper than `left`. A value with too many levels cannot be saved, and
 * the tokens are on the first levels.
 */
function shallow(value: unknown, left = deepest): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (left === 0) return null
  if (Array.isArray(value)) return value.map((one) => shallow(one, left - 1))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shallow(one, left - 1)]))
}

export interface Recoveries {
  /** The absolute paths of the recovery files of this config folder. */
  readonly own: readonly string[]
  /** The absolute paths of the recovery files of other config folders. */
  readonly others: readonly string[]
}

/** Returns the recovery files that exist, found by the names that `saveRecovery` gives. Never throws. */
export async function findRecoveries(settings: Settings): Promise<Recoveries> {
  const found = recoveriesIn(settings.runtimeFolder ?? tmpdir())
  // Usually there is none. The digits need node:crypto, which `list` otherwise does not load.
  if (found.length === 0) return { own: [], others: [] }
  const mark = await recoveryMark(settings)
  const isOwn = (path: string) => basename(path).startsWith(`slack-tokens-recovery-${mark}-`)
  return { own: found.filter(isOwn), others: found.filter((path) => !isOwn(path)) }
}

function recoveriesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^slack-tokens-recovery-[0-9a-f]{8}-[0-9a-f]{16}\.json$/.test(name))
      .map((name) => join(folder, name))
      .filter(isOurs)
  } catch {
    return []
  }
}

/**
 * Whether this account owns the file. Other accounts can write to the temporary folder, and this tool must not import
 * their files.
 */
function isOurs(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats?.isFile() === true && (getuid === undefined || stats.uid === getuid())
}

import { createHash, randomBytes } from 'node:crypto'
import { lstatSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { getuid } from 'node:process'
import { createDurably } from '../fs/atomic-write.ts'
import { fileFailure } from '../fs/file-error.ts'
import { configFolder } from '../fs/private-folder.ts'
import type { Settings } from '../runtime/settings.ts'
import { type ConfigReading, emptyConfig } from './schema.ts'
import type { Config } from './store.ts'

/**
 * What the recovery files of one config folder have in their names, so that `list` names only its own: eight hex
 * digits. All zeros where no folder can be named, as tokens must be saved even then.
 */
export async function recoveryMark(settings: Settings): Promise<string> {
  try {
    const { path } = await configFolder(settings)
    return createHash('sha256').update(path).digest('hex').slice(0, 8)
  } catch {
    return '00000000'
  }
}

/** The content of a recovery file: a config file of its own, with only what could not be saved. */
export function recovered(parts: Partial<Pick<Config, 'profiles' | 'apps' | 'configTokens'>>): Config {
  return { ...emptyConfig(), ...parts }
}

// The keys that a recovery file begins with, those of an older one, and those that every installation in it has.
const marks: readonly RegExp[] = [
  /"version"\s*:[^"]*"active"\s*:/,
  /"(?:profiles|configTokens)"\s*:\s*\{/,
  /^\s*\{\s*"method"\s*:\s*"[\w.]*"\s*,\s*"at"\s*:/,
  /"borrowed"\s*:\s*(?:true|false)/,
]

/**
 * Why a text is only a part of a recovery file, or a damaged one: what could be picked out of it would no longer be known
 * as what it is, a simulator's or the tool's own. Undefined for a whole one, and for any other text.
 */
export function recoveryDamage(text: string, reading: ConfigReading): string | undefined {
  if (reading.state !== 'damaged') return undefined
  const whole = isJson(text)
  // Whole JSON without these two is an answer of something else.
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
 * The last resort for tokens that Slack has granted and the config file can't take: a new file (0600, JSON) in the
 * first of `folders` that takes it, with `mark` (see recoveryMark) in its name. Returns its path, for the person to be
 * told.
 * @throws CliError when none does, with the cause of the last.
 */
export function saveRecovery(data: unknown, folders: readonly string[], mark: string): string {
  const name = `slack-tokens-recovery-${mark}-${randomBytes(8).toString('hex')}.json`
  let failure: unknown
  for (const folder of folders) {
    const path = join(folder, name)
    try {
      createDurably(path, `${JSON.stringify(shallow(data), null, 2)}\n`)
      return path
    } catch (error) {
      failure = error
    }
  }
  throw fileFailure(failure, { path: 'A recovery file', action: 'written' })
}

/** Levels that an answer of Slack's never reaches; JSON.stringify fails at some thousands. */
const deepest = 100

/** The same without what lies deeper than any answer: tokens are on its first levels, and they are what is saved. */
function shallow(value: unknown, left = deepest): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (left === 0) return null
  if (Array.isArray(value)) return value.map((one) => shallow(one, left - 1))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shallow(one, left - 1)]))
}

export interface Recoveries {
  /** Absolute paths. */
  readonly own: readonly string[]
  /** What commands with another config folder have left, which is theirs to bring back. */
  readonly others: readonly string[]
}

/** Recovery files that still lie where they were put, the names that `saveRecovery` gives. Never throws. */
export async function findRecoveries(settings: Settings): Promise<Recoveries> {
  const mark = await recoveryMark(settings)
  const found = recoveriesIn(settings.runtimeFolder ?? tmpdir())
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

/** Other accounts can write to the temporary folder, and must not make us import a file. */
function isOurs(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats?.isFile() === true && (getuid === undefined || stats.uid === getuid())
}

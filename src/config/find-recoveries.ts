import { lstatSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { getuid } from 'node:process'
import type { Settings } from '../runtime/settings.ts'
import { recoveryMark } from './recovery-part.ts'

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

/** Whoever else can write in the temporary folder must not have us import something. */
function isOurs(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats?.isFile() === true && (getuid === undefined || stats.uid === getuid())
}

import { lstatSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getuid } from 'node:process'
import type { Settings } from '../settings.ts'

/** Beyond so many only the first are told. */
const most = 5

/** Recovery files that still lie where they were put, the names that `saveRecovery` gives. Never throws. */
export function findRecoveries({ runtimeFolder }: Pick<Settings, 'runtimeFolder'>): readonly string[] {
  const folder = runtimeFolder ?? tmpdir()
  try {
    return readdirSync(folder)
      .filter((name) => /^slack-tokens-recovery-[0-9a-f]{16}\.json$/.test(name))
      .map((name) => join(folder, name))
      .filter(isOurs)
      .slice(0, most)
  } catch {
    return []
  }
}

/** Whoever else can write in the temporary folder must not have us import something. */
function isOurs(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats?.isFile() === true && (getuid === undefined || stats.uid === getuid())
}

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { acquireLock } from '../../src/fs/lock.ts'
import { temporaryFolder } from './temporary.ts'

/** A process id that neither Linux nor macOS assigns. */
export const deadPid = 2 ** 22 + 1

/** Writes a lock file as another process leaves it: the lock of this process with the fields of `holder` replaced. */
export async function leaveLock(path: string, holder: Readonly<Record<string, unknown>>): Promise<void> {
  using folder = temporaryFolder()
  const own = join(folder.path, 'lock')
  await using _lock = await acquireLock(own)
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(own, 'utf8')), nonce: 'another', ...holder }))
}

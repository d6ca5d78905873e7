import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createDurably } from '../files/durable.ts'
import { fileFailure } from '../files/failure.ts'

/**
 * The last resort for tokens that Slack has granted and the config file can't take: a new file (0600, JSON) in the
 * first of `folders` that takes it. Returns its path, for the person to be told.
 * @throws CliError when none does, with the cause of the last.
 */
export function saveRecovery(data: unknown, folders: readonly string[]): string {
  const name = `slack-tokens-recovery-${randomBytes(8).toString('hex')}.json`
  let failure: unknown
  for (const folder of folders) {
    const path = join(folder, name)
    try {
      createDurably(path, `${JSON.stringify(data, null, 2)}\n`)
      return path
    } catch (error) {
      failure = error
    }
  }
  throw fileFailure(failure, { path: 'A recovery file', action: 'written' })
}

import { appendFileSync, chmodSync, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { CliError } from '../errors.ts'
import { writeDurably } from '../fs/atomic-write.ts'
import { fileFailure } from '../fs/file-error.ts'
import { readPlainFile } from '../fs/named-file.ts'
import type { Context } from '../runtime/context.ts'
import { confirmYes } from './confirm.ts'

/**
 * Writes secrets to a file with mode 0600, and returns its absolute path.
 * @throws CliError with the exit reason `usage` and the code `not_confirmed` when the file exists and the user did not
 * confirm its replacement; `failed` when the file cannot be written.
 */
export async function saveSecrets(wanted: string, text: string, context: Context): Promise<string> {
  const path = resolve(context.cwd, wanted)
  if (existsSync(path)) await confirmOverwrite(path, context)
  return writing(path, () => writeDurably(path, text))
}

/**
 * Asks whether to replace the content of an existing file.
 * @throws CliError with the exit reason `usage` and the code `not_confirmed` when the user does not confirm it.
 */
export async function confirmOverwrite(path: string, context: Context): Promise<void> {
  if (!context.settings.yes && !context.terminal.interactive) {
    throw new CliError('usage', `${path} already exists, so nothing was written`, {
      code: 'not_confirmed',
      hint: 'To replace its content: --yes   or name another file with --output',
    })
  }
  await confirmYes(`Replace the content of ${path}?`, context)
}

/**
 * Appends lines to a file, starting on a new line, and returns the file's absolute path.
 * @throws CliError with the exit reason `failed` when the file cannot be written.
 */
export function appendSecrets(wanted: string, text: string, { cwd }: Pick<Context, 'cwd'>): string {
  const path = resolve(cwd, wanted)
  return writing(path, () => {
    const isNew = !existsSync(path)
    const before = isNew ? '' : readPlainFile(path)
    appendFileSync(path, `${before === '' || before.endsWith('\n') ? '' : '\n'}${text}`, { mode: 0o600 })
    if (isNew) chmodSync(path, 0o600)
  })
}

function writing(path: string, write: () => void): string {
  try {
    write()
    return path
  } catch (error) {
    const { message, code } = fileFailure(error, { path, action: 'written' })
    throw new CliError('failed', message, { code, hint: 'Name another file with --output', cause: error })
  }
}

import { tmpdir } from 'node:os'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { safeJson } from '../terminal/safe-text.ts'
import { recoveryMark, saveRecovery } from './recovery-file.ts'

export interface RecoverableResponse {
  /** What the content is, for the message: `tokens` in "The tokens are safe in …". */
  readonly what: string
  /**
   * Returns the content of the recovery file, complete and in a format that `import` accepts. Called when the save has
   * failed.
   */
  readonly recovery: () => object
  /**
   * The advice when the recovery file could not be written either. In the message it follows "Make room or fix the
   * folder, ".
   */
  readonly again: string
}

/**
 * Runs `save` and returns its result. If `save` fails, writes the content to a recovery file, so that granted tokens
 * are not lost.
 * @throws CliError with the exit reason `failed` and the code `save_failed`, with the path of the recovery file.
 */
export async function savedOrRecovered<T>(
  save: () => T | Promise<T>,
  { what, recovery, again }: RecoverableResponse,
  context: Context,
): Promise<T> {
  try {
    return await save()
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The config file could not be written'
    const path = await recover(what, recovery(), context)
    throw new CliError('failed', path === undefined ? message : `${message}. The ${what} are safe in ${path}`, {
      code: 'save_failed',
      hint:
        path === undefined
          ? `Make room or fix the folder, ${again}`
          : `Make room or fix the folder, then: slack-tokens import ${path}   and delete that file (mode 0600)`,
      details: { recoveryFile: path ?? null },
      cause: error,
    })
  }
}

/**
 * Saves the content in a recovery file and returns its path. Undefined when no folder can be written; then a person at
 * a terminal is asked whether to print the content.
 */
async function recover(what: string, data: object, context: Context): Promise<string | undefined> {
  try {
    return saveRecovery(data, recoveryFolders(context), await recoveryMark(context.settings))
  } catch {
    const { terminal } = context
    terminal.warn(`The ${what} could not be written to the config folder or to a temporary folder`)
    if (!terminal.interactive) return undefined
    const choice = await (await context.ask()).choose(`Print the ${what} here, so that you can copy them?`, [
      { value: 'show', label: 'Print them', hint: 'everybody who sees the screen can read them' },
      { value: 'leave', label: 'Discard them' },
    ])
    if (choice === 'show') terminal.result(data, () => safeJson(data, 2), { secret: true, exact: true })
    return undefined
  }
}

function recoveryFolders({ settings }: Context): string[] {
  return [...(settings.runtimeFolder ? [settings.runtimeFolder] : []), tmpdir()]
}

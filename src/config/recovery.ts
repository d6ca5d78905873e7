import { tmpdir } from 'node:os'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { safeJson } from '../terminal/terminal.ts'
import { recoveryMark, saveRecovery } from './recovery-file.ts'

export interface RecoverableResponse {
  /** Names the content in the message: "The tokens are safe in …". */
  readonly what: string
  /**
   * Returns the content of the recovery file, complete and in a format that `import` accepts. Called when the save has
   * failed.
   */
  readonly recovery: () => object
  /** The advice when no file could be written at all; it follows "Make room or fix the folder, ". */
  readonly again: string
}

/**
 * Runs `save`. If it fails, the content goes to a recovery file, whose path is printed, so that it is not lost (R12).
 * @throws CliError failed, code `save_failed`, with the path of the recovery file.
 */
export async function savedOrRecovered<T>(
  save: () => T | Promise<T>,
  { what, recovery, again }: RecoverableResponse,
  context: Context,
): Promise<T> {
  try {
    return await save()
  } catch (error) {
    const said = error instanceof Error ? error.message : 'The config file could not be written'
    const path = await recover(what, recovery(), context)
    throw new CliError('failed', path === undefined ? said : `${said}. The ${what} are safe in ${path}`, {
      code: 'save_failed',
      hint:
        path === undefined
          ? `Make room or fix the folder, ${again}`
          : `Make room or fix the folder, then: slack-tokens import ${path}   and remove that file (mode 0600)`,
      details: { recoveryFile: path ?? null },
      cause: error,
    })
  }
}

/**
 * Saves the content in a recovery file and returns its path. Undefined when no folder can be written; at a terminal,
 * the user can then print the content.
 */
async function recover(what: string, data: object, context: Context): Promise<string | undefined> {
  try {
    return saveRecovery(data, recoveryFolders(context), await recoveryMark(context.settings))
  } catch {
    const { terminal } = context
    terminal.warn(`The ${what} could be written nowhere: neither to the config folder nor to a temporary one`)
    if (!terminal.interactive) return undefined
    const choice = await (await context.ask()).choose('Show them here, to be copied?', [
      { value: 'show', label: 'Show them', hint: 'whoever sees the screen sees them' },
      { value: 'leave', label: 'Let them go' },
    ])
    if (choice === 'show') terminal.result(data, () => safeJson(data, 2), { secret: true, exact: true })
    return undefined
  }
}

function recoveryFolders({ settings }: Context): string[] {
  return [...(settings.runtimeFolder ? [settings.runtimeFolder] : []), tmpdir()]
}

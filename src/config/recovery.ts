import { tmpdir } from 'node:os'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { safeJson } from '../terminal/terminal.ts'
import { recoveryMark, saveRecovery } from './recovery-file.ts'

export interface RecoverableResponse {
  /** Names the content, as in “The tokens are safe in …”. */
  readonly what: string
  /** What goes into the recovery file: whole, and in a form that `import` takes. Called when the save has failed. */
  readonly recovery: () => object
  /** What to do once there is room, when it could be written nowhere; it follows “Make room or fix the folder, ”. */
  readonly again: string
}

/**
 * Runs `save`. What was obtained and cannot be saved is never lost: it goes to a file of its own, whose path is printed (R12).
 * @throws CliError failed, code `save_failed`, naming that file.
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

/** Where it was put; undefined when nothing takes it. At a terminal it can be shown, as a last resort. */
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

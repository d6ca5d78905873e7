import type { Installation } from '../config/installation.ts'
import { workspaceLabel } from '../config/place.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'

/** The options that confirm an action: `--yes`, and `--confirm` with the name of the workspace. */
export interface Confirmation {
  readonly confirm?: string
}

/**
 * Requires the name of the workspace or organization, typed or in `--confirm`, before an action that cannot be undone.
 * @throws CliError with the exit reason `usage` and the code `not_confirmed` when the user gave another name, or when
 * there is no terminal and not both `--yes` and `--confirm NAME` were given.
 */
export async function confirmWorkspace(
  installation: Installation,
  { confirm }: Confirmation,
  context: Context,
): Promise<void> {
  const { terminal, settings } = context
  const place = installation.workspace ?? installation.organization
  const names = [place?.name, place?.id].filter((one) => typeof one === 'string')
  const [shown = 'unknown'] = names
  const isIt = (typed: string) => names.some((name) => name.toLowerCase() === typed.trim().toLowerCase())
  if (confirm !== undefined && !isIt(confirm)) {
    throw new CliError(
      'usage',
      `The workspace is ${workspaceLabel(installation)}, not “${confirm}”. Nothing was done`,
      {
        code: 'not_confirmed',
        hint: `To do it in this workspace: --yes --confirm "${shown}"`,
      },
    )
  }
  if (confirm !== undefined && settings.yes) return
  if (!terminal.interactive) {
    throw new CliError('usage', 'This cannot be undone, and there is no terminal to confirm it', {
      code: 'not_confirmed',
      hint: `Confirm with the name of the workspace: --yes --confirm "${shown}"`,
    })
  }
  await (await context.ask()).text(`Type the name of the workspace to continue (${shown})`, (typed) =>
    isIt(typed) ? undefined : `Type ${shown}, or press Ctrl-C to change nothing`,
  )
}

/**
 * Asks yes or no before an action that can be undone.
 * @param more.details `error.details` of the `--json` failure: what would have been done.
 * @param more.flag the flag that skips the question.
 * @throws CliError with the exit reason `usage` and the code `not_confirmed`: the user answered no, or there is no
 * terminal and no `--yes`.
 */
export async function confirmYes(
  question: string,
  context: Pick<Context, 'terminal' | 'ask'> & { readonly settings: Pick<Context['settings'], 'yes'> },
  { details = {}, flag = '--yes' }: { details?: Readonly<Record<string, unknown>>; flag?: string } = {},
): Promise<void> {
  const { terminal, settings } = context
  const code = 'not_confirmed'
  if (settings.yes) return
  if (!terminal.interactive) {
    throw new CliError('usage', 'Can’t prompt without a terminal', { code, hint: `Pass ${flag}`, details })
  }
  const answer = await (await context.ask()).choose(question, [
    { value: 'no', label: 'No' },
    { value: 'yes', label: 'Yes', hint: `${flag} skips this question` },
  ])
  if (answer !== 'yes') throw new CliError('usage', 'Nothing was done', { code, details })
}

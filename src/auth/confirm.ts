import type { Installation } from '../config/installation.ts'
import { workspaceLabel } from '../config/place.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'

/** What makes sure that somebody means it, and where: the name of the workspace, typed or given. */
export interface Confirmation {
  readonly confirm?: string
}

/**
 * Wants the name of the workspace or organization before something in it ends for good.
 * @throws CliError usage: another name, code `not_confirmed`; nobody to ask and not both of `--yes --confirm NAME`.
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
    throw new CliError('usage', `That is ${workspaceLabel(installation)}, not “${confirm}”. Nothing was done`, {
      code: 'not_confirmed',
      hint: `If you mean it: --yes --confirm "${shown}"`,
    })
  }
  if (confirm !== undefined && settings.yes) return
  if (!terminal.interactive) {
    throw new CliError('usage', 'This cannot be undone, and nobody is there to ask', {
      code: 'not_confirmed',
      hint: `Say so beforehand, with the name of the workspace: --yes --confirm "${shown}"`,
    })
  }
  await (await context.ask()).text(`Type the name of the workspace to go on (${shown})`, (typed) =>
    isIt(typed) ? undefined : `Type ${shown}, or press Ctrl-C to leave everything as it is`,
  )
}

/**
 * A yes or no where nothing ends for good.
 * @param more.details for the `--json` failure: what would have been done.
 * @param more.flag what says yes beforehand.
 * @throws CliError usage, code `not_confirmed`.
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
    throw new CliError('usage', 'Nobody is there to ask', { code, hint: `Say yes beforehand: ${flag}`, details })
  }
  const answer = await (await context.ask()).choose(question, [
    { value: 'no', label: 'No' },
    { value: 'yes', label: 'Yes', hint: `${flag} says so beforehand` },
  ])
  if (answer !== 'yes') throw new CliError('usage', 'Nothing was done', { code, details })
}

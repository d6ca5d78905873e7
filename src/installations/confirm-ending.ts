import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import type { Installation } from './installation.ts'
import { placeOf } from './place.ts'

/**
 * Before something at Slack ends for good, the workspace's name is wanted: typed at a terminal, or `--yes --confirm NAME`.
 * Its id is as good; case does not matter.
 * @param ending what is to be done, as in “Type Acme to uninstall the app”.
 * @param command of ours that does it, for the hint: `app uninstall acme`.
 * @throws CliError usage, `not_confirmed`: another name, or nobody to ask.
 */
export async function confirmEnding(
  installation: Installation,
  { ending, command, confirm }: { ending: string; command: string; confirm: string | undefined },
  { terminal, settings, ask }: Pick<Context, 'terminal' | 'settings' | 'ask'>,
): Promise<void> {
  const place = installation.workspace ?? installation.organization
  const names = [place?.name, place?.id].filter((one) => typeof one === 'string' && one !== '') as string[]
  const [name = 'unknown'] = names
  const fits = (answer: string) => names.some((one) => one.toLowerCase() === answer.trim().toLowerCase())
  const refusal = (said: string) =>
    new CliError('usage', `${said}, so nothing was ended`, {
      code: 'not_confirmed',
      hint: `To ${ending} of ${placeOf(installation)}: slack-tokens ${command} --yes --confirm ${/^[\w.-]+$/.test(name) ? name : `"${name}"`}`,
    })
  if (confirm !== undefined) {
    if (!fits(confirm)) throw refusal(`“${confirm}” is not the name of the workspace`)
    if (settings.yes) return
  }
  if (!terminal.interactive) throw refusal(confirm === undefined ? 'The workspace is not named' : '--yes is missing')
  const answer = await (await ask()).text(`Type ${name} to ${ending}`, () => undefined)
  if (!fits(answer)) throw refusal('That is not the name of the workspace')
}

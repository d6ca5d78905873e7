import type { Command } from 'commander'
import { noInstallation, unknownProfile } from '../config/choose-token.ts'
import { workspaceLabel } from '../config/place.ts'
import type { Config } from '../config/store.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import type { NamedProfile } from '../runtime/settings.ts'

/** Adds arguments, help and action to the command `use`. */
export function define(command: Command, context: () => Context): void {
  command
    .argument('[name]', 'profile, as in: slack-tokens list (default: at a terminal, asks)')
    .addHelpText('after', '\nExamples:\n  slack-tokens use acme')
    .action((name: string | undefined) => use(name, context()))
}

/**
 * Makes an installation the active one. Without a name, asks for it.
 * @throws CliError with the exit reason `usage`: the installation does not exist, or there is no terminal to ask for its
 * name.
 */
export async function use(typed: string | undefined, context: Context): Promise<void> {
  const { terminal, store } = context
  const config = await store.read()
  const wanted = typed ?? (await chosenName(config, context))
  const name = Object.keys(config.profiles).find((one) => one.toLowerCase() === wanted.toLowerCase())
  const installation = name === undefined ? undefined : config.profiles[name]
  if (name === undefined || !installation) throw unknownProfile(wanted, config)
  await store.update((now) => ({ ...now, active: name }))
  if (terminal.json) terminal.result({ ok: true, active: name }, () => '')
  else terminal.done(`“${name}” is active: ${workspaceLabel(installation)}`)
  tellOther(name, context)
}

/** Warns that commands in this folder use another installation, because the project's file or a variable names it. */
function tellOther(active: string, { terminal, settings }: Context): void {
  let named: NamedProfile | undefined
  try {
    named = settings.profile
  } catch (error) {
    // A project's file that cannot be used stops the next command, not this one.
    if (!(error instanceof CliError)) throw error
  }
  if (named === undefined || named.name.toLowerCase() === active.toLowerCase()) return
  terminal.warn(`Here, ${named.source} chooses “${named.name}”. To use “${active}” here: --profile ${active}`)
}

async function chosenName(config: Config, { terminal, ask }: Context): Promise<string> {
  const profiles = Object.entries(config.profiles)
  const names = profiles.map(([name]) => name)
  if (profiles.length === 0) throw noInstallation(config)
  if (!terminal.interactive) {
    throw new CliError('usage', 'The name of the installation is missing, and there is no terminal to ask for it', {
      code: 'usage',
      hint: `Installations: ${names.join(', ')}. Name one: slack-tokens use ${names[0]}`,
    })
  }
  return await (await ask()).choose(
    'Which installation shall be the active one?',
    profiles.map(([name, installation]) => ({
      value: name,
      label: name,
      hint: `${workspaceLabel(installation)}${config.active === name ? ', active now' : ''}`,
    })),
  )
}

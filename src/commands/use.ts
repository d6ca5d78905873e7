import type { Command } from 'commander'
import { unknownProfile } from '../config/choose-token.ts'
import { workspaceLabel } from '../config/place.ts'
import type { Context } from '../runtime/context.ts'

/** Adds arguments, help and action to the command `use`. */
export function define(command: Command, context: () => Context): void {
  command
    .argument('<name>', 'profile, as in: slack-tokens list')
    .addHelpText('after', '\nExamples:\n  slack-tokens use acme')
    .action((name: string) => use(name, context()))
}

/**
 * Makes an installation the active one.
 * @throws CliError with the exit reason `usage`: the installation does not exist.
 */
export async function use(wanted: string, { terminal, store }: Context): Promise<void> {
  const config = await store.read()
  const name = Object.keys(config.profiles).find((one) => one.toLowerCase() === wanted.toLowerCase())
  const installation = name === undefined ? undefined : config.profiles[name]
  if (name === undefined || !installation) throw unknownProfile(wanted, config)
  await store.update((now) => ({ ...now, active: name }))
  if (terminal.json) terminal.result({ ok: true, active: name }, () => '')
  else terminal.done(`“${name}” is active: ${workspaceLabel(installation)}`)
}

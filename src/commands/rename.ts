import type { Command } from 'commander'
import { unknownProfile } from '../config/choose-token.ts'
import { isProfileName } from '../config/profile-name.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'

/** Adds arguments, help and action to the command `rename`. */
export function define(command: Command, context: () => Context): void {
  command
    .argument('<name>', 'current name, as in: slack-tokens list')
    .argument('<new-name>', 'letters, digits, dots, dashes and underscores')
    .addHelpText('after', '\nExamples:\n  slack-tokens rename acme acme-dev')
    .action((name: string, next: string) => rename(name, next, context()))
}

/**
 * Renames an installation.
 * @throws CliError with the exit reason `usage`: the installation does not exist, or the new name is invalid or taken.
 */
export async function rename(wanted: string, next: string, { terminal, store }: Context): Promise<void> {
  if (!isProfileName(next)) {
    throw new CliError('usage', `“${next}” cannot be the name of an installation`, {
      code: 'bad_name',
      hint: 'Use letters, digits, dots, dashes and underscores, up to 64: slack-tokens rename acme acme-dev',
    })
  }
  let name = wanted
  await store.update((config) => {
    const names = Object.keys(config.profiles)
    const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
    const found = names.find((one) => same(one, wanted))
    if (found === undefined) throw unknownProfile(wanted, config)
    name = found
    const taken = names.find((one) => one !== found && same(one, next))
    if (taken !== undefined) {
      throw new CliError('usage', `“${taken}” is another installation`, {
        code: 'name_taken',
        hint: 'Choose another name; names that differ only in upper and lower case are the same. See: slack-tokens list',
      })
    }
    const profiles = Object.fromEntries(
      Object.entries(config.profiles).map(([one, it]) => [one === found ? next : one, it]),
    )
    return { ...config, profiles, active: config.active === found ? next : config.active }
  })
  if (terminal.json) terminal.result({ ok: true, name: next, before: name }, () => '')
  else terminal.done(`“${name}” is now “${next}”`)
}

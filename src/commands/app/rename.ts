import type { Command } from 'commander'
import { findApp } from '../../config/find-app.ts'
import { isProfileName } from '../../config/profile-name.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'

/** Adds the subcommand `app rename` with its arguments, options, help and action. */
export function defineRename(app: Command, context: () => Context): void {
  app
    .command('rename')
    .description('change the local name of an app')
    .argument('<name>')
    .argument('<new-name>')
    .addHelpText('after', '\nExamples:\n  slack-tokens app rename A0123456789 my-app')
    .action((name: string, wanted: string) => renameApp(name, wanted, context()))
}

/**
 * Renames an app.
 * @throws CliError with the exit reason `usage`: the app does not exist, or the new name is invalid or taken.
 */
export async function renameApp(name: string, wanted: string, { store, terminal }: Context): Promise<void> {
  if (!isProfileName(wanted)) {
    throw new CliError('usage', `“${wanted}” cannot be the name of an app`, {
      code: 'bad_name',
      hint: 'Use letters, digits, dots, dashes and underscores, up to 64: slack-tokens app rename my-app acme-dev',
    })
  }
  let before = name
  await store.update((config) => {
    before = findApp(config, name).name
    const taken = Object.keys(config.apps ?? {}).find((one) => one.toLowerCase() === wanted.toLowerCase())
    if (taken !== undefined && taken !== before) {
      throw new CliError('usage', `“${taken}” is another app already`, {
        code: 'name_taken',
        hint: `Choose another name, or remove that app: slack-tokens app remove ${taken}`,
      })
    }
    const renamed = Object.entries(config.apps ?? {}).map(([one, app]) => [one === before ? wanted : one, app] as const)
    return { ...config, apps: Object.fromEntries(renamed) }
  })
  if (terminal.json) terminal.result({ ok: true, name: wanted, before }, () => '')
  terminal.done(`“${before}” is now “${wanted}”: slack-tokens login --app ${wanted}`)
}

import type { Command } from 'commander'
import { findApp } from '../../config/find-app.ts'
import type { Context } from '../../runtime/context.ts'

/** Adds the subcommand `app remove` with its arguments, options, help and action. */
export function defineRemove(app: Command, context: () => Context): void {
  app
    .command('remove')
    .description('remove a stored app; its installations stay')
    .argument('<name>')
    .addHelpText('after', '\nExamples:\n  slack-tokens app remove my-app')
    .action((name: string) => removeApp(name, context()))
}

/** Removes an app from the config. @throws CliError with the exit reason `usage`: the app does not exist. */
export async function removeApp(wanted: string, { store, terminal }: Context): Promise<void> {
  let name = wanted
  await store.update((config) => {
    name = findApp(config, wanted).name
    const { [name]: _gone, ...apps } = config.apps ?? {}
    return { ...config, apps }
  })
  if (terminal.json) terminal.result({ ok: true, removed: name }, () => '')
  terminal.done(`“${name}” is no longer stored. Its installations and their tokens stay: slack-tokens list`)
}

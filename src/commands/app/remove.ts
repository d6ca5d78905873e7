import type { Command } from 'commander'
import { findApp } from '../../config/find-app.ts'
import type { Context } from '../../runtime/context.ts'

export function defineRemove(app: Command, context: () => Context): void {
  app
    .command('remove')
    .description('forget an app; what it installed stays')
    .argument('<name>')
    .action((name: string) => removeApp(name, context()))
}

/** Removes an app from the config. @throws CliError usage: the app does not exist. */
export async function removeApp(wanted: string, { store, terminal }: Context): Promise<void> {
  let name = wanted
  await store.update((kept) => {
    name = findApp(kept, wanted).name
    const { [name]: _gone, ...apps } = kept.apps ?? {}
    return { ...kept, apps }
  })
  if (terminal.json) terminal.result({ ok: true, removed: name }, () => '')
  terminal.done(`“${name}” is forgotten. Its installations and their tokens stay: slack-tokens list`)
}

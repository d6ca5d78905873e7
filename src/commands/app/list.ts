import type { Command } from 'commander'
import { workspaceWords } from '../../apps/config-token/read.ts'
import { goodUntil } from '../../apps/config-token/save.ts'
import { masked } from '../../apps/masked.ts'
import type { Context } from '../../runtime/context.ts'
import { columns } from '../../terminal/table.ts'

/** Adds the subcommand `app list` with its options, help and action. */
export function defineList(app: Command, context: () => Context): void {
  app
    .command('list')
    .description('list the stored apps')
    .addHelpText('after', '\nExamples:\n  slack-tokens app list')
    .action(() => listApps(context()))
}

/** Prints every stored app. With `--json`, prints a list of records with masked secrets. */
export async function listApps({ store, terminal }: Context): Promise<void> {
  const { apps: stored = {}, configTokens = {} } = await store.read()
  const apps = Object.entries(stored)
  const rows = apps.map(([name, app]) => ({ name, ...masked(app) }))
  terminal.result(rows, (_paint, room) =>
    rows.length === 0
      ? 'No app is stored yet: slack-tokens app add'
      : columns(
          ['NAME', 'CLIENT ID', 'SECRET', 'SCOPES'],
          rows.map(({ name, clientId, clientSecret, botScopes, userScopes }) => [
            name,
            clientId,
            clientSecret ? 'stored' : 'not stored',
            `bot ${botScopes.length}, user ${userScopes.length}`,
          ]),
          room,
        ),
  )
  for (const storedToken of Object.values(configTokens))
    terminal.note(`\nThe app configuration token of ${workspaceWords(storedToken.teamId)} is ${goodUntil(storedToken)}`)
}

import type { Command } from 'commander'
import { columns } from '../columns.ts'
import type { Context } from '../context.ts'
import type { Installation } from '../installations/installation.ts'
import { placeOf } from '../installations/place.ts'

export function define(command: Command, context: () => Context): void {
  command
    .addHelpText('after', '\nExamples:\n  slack-tokens list\n  slack-tokens ls --json')
    .action(() => list(context()))
}

/** Every installation, the active one marked. JSON: an array of `{ name, active, workspace, …, bot, users, webhooks }`. */
export async function list({ terminal, store }: Context): Promise<void> {
  const kept = await store.read()
  const entries = Object.entries(kept.profiles)
  if (entries.length === 0 && !terminal.json) {
    terminal.note(
      'Nothing is installed yet. Install an app: slack-tokens login   With no Slack app at hand: slack-tokens login --sim',
    )
    return
  }
  const rows = entries.map(([name, one]) => ({ name, active: name === kept.active, ...summary(one) }))
  terminal.result(rows, (paint) =>
    columns(
      ['', 'NAME', 'WORKSPACE', 'BOT', 'USERS', 'WEBHOOKS'],
      entries.map(([name, one]) => [
        name === kept.active ? paint.green('*') : ' ',
        name,
        placeOf(one) + (one.simulator ? ' · simulator' : ''),
        one.bot ? `@${one.bot.userName ?? one.bot.userId ?? 'bot'}` : '-',
        one.users.map(({ userName, userId }) => `@${userName ?? userId ?? 'user'}`).join(' ') || '-',
        String(one.webhooks.length),
      ]),
    ),
  )
}

function summary(one: Installation) {
  const actor = (of: { userId: string | null; userName: string | null }) => ({
    userId: of.userId,
    userName: of.userName,
  })
  return {
    workspace: one.workspace,
    organization: one.organization,
    simulator: one.simulator,
    appId: one.appId,
    bot: one.bot && actor(one.bot),
    users: one.users.map(actor),
    webhooks: one.webhooks.length,
    installedAt: one.installedAt,
  }
}

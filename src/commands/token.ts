import { type Command, Option } from 'commander'
import type { Context } from '../context.ts'
import { chooseToken, endOf } from '../installations/choose-token.ts'
import type { Identity } from '../installations/installation.ts'
import { sourceNote } from '../installations/source-note.ts'

interface TokenOptions {
  readonly as: Identity
}

export function define(command: Command, context: () => Context): void {
  command
    .addOption(new Option('--as <identity>', 'whose token').choices(['bot', 'user']).default('bot'))
    .addHelpText(
      'after',
      '\nExamples:\n  slack-tokens token --as user | pbcopy\n  SLACK_BOT_TOKEN=$(slack-tokens token) npm start',
    )
    .action((options: TokenOptions) => token(options, context()))
}

/** Prints exactly one token and a newline: the one command, besides `env` and `run`, that shows a secret. */
export async function token(options: TokenOptions, { terminal, store, settings }: Context): Promise<void> {
  const chosen = chooseToken(await store.read(), settings, options.as)
  sourceNote(chosen, terminal)
  const ends = chosen.stored && endOf(chosen.stored.access)
  if (ends) terminal.warn(`A rotating token: it ends at ${ends}`)
  terminal.result({ ok: true, identity: chosen.identity, token: chosen.token }, () => chosen.token, { secret: true })
}

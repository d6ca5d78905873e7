import { type Command, Option } from 'commander'
import type { Context } from '../context.ts'
import { chooseToken, endOf } from '../installations/choose-token.ts'
import { endsIn } from '../installations/expiry.ts'
import type { Identity } from '../installations/installation.ts'
import { sourceNote } from '../installations/source-note.ts'
import { freshToken } from '../rotation/fresh-token.ts'

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
export async function token(options: TokenOptions, context: Context): Promise<void> {
  const { terminal, store, settings, clock } = context
  const first = chooseToken(await store.read(), settings, options.as)
  sourceNote(first, terminal)
  const chosen = await freshToken(first, context)
  const ends = chosen.stored && endOf(chosen.stored.access)
  if (ends)
    terminal.warn(`A rotating token: it ${endsIn(ends, clock.now())} (${ends}), and then only a refresh brings another`)
  terminal.result({ ok: true, identity: chosen.identity, token: chosen.token }, () => chosen.token, { secret: true })
}

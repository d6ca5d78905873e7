import type { Command } from 'commander'
import { type AsOptions, asOption, identityOf } from '../auth/as-option.ts'
import { freshToken } from '../auth/fresh-token.ts'
import { sourceNote } from '../auth/source-note.ts'
import { chooseToken, endOf } from '../config/choose-token.ts'
import type { Context } from '../runtime/context.ts'
import { endsIn } from '../terminal/duration.ts'

const examples = `
Prints the token and nothing else, refreshed first when it is about to end.

Examples:
  slack-tokens token --as user | pbcopy
  slack-tokens token --as user --user @dana
  curl -s -H "Authorization: Bearer $(slack-tokens token)" https://slack.com/api/auth.test
For a program: slack-tokens run -- npm start, or slack-tokens env`

export function define(command: Command, context: () => Context): void {
  asOption(command)
    .addHelpText('after', examples)
    .action((options: AsOptions) => token(options, context()))
}

/** Prints exactly one token and a newline. With `env` and `run`, all that shows secrets without being asked twice. */
export async function token(options: AsOptions, context: Context): Promise<void> {
  const { terminal, store, settings, clock } = context
  const first = chooseToken(await store.read(), settings, identityOf(options))
  sourceNote(first, terminal)
  const chosen = await freshToken(first, context)
  const ends = chosen.stored && endOf(chosen.stored.access)
  if (ends) terminal.warn(`A rotating token: it ${endsIn(ends, clock.now())}, and then only a refresh brings another`)
  if (terminal.wide)
    terminal.warn(
      'A secret, now in the scrollback of this terminal. Into a pipe it leaves no trace: slack-tokens token | …',
    )
  terminal.result({ ok: true, identity: chosen.identity, token: chosen.token }, () => chosen.token, {
    secret: true,
    exact: true,
  })
}

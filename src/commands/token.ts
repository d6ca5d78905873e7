import type { Command } from 'commander'
import { type AsOptions, asArgument, asOption, identityOf, withArgument } from '../auth/as-option.ts'
import { freshToken } from '../auth/fresh-token.ts'
import { sourceNote } from '../auth/source-note.ts'
import { chooseToken, endOf } from '../config/choose-token.ts'
import type { Identity } from '../config/installation.ts'
import type { Context } from '../runtime/context.ts'
import { expiresIn } from '../terminal/duration.ts'

const examples = `
Prints only the token, refreshed first when it expires soon.

Examples:
  slack-tokens token --as user | pbcopy
  slack-tokens token --as user --user @dana
  curl -s -H "Authorization: Bearer $(slack-tokens token)" https://slack.com/api/auth.test
For a program: slack-tokens run -- npm start, or slack-tokens env`

/** Adds options, help and action to the command `token`. */
export function define(command: Command, context: () => Context): void {
  asArgument(asOption(command))
    .addHelpText('after', examples)
    .action((identity: Identity | undefined, options: AsOptions) => token(withArgument(identity, options), context()))
}

/** Prints one token and a newline. Only this command, `env` and `run` print secrets without `--show-secrets`. */
export async function token(options: AsOptions, context: Context): Promise<void> {
  const { terminal, store, settings, clock } = context
  const first = chooseToken(await store.read(), settings, identityOf(options))
  sourceNote(first, terminal)
  const chosen = await freshToken(first, context)
  const ends = chosen.stored && endOf(chosen.stored.access)
  if (ends)
    terminal.warn(`The token rotates: it ${expiresIn(ends, clock.now())}. To get the next token: slack-tokens token`)
  if (terminal.wide)
    terminal.warn('This secret is now in the scrollback of this terminal. A pipe avoids that: slack-tokens token | …')
  terminal.result({ ok: true, identity: chosen.identity, token: chosen.token }, () => chosen.token, {
    secret: true,
    exact: true,
  })
}

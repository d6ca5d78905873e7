import type { Command } from 'commander'
import { type AsOptions, asArgument, asOption, withArgument } from '../../auth/as-option.ts'
import type { Identity } from '../../config/installation.ts'
import { CliError, worstOf } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { type IdentifiedToken, identify } from './identify.ts'
import { table } from './table.ts'

interface WhoamiOptions extends AsOptions {
  readonly channel?: string
}

const examples = `
Checks both tokens unless --as chooses one. The scopes are those in Slack’s
answer, not the stored ones.

Examples:
  slack-tokens whoami                     both tokens
  slack-tokens whoami --as user
  slack-tokens whoami --channel "#ops"    which of them sees it, or is in it
  slack-tokens whoami --json | jq '.[].scopes'`

/** Adds options, help and action to the command `whoami`. */
export function define(command: Command, context: () => Context): void {
  asArgument(asOption(command))
    .option('--channel <channel>', 'show whether each identity sees this channel, #name or C…')
    .addHelpText('after', examples)
    .action((identity: Identity | undefined, options: WhoamiOptions) =>
      whoami(withArgument(identity, options), context()),
    )
}

/**
 * Prints for each token: its user, from `auth.test`; its scopes, from Slack's header; its app; and for an
 * organization's token, its workspaces. With `--json`, prints one object for `--as`, otherwise an array with one object
 * per token. The object of a failed token is `{ ok: false, identity, error, … }`.
 * @throws CliError for the worst failure. If at least one token was checked, the results are printed before.
 */
export async function whoami(options: WhoamiOptions, context: Context): Promise<void> {
  const { terminal, settings, clock } = context
  const { channel } = options
  const picked = settings.user === undefined ? undefined : 'user'
  const requested = options.as ?? (options.asUser ? 'user' : options.asBot ? 'bot' : picked)
  if (requested) {
    const who = await identify(requested, channel, context)
    terminal.result(who, (_paint, room) => table([who], { now: clock.now(), width: room }))
    return
  }
  const tried = await Promise.all((['bot', 'user'] as const).map((identity) => attempt(identity, channel, context)))
  const found = tried.filter((one) => one.ok)
  const failed = tried.filter((one) => !one.ok)
  // If one of the two tokens is missing, this is no failure as long as the other exists.
  const real = failed.filter(({ failure }) => !/^no_(bot|user)_token$/.test(failure.code))
  const failure = worstOf(real.map((one) => one.failure))
  // If nothing is installed, no token was checked, so there is no row to print.
  const absent = failed.find((one) => one.failure.code === 'not_logged_in' && found.length === 0)
  if (absent) throw absent.failure
  if (found.length === 0 && !(failure && terminal.json)) throw failure ?? failed[0]?.failure
  const rows = tried.flatMap((one) => (one.ok ? one : real.includes(one) ? failureRow(one) : []))
  terminal.result(rows, (_paint, room) => table(found, { now: clock.now(), width: room }))
  if (failure) throw failure
}

interface Failed {
  readonly ok: false
  readonly identity: Identity
  readonly failure: CliError
}

async function attempt(
  identity: Identity,
  channel: string | undefined,
  context: Context,
): Promise<IdentifiedToken | Failed> {
  try {
    return await identify(identity, channel, context)
  } catch (error) {
    if (error instanceof CliError && error.failure !== 'usage') return { ok: false, identity, failure: error }
    throw error
  }
}

function failureRow({ ok, identity, failure: { code, message, hint, details } }: Failed) {
  return { ok, identity, error: code, message, ...(hint && { hint }), ...details }
}

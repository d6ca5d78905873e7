import { type Command, Option } from 'commander'
import type { Identity } from '../config/installation.ts'

/** The options that choose the bot or the user token. `--as-user` and `--as-bot` are the names that other tools use. */
export interface AsOptions<Further extends string = never> {
  readonly as?: Identity | Further
  readonly asUser?: boolean
  readonly asBot?: boolean
}

/**
 * Adds `--as` to a command.
 * @param further values that this command accepts besides `bot` and `user`.
 * @param means the default, as the help describes it.
 */
export function asOption(command: Command, further: readonly string[] = [], means = 'default: bot'): Command {
  const auto = further.includes('auto') ? '; auto: the token that fits' : ''
  return command
    .addOption(new Option('--as <identity>', `whose token (${means}${auto})`).choices(['bot', 'user', ...further]))
    .addOption(new Option('--as-user').hideHelp().conflicts(['as', 'asBot']))
    .addOption(new Option('--as-bot').hideHelp().conflicts('as'))
}

/** Returns the identity that the options request; `bot` when they request none. */
export function identityOf(options: AsOptions): Identity {
  return requestedIdentity(options) ?? 'bot'
}

/** Returns the identity that the options request; undefined when they request none. */
export function requestedIdentity({ as, asUser, asBot }: AsOptions): Identity | undefined {
  return as ?? (asUser ? 'user' : asBot ? 'bot' : undefined)
}

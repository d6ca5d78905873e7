import { Argument, type Command, Option } from 'commander'
import type { Identity } from '../config/installation.ts'
import { CliError } from '../errors.ts'

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

/** Adds the optional argument `bot` or `user`, which means the same as `--as`. */
export function asArgument(command: Command): Command {
  return command.addArgument(new Argument('[identity]', 'bot or user: the same as --as').choices(['bot', 'user']))
}

/**
 * Returns the options with the identity of the argument.
 * @throws CliError with the exit reason `usage` when the argument and the options request different tokens
 */
export function withArgument<Options extends AsOptions>(identity: Identity | undefined, options: Options): Options {
  if (identity === undefined) return options
  const requested = requestedIdentity(options)
  if (requested === undefined || requested === identity) return { ...options, as: identity }
  throw new CliError('usage', `The argument is “${identity}”, and the option is --as ${requested}`, {
    code: 'usage',
    hint: `Give one of them: --as ${requested}`,
  })
}

/** Returns the identity that the options request; `bot` when they request none. */
export function identityOf(options: AsOptions): Identity {
  return requestedIdentity(options) ?? 'bot'
}

/** Returns the identity that the options request; undefined when they request none. */
export function requestedIdentity({ as, asUser, asBot }: AsOptions): Identity | undefined {
  return as ?? (asUser ? 'user' : asBot ? 'bot' : undefined)
}

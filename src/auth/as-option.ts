import { type Command, Option } from 'commander'
import type { Identity } from '../config/installation.ts'

/** The options of every command that calls Slack as somebody. `--as-user` and `--as-bot` are what other tools call it. */
export interface AsOptions<Further extends string = never> {
  readonly as?: Identity | Further
  readonly asUser?: boolean
  readonly asBot?: boolean
}

/** @param further what this command takes besides. @param means what leaving it out means. */
export function asOption(command: Command, further: readonly string[] = [], means = 'default: bot'): Command {
  const auto = further.includes('auto') ? '; auto: the one that fits' : ''
  return command
    .addOption(new Option('--as <identity>', `whose token (${means}${auto})`).choices(['bot', 'user', ...further]))
    .addOption(new Option('--as-user').hideHelp().conflicts(['as', 'asBot']))
    .addOption(new Option('--as-bot').hideHelp().conflicts('as'))
}

export function identityOf(options: AsOptions): Identity {
  return requestedIdentity(options) ?? 'bot'
}

/** The one that was said; undefined for either. */
export function requestedIdentity({ as, asUser, asBot }: AsOptions): Identity | undefined {
  return as ?? (asUser ? 'user' : asBot ? 'bot' : undefined)
}

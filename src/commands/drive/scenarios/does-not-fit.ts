import { CliError } from '../../../errors.ts'
import type { CommandLine } from '../command-line.ts'

/**
 * Returns the error for a scenario that is impossible with this app, so that drive does not play it.
 * @param hint what to pass so that it can be played
 */
export function doesNotFit(message: string, hint?: string): CliError {
  return new CliError('usage', message, { code: 'scenario_does_not_fit', hint })
}

/** Returns what to pass to a drive when a scenario needs a page that makes the app call Slack. */
export function nameUse({ again }: { readonly again: CommandLine }): string {
  return `Name a page of the app that makes it call Slack, such as ${again({ use: '/hello' })}`
}

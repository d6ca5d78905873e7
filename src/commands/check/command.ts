import type { Command } from 'commander'
import { checkAll } from '../../auth/check/check-all.ts'
import { type CheckFindings, type Subject, subjectOf } from '../../auth/check/types.ts'
import { checkApiUrl, findInstallation, noInstallation } from '../../config/choose-token.ts'
import { checkNoProfile, withProfile } from '../../config/select-profile.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { hasNews, markDeadTokens } from './mark-dead.ts'
import { missingNeeds, readNeeds } from './needs.ts'
import { exitReasonOf, rowOf, summary } from './report.ts'
import { checkScreen } from './screen.ts'

interface CheckOptions {
  readonly all?: boolean
  readonly needs?: string
  readonly manifest?: string
}

/** Adds arguments, options, help and action to the command `check`. */
export function define(command: Command, context: () => Context): void {
  command
    .argument('[name...]', 'installations (default: the active one)')
    .option('--all', 'every installation')
    .option('--needs <methods>', 'also check that these methods can be called, separated by commas')
    .option('--manifest <file>', 'also check that the scopes of this app manifest are granted; - reads standard input')
    .addHelpText(
      'after',
      '\nTokens are checked with auth.test, webhooks with a broken message, which posts\nnothing. Dead ones stay stored and are marked in the list. The exit code is that of\nthe worst: 4 dead, 5 missing scopes, 3 refused by Slack, 1 not reached.\n\nExamples:\n  slack-tokens check\n  slack-tokens check --all --json\n  slack-tokens check acme beta --needs chat.postMessage,conversations.history\n  slack-tokens check --all --manifest manifest.json',
    )
    .action((names: string[], options: CheckOptions) => check(names, options, context()))
}

/**
 * Tests every token and webhook of the chosen installations. With `--json`, prints an array of rows in the order in
 * which `list` prints the installations.
 * @throws CliError with the exit reason `usage`: the options are invalid, or SLACK_API_URL is the address of another
 * API; `noToken`: there is nothing to check; the error for the worst result, after printing.
 * @throws Interruption after Ctrl-C, after printing the results so far.
 */
export async function check(names: readonly string[], options: CheckOptions, context: Context): Promise<void> {
  const { terminal, store, clock, signal } = context
  const wanted = await readNeeds(options, context)
  const subjects = await chosen(names, options, context)
  for (const { name, installation } of subjects) checkApiUrl(name, installation, context.settings)
  const config = await store.read()
  // Keep only the rows and what has to be marked: the results of thousands of installations need much memory.
  const news: CheckFindings[] = []
  const rows = await checkAll(subjects, context, (one) => {
    if (hasNews(one)) news.push(one)
    return rowOf(one, missingNeeds(one, wanted), { config, now: clock.now() })
  })
  terminal.result(rows, (paint, room) => checkScreen(rows, { paint, room }))
  terminal.note(summary(rows))
  await markDeadTokens(news, context)
  if (signal.aborted) throw signal.reason
  const failure = exitReasonOf(rows)
  if (failure === 'ok') return
  const bad = rows.filter(({ state }) => state !== 'ok').map(({ name }) => name)
  const shown = bad.length > 5 ? [...bad.slice(0, 5), `${bad.length - 5} more`] : bad
  throw new CliError(failure, `Failed: ${shown.join(', ')}`, { code: 'not_in_order' })
}

async function chosen(
  names: readonly string[],
  { all }: CheckOptions,
  { store, settings }: Context,
): Promise<readonly Subject[]> {
  if (all && names.length > 0) {
    throw new CliError('usage', 'Names and --all exclude each other', {
      hint: 'To check all: slack-tokens check --all',
    })
  }
  const config = await store.read()
  if (all) {
    checkNoProfile(settings, '--all')
    const every = Object.entries(config.profiles).map(([name, installation]) => subjectOf(name, installation))
    if (every.length === 0) throw noInstallation(config)
    return every
  }
  const requested = names.length > 0 ? [...new Set(names)] : [undefined]
  return requested.map((name) => {
    const found = findInstallation(config, withProfile(settings, name))
    if (!found) throw noInstallation(config)
    return subjectOf(found.name, found.installation)
  })
}

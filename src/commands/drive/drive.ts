import { checkHost } from '../../browser/browser.ts'
import { isSlackHost } from '../../browser/urls.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { type CommandLine, commandLine, type DriveOptions } from './command-line.ts'
import { type Played, play } from './play.ts'
import { verdictText } from './screen.ts'
import { address, ofTheApp, otherHost } from './setup.ts'

const sampleApp = new URL('http://localhost:3000/')

/** The time limit for a whole drive, in milliseconds. */
const longestDrive = 15 * 60_000

/**
 * Goes through an app's install in each scenario, as a browser would, and prints the defects.
 * @throws CliError with the exit reason `failed` and the code `defects_found`: the app has defects; `usage`: the
 * options are invalid; `failed` or `timedOut`: the app does not start.
 */
export async function drive(options: DriveOptions, context: Context): Promise<void> {
  const url = options.url === undefined ? undefined : address(options.url, 'The install address')
  if (url) checkHost(url, options.allowHost ?? [], otherHost(options))
  for (const host of options.allowHost ?? []) if (isSlackHost(host)) throw realSlack(host)
  // Checks the URL before the app is started.
  if (options.redirectUrl !== undefined) address(options.redirectUrl, 'The redirect URL')
  for (const text of [options.use, options.eventsUrl]) if (text !== undefined) ofTheApp(text, sampleApp, options)
  const limit = AbortSignal.timeout(longestDrive)
  const limited = { ...context, signal: AbortSignal.any([context.signal, limit]) }
  try {
    conclude(await play(url, options, limited), commandLine(options), context)
  } catch (error) {
    if (limit.aborted && !context.signal.aborted) throw tooLong(options)
    throw error
  }
}

/**
 * Prints the summary of all scenarios.
 * @throws CliError with the exit reason `failed`: there is a defect, so that a CI job fails.
 */
function conclude({ reports, language }: Played, again: CommandLine, { terminal }: Context): void {
  const defects = reports.flatMap(({ findings }) => findings.filter(({ weight }) => weight === 'defect'))
  terminal.note('')
  terminal.result({ ok: defects.length === 0, language: language ?? null, scenarios: reports }, (paint) =>
    verdictText(reports, paint),
  )
  if (defects.length === 0) return
  const names = reports.filter(({ outcome }) => outcome === 'defect').map(({ scenario }) => scenario)
  throw new CliError('failed', defects.length === 1 ? 'A defect was found' : `${defects.length} defects were found`, {
    code: 'defects_found',
    hint: `Play ${names.length === 1 ? 'it' : 'them'} again alone: ${again({ scenario: names })}`,
  })
}

function realSlack(host: string): CliError {
  return new CliError('usage', `drive never visits the real Slack, so ${host} can’t be allowed`, {
    code: 'slack_host',
    hint: 'Leave it out: what the app sends to Slack goes to the local Slack simulator',
  })
}

function tooLong(options: DriveOptions): CliError {
  return new CliError('timedOut', `The drive took more than ${longestDrive / 60_000} minutes`, {
    code: 'drive_too_long',
    hint: `Play fewer scenarios at a time: ${commandLine(options)({ scenario: ['allow', 'deny'] })}`,
  })
}

import { CliError, Interruption } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { checkAddresses } from './addresses.ts'
import { isDefect, unusedAllowed } from './allowed.ts'
import { type CommandLine, commandLine, type DriveOptions } from './command-line.ts'
import { type Played, play } from './play.ts'
import { withProject } from './project.ts'
import { planReporters } from './reporters/choose.ts'
import type { DriveResult } from './reporters/types.ts'
import { openReporters, type Reporters } from './reporters/write-reports.ts'
import { scenarioNames } from './scenarios/names.ts'

/** The time limit for a whole drive, in milliseconds. */
const longestDrive = 15 * 60_000

/**
 * Goes through an app's install in each scenario, as a browser would, and prints the defects.
 * @throws CliError with the code `defects_found`: the app has defects; any other code: the app could not be driven.
 */
export async function drive(given: DriveOptions, surroundings: Context): Promise<void> {
  const { terminal, clock } = surroundings
  const reporters = openReporters(planReporters(given.reporter ?? [], terminal.json), surroundings)
  const startedAt = clock.now()
  let options = given
  let played: Played
  try {
    const project = await withProject(given, surroundings)
    options = project.options
    played = await playWithin(options, project.context)
  } catch (error) {
    if (error instanceof CliError && !(error instanceof Interruption)) {
      const failure = reporters.report({ kind: 'failed', error, startedAt })
      if (failure) terminal.warn(failure.message)
    }
    throw error
  }
  const unused = unusedAllowed(options.allow ?? [], played.reports, scenarioNames)
  conclude({ ...played, startedAt, unusedAllowed: unused }, reporters, { again: commandLine(options), terminal })
}

/** Checks the options, and plays all scenarios within the time limit. */
async function playWithin(options: DriveOptions, context: Context): Promise<Played> {
  const url = checkAddresses(options)
  const limit = AbortSignal.timeout(longestDrive)
  const limited = { ...context, signal: AbortSignal.any([context.signal, limit]) }
  try {
    return await play(url, options, limited)
  } catch (error) {
    if (limit.aborted && !context.signal.aborted) throw tooLong(options)
    throw error
  }
}

/**
 * Prints the summary of all scenarios, and writes the reports.
 * @throws CliError with the code `defects_found`: there is a defect, so that a CI job fails; `report_not_written`.
 */
function conclude(
  result: DriveResult,
  reporters: Reporters,
  { again, terminal }: { readonly again: CommandLine; readonly terminal: Context['terminal'] },
): void {
  const { reports, unusedAllowed: unused } = result
  const count = reports.flatMap(({ findings }) => findings.filter(isDefect)).length
  terminal.note('')
  if (unused.length > 0)
    terminal.note(`No longer found, so allow need not list ${unused.length > 1 ? 'them' : 'it'}: ${unused.join(', ')}`)
  const failure = reporters.report({ kind: 'played', result })
  if (failure && count === 0) throw failure
  // The defects decide about the exit code.
  if (failure) terminal.warn(failure.message)
  if (count === 0) return
  const names = reports.filter(({ outcome }) => outcome === 'defect').map(({ scenario }) => scenario)
  throw new CliError('failed', count === 1 ? 'A defect was found' : `${count} defects were found`, {
    code: 'defects_found',
    hint: `Play ${names.length === 1 ? 'it' : 'them'} again alone: ${again({ scenario: names })}`,
  })
}

function tooLong(options: DriveOptions): CliError {
  return new CliError('timedOut', `The drive took more than ${longestDrive / 60_000} minutes`, {
    code: 'drive_too_long',
    hint: `Play fewer scenarios at a time: ${commandLine(options)({ scenario: ['allow', 'deny'] })}`,
  })
}

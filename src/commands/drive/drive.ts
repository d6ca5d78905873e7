import { CliError, Interruption } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { checkAddresses } from './addresses.ts'
import { isDefect, unusedAllowed } from './allowed.ts'
import { commandLine, type DriveOptions } from './command-line.ts'
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
  conclude({ ...played, startedAt, unusedAllowed: unused }, reporters, { options, terminal })
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
 * @throws CliError with the code `defects_found`: there is a defect, so that a CI job fails; `scenario_not_played`: the
 * user named a scenario that does not fit the app; `report_not_written`.
 */
function conclude(
  result: DriveResult,
  reporters: Reporters,
  { options, terminal }: { readonly options: DriveOptions; readonly terminal: Context['terminal'] },
): void {
  const { reports, alsoIn, unusedAllowed: unused } = result
  const count = reports.flatMap(({ findings }) => findings.filter(isDefect)).length
  terminal.note('')
  for (const [id, others] of alsoIn)
    if (others.length > 0) terminal.note(`${id} was also found in: ${others.join(', ')}`)
  if (unused.length > 0)
    terminal.note(`No longer found, so allow need not list ${unused.length > 1 ? 'them' : 'it'}: ${unused.join(', ')}`)
  const failure = reporters.report({ kind: 'played', result })
  const unplayed = unplayedError(reports, options)
  const first = count === 0 ? (failure ?? unplayed) : undefined
  if (first) throw first
  // The defects determine the exit code.
  for (const other of [failure, unplayed]) if (other) terminal.warn(other.message)
  if (count === 0) return
  const bad = reports.filter(({ outcome }) => outcome === 'defect')
  // Earlier scenarios that led to a defect come first, because such a defect counts from the start of the app.
  const replays = bad.flatMap(({ replay }) => replay ?? [])
  const names = [...new Set([...replays, ...bad.map(({ scenario }) => scenario)])]
  throw new CliError('failed', count === 1 ? 'A defect was found' : `${count} defects were found`, {
    code: 'defects_found',
    hint: `Play ${replays.length > 0 ? 'what led to it again' : names.length === 1 ? 'it again alone' : 'them again alone'}: ${commandLine(options)({ scenario: names })}`,
  })
}

/** Returns the error for scenarios that the user named and that were not played; undefined when there is none. */
function unplayedError(reports: DriveResult['reports'], options: DriveOptions): CliError | undefined {
  const unplayed = reports.filter(({ outcome }) => outcome === 'unplayed')
  const [first, second] = unplayed
  if (!first) return undefined
  const names: readonly string[] = unplayed.map(({ scenario }) => scenario)
  const left = options.scenario?.filter((word) => !names.includes(word)) ?? []
  const without = commandLine(options)({ scenario: left.length > 0 ? left : ['all'] })
  const hints = [...new Set(unplayed.flatMap(({ hint }) => hint ?? []))]
  const message = second ? `${names.length} scenarios were not played: ${names.join(', ')}` : undefined
  return new CliError('usage', message ?? `${first.scenario} was not played: ${first.says}`, {
    code: 'scenario_not_played',
    hint: [...hints, `${hints.length > 0 ? 'Or leave' : 'Leave'} ${second ? 'them' : 'it'} out: ${without}`].join('\n'),
  })
}

function tooLong(options: DriveOptions): CliError {
  return new CliError('timedOut', `The drive took more than ${longestDrive / 60_000} minutes`, {
    code: 'drive_too_long',
    hint: `Play fewer scenarios at a time: ${commandLine(options)({ scenario: ['allow', 'deny'] })}`,
  })
}

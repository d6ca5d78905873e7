import { checkHost } from '../../browser/browser.ts'
import { isSlackHost } from '../../browser/urls.ts'
import { CliError } from '../../errors.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import type { Ending } from './app-end.ts'
import { withApp } from './app-process.ts'
import { type CommandLine, commandLine, type DriveOptions } from './command-line.ts'
import { runScenarios, type ScenarioReport, type ScenarioRun } from './run-scenarios.ts'
import { scenarioNames } from './scenario-names.ts'
import { scenarios } from './scenarios.ts'
import { scenarioText, verdictText, wayText } from './screen.ts'
import { address, ofTheApp, otherHost, setStage } from './setup.ts'

const sampleApp = new URL('http://localhost:3000/')

/** The time limit for a whole drive, in milliseconds. */
const longestDrive = 15 * 60_000

/**
 * Walks the install route of an app in each scenario, and prints the defects.
 * @throws CliError failed, code `defects_found`; usage: invalid options; failed or timedOut: the app does not start.
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

async function play(url: URL | undefined, options: DriveOptions, context: Context): Promise<readonly ScenarioReport[]> {
  const { terminal, settings } = context
  const { start } = options
  const names = options.scenario ?? scenarioNames
  const during: ScenarioRun['during'] = (name, work) => terminal.wait(`${name}: ${scenarios[name].says}`, work)
  const reporting = (app: URL) => ({ during, onReport: show(app, context) })
  if (start !== undefined) {
    const simulator = await context.simulator({ apart: true })
    const order = { command: start, url, patience: (options.wait ?? 30) * 1000, again: commandLine(options) }
    return await withApp(order, { context, simulator }, async (app) => {
      terminal.note(`Driving ${app.url.href}, started with: ${start}   on a local Slack simulator of its own\n`)
      const stage = await app.whileItRuns(
        setStage(app.url, { options, simulator, startedHere: true, credentials: app.credentials }, context),
      )
      const restart = async ({ says }: Ending) => {
        await app.restart()
        terminal.note(terminal.paint.dim(`  The app ${says}, and was started again.\n`))
      }
      return await runScenarios(names, { ...reporting(app.url), ...app, stage, restart })
    })
  }
  if (!url) throw nothingToDrive()
  const simulator = await context.simulator({ browser: true })
  terminal.note(`Driving ${url.href} on the local Slack simulator at ${simulator.url}`)
  terminal.note(`${environmentOfApp(simulator)}\n`)
  const stage = await setStage(url, { options, simulator, startedHere: false, credentials: settings }, context)
  const notOurs = { output: () => '', ended: async () => undefined, restart: async () => {} }
  return await runScenarios(names, { ...reporting(url), ...notOurs, stage })
}

/** Says how an app that drive did not start gets its environment. */
function environmentOfApp({ startedHere }: LocalSimulator): string {
  const start = 'eval "$(slack-tokens sim env)" in a shell, then start the app there'
  return startedHere
    ? `No simulator was running, so the app cannot call it yet, unless it uses that address. To connect it: ${start}`
    : `The app must have its environment: ${start}`
}

/**
 * Returns the function that prints a report: all requests for the first scenario and for scenarios with findings,
 * otherwise one line.
 */
function show({ origin }: URL, { terminal }: Context): ScenarioRun['onReport'] {
  const { paint, width } = terminal
  let first = true
  let wasLong = false
  return (report) => {
    const isFull = first || report.outcome === 'defect'
    const text = scenarioText(report, { paint, width, origin }, isFull)
    // Long reports get a blank line before and after.
    const isLong = text.split('\n').length > 2
    if (!isFull) terminal.trace(wayText(report, { paint, width, origin }).join('\n'))
    terminal.note(!first && (isLong || wasLong) ? `\n${text}` : text)
    first = false
    wasLong = isLong
  }
}

/** Prints the verdict. @throws CliError failed: there is a defect. A CI job then fails. */
function conclude(reports: readonly ScenarioReport[], again: CommandLine, { terminal }: Context): void {
  const defects = reports.flatMap(({ findings }) => findings.filter(({ weight }) => weight === 'defect'))
  terminal.note('')
  terminal.result({ ok: defects.length === 0, scenarios: reports }, (paint) => verdictText(reports, paint))
  if (defects.length === 0) return
  const names = reports.filter(({ outcome }) => outcome === 'defect').map(({ scenario }) => scenario)
  throw new CliError('failed', defects.length === 1 ? 'A defect was found' : `${defects.length} defects were found`, {
    code: 'defects_found',
    hint: `Play ${names.length === 1 ? 'it' : 'them'} again alone: ${again({ scenario: names })}`,
  })
}

function nothingToDrive(): CliError {
  return new CliError('usage', 'Which app? Give its install address, or the command that starts it', {
    code: 'nothing_to_drive',
    hint: 'slack-tokens drive http://localhost:3000/slack/install, or slack-tokens drive --start "npm start"',
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

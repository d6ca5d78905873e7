import { CliError } from '../../errors.ts'
import { type Language, languages } from '../../proxy/languages.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import { isLeftOut, type JudgedReport, withAllowed } from './allowed.ts'
import { startWatch } from './app-calls.ts'
import type { Ending } from './app-end.ts'
import { lookAtRunning } from './app-language.ts'
import { withApp } from './app-process.ts'
import { commandLine, type DriveOptions } from './command-line.ts'
import { nothingUsual } from './install-url.ts'
import { notTurned, runningNotTurned } from './not-turned.ts'
import type { ScenarioRun } from './play-once.ts'
import { runScenarios } from './run-scenarios.ts'
import type { ScenarioName } from './scenarios/names.ts'
import { chosenScenarios, scenarios } from './scenarios/table.ts'
import { scenarioText, wayText } from './screen.ts'
import { type DriveSetup, setStage } from './setup.ts'
import { findTools } from './tools.ts'
import { announced } from './wait-until-ready.ts'
import { applyWorld } from './world.ts'

export interface Played {
  readonly reports: readonly JudgedReport[]
  /** The language in which the app is written; undefined when unknown. */
  readonly language: Language | undefined
  readonly origin: string
  /** The findings that a drive reports only once, each with the later scenarios that have it too. */
  readonly alsoIn: ReadonlyMap<string, readonly ScenarioName[]>
}

/**
 * Plays the scenarios with an app: starts the app if the user gave its command, otherwise uses the app that runs
 * already.
 * @param url the install address; undefined when the user did not give it
 * @throws CliError with the exit reason `usage` and the code `app_not_turned`: the app's calls do not reach the
 * simulator; `failed` or `timedOut`: the app does not start
 */
export async function play(url: URL | undefined, options: DriveOptions, context: Context): Promise<Played> {
  const { start } = options
  if (start === undefined && !url) throw nothingToDrive()
  const tools = findTools(options, context)
  const simulator = await context.simulator(start === undefined ? { browser: true } : { apart: true })
  return await tools.withChromium(simulator, context, async (chromium) => {
    const order = { options, simulator, chromium, artifacts: tools.artifacts }
    if (start !== undefined) return await playStarted(url, start, order, context)
    if (!url) throw nothingToDrive()
    return await playRunning(url, order, context)
  })
}

type PlayOrder = Pick<DriveSetup, 'options' | 'simulator' | 'chromium' | 'artifacts'>

async function playStarted(
  url: URL | undefined,
  start: string,
  playOrder: PlayOrder,
  context: Context,
): Promise<Played> {
  const { terminal, clock, signal } = context
  const { options, simulator } = playOrder
  if (options.world) await applyWorld(simulator, options.world, context)
  // The watch starts before the app, because the app can call Slack when it starts.
  const everything = await startWatch(simulator, clock, signal)
  const order = { command: start, url, patience: (options.wait ?? 30) * 1000, again: commandLine(options) }
  return await withApp(order, { context, simulator }, async (app) => {
    const { language } = app.program()
    const how = `started with: ${start}   ${language ? `(${languages[language].name}) ` : ''}`
    terminal.note(`Driving ${app.url.href}, ${how}on a local Slack simulator of its own\n`)
    if (language === 'container') terminal.warn(`The app runs in a container. ${languages.container.cure}\n`)
    const stage = await app.whileItRuns(
      setStage(
        app.url,
        {
          ...{ ...playOrder, startedHere: true, credentials: app.credentials },
          printed: () => announced(app.output()),
        },
        context,
      ),
    )
    const restart = async ({ says }: Ending) => {
      await app.restart()
      terminal.note(terminal.paint.dim(`  The app ${says}, and was started again.\n`))
    }
    const setupFault: ScenarioRun['setupFault'] = async (findings, output) => {
      if ((await everything.calls()).length > 0) return undefined
      if (url === undefined && findings.some(({ id }) => id === 'no-link-to-slack'))
        return nothingUsual(app.url, order.again)
      return notTurned({ findings, output, program: app.program(), events: app.events })
    }
    const { judged, ...shown } = reporting(app.url, options, context)
    await runScenarios(chosenScenarios(options.scenario ?? ['all']), {
      ...{ ...shown, ...app, stage, restart, setupFault, isStarted: true },
    })
    return { reports: judged, language, origin: app.url.origin, alsoIn: shown.reported }
  })
}

async function playRunning(url: URL, playOrder: PlayOrder, context: Context): Promise<Played> {
  const { terminal, settings, clock, signal, cwd } = context
  const { options, simulator } = playOrder
  terminal.note(`Driving ${url.href} on the local Slack simulator at ${simulator.url}`)
  terminal.note(`${environmentOfApp(simulator)}\n`)
  const everything = await startWatch(simulator, clock, signal)
  const stage = await setStage(url, { ...playOrder, startedHere: false, credentials: settings }, context)
  const app = lookAtRunning(url)
  const { judged, ...shown } = reporting(url, options, context)
  const run: ScenarioRun = {
    ...shown,
    output: () => '',
    ended: async () => undefined,
    isStarted: false,
    restart: async () => {},
    stage,
    setupFault: async (findings) =>
      (await everything.calls()).length > 0
        ? undefined
        : runningNotTurned({ findings, app, cwd, url, simulator, again: commandLine(options) }),
  }
  await runScenarios(chosenScenarios(options.scenario ?? ['all']), run)
  return { reports: judged, language: app.language, origin: url.origin, alsoIn: shown.reported }
}

/** Returns a note about how to set the environment variables of an app that drive did not start. */
function environmentOfApp({ startedHere }: LocalSimulator): string {
  const start = 'eval "$(slack-tokens sim env)" in a shell, then start the app there'
  return startedHere
    ? `No simulator was running, so the app cannot call it yet, unless it uses that address. To connect it: ${start}`
    : `The app must have its environment: ${start}`
}

interface Reporting extends Pick<ScenarioRun, 'during' | 'onReport' | 'reported'> {
  /** The reports of the scenarios that were played so far, after the project's allowed findings were applied. */
  readonly judged: readonly JudgedReport[]
}

/** Returns the functions that show a scenario while it is played, measure its time, and print its report. */
function reporting(app: URL, { allow = [] }: DriveOptions, context: Context): Reporting {
  const { terminal, clock } = context
  const judged: JudgedReport[] = []
  const print = show(app, context)
  let took = 0
  return {
    judged,
    reported: new Map(),
    async during(name, work) {
      const since = clock.now()
      try {
        return await terminal.wait(`${name}: ${scenarios[name].says}`, work)
      } finally {
        took = clock.now() - since
      }
    },
    onReport(report) {
      const one = withAllowed(report, allow, isLeftOut(report) ? 0 : took)
      judged.push(one)
      print(one)
    },
  }
}

/**
 * Returns the function that prints a report: all requests for the first scenario and for scenarios with findings,
 * otherwise one line.
 */
function show({ origin }: URL, { terminal }: Context): (report: JudgedReport) => void {
  const { paint, noteRoom } = terminal
  const width = Number.isFinite(noteRoom) ? Math.min(Math.max(noteRoom, 60), 110) : noteRoom
  const shown = new Set<string>()
  let first = true
  let wasLong = false
  return (report) => {
    const isFull = first || report.outcome === 'defect'
    // Secrets are masked before the text is cut, because a part of a secret cannot be recognized.
    const output = report.output.map(terminal.masked)
    const text = scenarioText({ ...report, output }, { paint, width, origin, shown }, isFull)
    // Long reports get a blank line before and after.
    const isLong = text.split('\n').length > 2
    if (!isFull) terminal.trace(wayText(report, { paint, width, origin }).join('\n'))
    terminal.note(!first && (isLong || wasLong) ? `\n${text}` : text)
    for (const { id } of report.findings) shown.add(id)
    if (!isLeftOut(report)) first = false
    wasLong = isLong
  }
}

function nothingToDrive(): CliError {
  return new CliError('usage', 'Which app? Give its install address, or the command that starts it', {
    code: 'nothing_to_drive',
    hint: 'slack-tokens drive http://localhost:3000/slack/install, or slack-tokens drive --start "npm start"; to store it for this project: slack-tokens drive init',
  })
}

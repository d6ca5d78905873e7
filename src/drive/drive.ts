import type { Context, LocalSimulator } from '../context.ts'
import { CliError } from '../errors.ts'
import { checkHost, createBrowser } from './browser.ts'
import type { AppCredentials } from './child.ts'
import { type Playing, playAll, type ScenarioReport } from './run.ts'
import { type ScenarioName, scenarios } from './scenarios.ts'
import { scenarioText, verdictText } from './screen.ts'
import { createStage, type Stage } from './stage.ts'
import { withApp } from './started.ts'

export interface DriveOptions {
  readonly url?: string | undefined
  readonly start?: string
  readonly scenario?: readonly ScenarioName[]
  readonly use?: string
  readonly eventsUrl?: string
  readonly redirectUrl?: string
  readonly allowHost?: readonly string[]
  /** Seconds. */
  readonly wait?: number
}

const sampleApp = new URL('http://localhost:3000/')

/** Milliseconds that a whole drive may take. */
const longestDrive = 15 * 60_000

/**
 * Walks the install route of an app, one scenario after the other, and tells what is wrong with it.
 * @throws CliError failed, code `defects_found`; usage; failed or timedOut when the app does not come up.
 */
export async function drive(options: DriveOptions, context: Context): Promise<void> {
  const url = options.url === undefined ? undefined : address(options.url, 'The install address')
  if (url) checkHost(url, options.allowHost ?? [])
  // Before an app is started for nothing.
  for (const text of [options.use, options.eventsUrl]) if (text !== undefined) ofTheApp(text, sampleApp, options)
  const limit = AbortSignal.timeout(longestDrive)
  const limited = { ...context, signal: AbortSignal.any([context.signal, limit]) }
  try {
    conclude(await play(url, options, limited), context)
  } catch (error) {
    if (limit.aborted && !context.signal.aborted) throw tooLong()
    throw error
  }
}

async function play(url: URL | undefined, options: DriveOptions, context: Context): Promise<readonly ScenarioReport[]> {
  const { terminal, settings } = context
  const { start } = options
  const names = options.scenario ?? (Object.keys(scenarios) as ScenarioName[])
  const during: Playing['during'] = (name, work) => terminal.wait(`${name}: ${scenarios[name].says}`, work)
  const always = { during, onReport: show(context) }
  if (start !== undefined) {
    const simulator = await context.simulator({ apart: true })
    const order = { command: start, url, patience: (options.wait ?? 30) * 1000 }
    return await withApp(order, { context, simulator }, async (app) => {
      terminal.note(`Driving ${app.url.href} on a local Slack simulator of its own; started with: ${start}\n`)
      const stage = await setStage(app.url, { options, simulator, credentials: app.credentials }, context)
      const revive = async () => {
        const ending = await app.revive()
        if (ending) terminal.note(terminal.paint.dim(`  The app ${ending}, and was started again.\n`))
      }
      return await playAll(names, { ...always, stage, output: app.output, revive })
    })
  }
  if (!url) throw nothingToDrive()
  const simulator = await context.simulator({ browser: true })
  terminal.note(`Driving ${url.href} on the local Slack simulator at ${simulator.url}\n`)
  const stage = await setStage(url, { options, simulator, credentials: settings }, context)
  return await playAll(names, { ...always, stage, output: () => '', revive: async () => {} })
}

interface Setting {
  readonly options: DriveOptions
  readonly simulator: LocalSimulator
  readonly credentials: { readonly [Name in keyof AppCredentials]: AppCredentials[Name] | undefined }
}

/** @throws CliError failed or timedOut, when nothing answers at the install address. */
async function setStage(start: URL, { options, simulator, credentials }: Setting, context: Context): Promise<Stage> {
  const { settings, clock, signal } = context
  const { signingSecret } = credentials
  const stage = createStage({
    simulator,
    credentials,
    redirectUrl: options.redirectUrl,
    http: await context.http(),
    clock,
    signal,
    patience: settings.httpTimeout,
    allowedHosts: options.allowHost ?? [],
    start,
    use: options.use === undefined ? undefined : ofTheApp(options.use, start, options),
    events: signingSecret
      ? { url: ofTheApp(options.eventsUrl ?? '/slack/events', start, options), signingSecret }
      : undefined,
  })
  const answer = await context.terminal.wait(`Opening ${start.href}`, createBrowser(stage).visit(start, false))
  if (answer.kind !== 'page') throw notThere(start, answer.kind, answer.says)
  return stage
}

/** An address of the app: whole, or a path of it. @throws CliError usage */
function ofTheApp(text: string, app: URL, { allowHost = [] }: DriveOptions): URL {
  const url = text.startsWith('/') ? new URL(text, app) : address(text, 'An address of the app')
  checkHost(url, allowHost)
  return url
}

/** The whole way of the first scenario and of each that finds something; a line for the others. */
function show({ terminal }: Context): Playing['onReport'] {
  let first = true
  return (report) => {
    terminal.note(`${scenarioText(report, terminal.paint, first || report.outcome === 'defect')}\n`)
    first = false
  }
}

/** @throws CliError failed, when there is a defect: the exit code is for CI. */
function conclude(reports: readonly ScenarioReport[], { terminal }: Context): void {
  const defects = reports.flatMap(({ findings }) => findings.filter(({ weight }) => weight === 'defect'))
  terminal.result({ ok: defects.length === 0, scenarios: reports }, (paint) => verdictText(reports, paint))
  if (defects.length === 0) return
  const names = reports.filter(({ outcome }) => outcome === 'defect').map(({ scenario }) => scenario)
  throw new CliError('failed', defects.length === 1 ? 'A defect was found' : `${defects.length} defects were found`, {
    code: 'defects_found',
    hint: `Play ${names.length === 1 ? 'it' : 'them'} again alone: slack-tokens drive --scenario ${names.join(',')} …`,
    answered: true,
  })
}

function address(text: string, what: string): URL {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text)
  throw new CliError('usage', `${what} is an http or https URL, not “${text}”`, {
    code: 'not_a_url',
    hint: 'Write it whole: slack-tokens drive http://localhost:3000/slack/install',
  })
}

function nothingToDrive(): CliError {
  return new CliError('usage', 'Which app? Give its install address, or the command that starts it', {
    code: 'nothing_to_drive',
    hint: 'slack-tokens drive http://localhost:3000/slack/install, or slack-tokens drive --start "npm start"',
  })
}

function notThere(url: URL, kind: 'broken' | 'silent', says: string): CliError {
  return new CliError(kind === 'silent' ? 'timedOut' : 'failed', `${url.href}: ${says}`, {
    code: kind === 'silent' ? 'no_answer' : 'nothing_there',
    hint: 'Start the app first, or let drive do it: slack-tokens drive --start "npm start"',
  })
}

function tooLong(): CliError {
  return new CliError('timedOut', `The drive took more than ${longestDrive / 60_000} minutes`, {
    code: 'drive_too_long',
    hint: 'Play fewer at a time: slack-tokens drive --scenario allow,deny …',
  })
}

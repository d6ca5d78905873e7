import type { Hop } from '../../browser/hop.ts'
import { CliError } from '../../errors.ts'
import type { LoggedRequest } from '../../simulator/control/client.ts'
import { type Ending, tellingLines, withEnding } from './app-end.ts'
import type { Artifacts } from './artifacts/artifacts.ts'
import { type Finding, type FindingId, notReported } from './findings/finding.ts'
import { type LocatedFinding, locate } from './findings/locate.ts'
import type { ScenarioName } from './scenarios/names.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { scenarios } from './scenarios/table.ts'
import type { DriveStage, PlayedScenario } from './types.ts'

export interface ScenarioReport {
  readonly scenario: ScenarioName
  readonly outcome: 'ok' | 'remark' | 'defect' | 'skipped'
  /** The result as a sentence, or the reason why the scenario was skipped. */
  readonly says: string
  /** What the scenario did not see and how it could see it, so it is not judged; null when nothing is missing. */
  readonly notSeen: string | null
  readonly findings: readonly LocatedFinding[]
  readonly hops: readonly Hop[]
  readonly calls: readonly Pick<LoggedRequest, 'what' | 'as' | 'ok' | 'error'>[]
  /** The lines that the app printed during the scenario; empty when drive did not start the app. */
  readonly output: readonly string[]
  /** The files of the scenario, relative to the folder of `--artifacts`; absent without this option. */
  readonly artifacts?: readonly string[]
}

export interface ScenarioRun {
  readonly stage: DriveStage
  /** Returns the app's output so far. */
  readonly output: () => string
  /**
   * Returns how the app exited; undefined while it runs. `broke` says whether a connection to the app ended without an
   * answer.
   */
  readonly ended: (broke: boolean) => Promise<Ending | undefined>
  /** Starts the app again. */
  readonly restart: (ending: Ending) => Promise<void>
  /**
   * Returns the error for an app whose calls do not reach the simulator; undefined when the findings are defects of the
   * app. Call it when a scenario had findings but the app made no call to Slack.
   */
  readonly setupFault: (findings: readonly Finding[], output: readonly string[]) => Promise<CliError | undefined>
  /** Shows the name of the scenario until `work` ends. Returns the result of `work`. */
  readonly during: <T>(name: ScenarioName, work: Promise<T>) => Promise<T>
  readonly onReport: (report: ScenarioReport) => void
}

/** Plays the scenarios in order, each with a new browser. */
export async function runScenarios(
  names: readonly ScenarioName[],
  playing: ScenarioRun,
): Promise<readonly ScenarioReport[]> {
  const reports: ScenarioReport[] = []
  const reported = new Set<FindingId>()
  let installs = true
  for (const name of names) {
    const { needsInstall }: Scenario = scenarios[name]
    const { report, ending, works }: Outcome =
      needsInstall && !installs
        ? { ...unplayed, report: skipped(name, 'a plain install does not work yet') }
        : await playing.during(name, play(name, playing, reported))
    if (name === 'allow' && !works) installs = false
    reports.push(report)
    playing.onReport(report)
    if (ending) await playing.restart(ending)
  }
  return reports
}

interface Outcome {
  readonly report: ScenarioReport
  /** How the app exited during the scenario; undefined if it did not exit. */
  readonly ending: Ending | undefined
  /** Whether the scenario has no defect of its own. What the watches found does not count. */
  readonly works: boolean
}

const unplayed = { ending: undefined, works: true }

async function play(name: ScenarioName, playing: ScenarioRun, reported: Set<FindingId>): Promise<Outcome> {
  const first = await playOnce(name, playing, reported)
  const { report, ending } = first
  const ids = report.findings.map(({ id }) => id)
  if (!ending?.clean || ids.length !== 1 || ids[0] !== 'app-ended') return first
  // The previous scenario can be the cause of a late exit, so this scenario is played again.
  await playing.restart(ending)
  return await playOnce(name, playing, reported)
}

/**
 * Plays a scenario, and keeps its artifacts, also those of a scenario that ends with an error of the set-up: they show
 * how far it came.
 */
async function playOnce(name: ScenarioName, playing: ScenarioRun, reported: Set<FindingId>): Promise<Outcome> {
  const { stage, output } = playing
  const before = output().length
  stage.artifacts?.begin(name)
  stage.takeHops()
  const keep = (report: Parameters<Artifacts['end']>[0]) => stage.artifacts?.end(report, output().slice(before))
  let outcome: Outcome
  try {
    outcome = await judgeOnce(name, playing, reported)
  } catch (error) {
    try {
      keep(failure(name, error, stage.takeHops()))
    } catch {
      // The error of the scenario is the one to report.
    }
    throw error
  }
  const kept = keep(outcome.report)
  return kept ? { ...outcome, report: { ...outcome.report, artifacts: kept } } : outcome
}

/** Returns the report of a scenario that ended with an error: what it was, and the requests until then. */
function failure(scenario: ScenarioName, error: unknown, hops: readonly Hop[]) {
  const { message } = error instanceof Error ? error : { message: String(error) }
  const more = error instanceof CliError ? { code: error.code, hint: error.hint ?? null } : {}
  return { scenario, outcome: 'failed', error: { message, ...more }, hops }
}

async function judgeOnce(name: ScenarioName, playing: ScenarioRun, reported: Set<FindingId>): Promise<Outcome> {
  const { stage, output, ended } = playing
  const before = output().length
  const played: PlayedScenario | CliError = await scenarios[name].play(stage).catch((error: unknown) => {
    if (error instanceof CliError) return error
    throw error
  })
  const failed = played instanceof CliError
  if (failed && played.code === 'scenario_does_not_fit') {
    return { ...unplayed, report: skipped(name, played.message) }
  }
  const ending = await ended(failed || played.hops.some(({ status }) => status === null))
  // A failure after the app's exit is not a fault of the set-up.
  if (failed && !ending) throw played
  const { says, notSeen, hops, calls, findings }: PlayedScenario = failed
    ? { hops: stage.takeHops(), calls: [], findings: [], says: played.message }
    : played
  const lines = tellingLines(output().slice(before).split('\n')).slice(-30)
  const fault = findings.length > 0 && calls.length === 0 ? await playing.setupFault(findings, lines) : undefined
  if (fault) throw fault
  // When the scenario could not be played, the app's exit is the only finding.
  const judged = ending ? withEnding(findings, { ...ending, clean: ending.clean && !failed }, lines) : findings
  const watched = [...stage.secrets.take({ output: output(), calls }), ...stage.states.take()]
  const all = [...notReported(judged, reported), ...watched]
  const defect = all.some(({ weight }) => weight === 'defect')
  const report: ScenarioReport = {
    scenario: name,
    outcome: defect ? 'defect' : all.length > 0 ? 'remark' : 'ok',
    says,
    notSeen: judged.length > 0 ? null : (notSeen ?? null),
    findings: all.map((one) => locate(one, hops)),
    hops,
    calls: calls.map(({ what, as, ok, error }) => ({ what, as, ok, error })),
    output: lines,
  }
  return { report, ending, works: !judged.some(({ weight }) => weight === 'defect') }
}

function skipped(scenario: ScenarioName, says: string): ScenarioReport {
  return { scenario, outcome: 'skipped', says, notSeen: null, findings: [], hops: [], calls: [], output: [] }
}

import type { Hop } from '../../browser/hop.ts'
import { CliError } from '../../errors.ts'
import type { LoggedRequest } from '../../simulator/control/client.ts'
import { type Ending, withEnding } from './app-end.ts'
import type { Finding } from './findings.ts'
import type { ScenarioName } from './scenario-names.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import type { DriveStage, PlayedScenario } from './types.ts'

export interface ScenarioReport {
  readonly scenario: ScenarioName
  readonly outcome: 'ok' | 'remark' | 'defect' | 'skipped'
  /** How it went, or why it was skipped. */
  readonly says: string
  readonly findings: readonly Finding[]
  readonly hops: readonly Hop[]
  readonly calls: readonly Pick<LoggedRequest, 'what' | 'as' | 'ok' | 'error'>[]
  /** What the app printed meanwhile, where it was started here. */
  readonly output: readonly string[]
}

export interface ScenarioRun {
  readonly stage: DriveStage
  /** What the app has printed so far. */
  readonly output: () => string
  /** How the app ended; undefined while it runs. `broke` when a connection to it ended without an answer. */
  readonly ended: (broke: boolean) => Promise<Ending | undefined>
  /** Brings the app up again. */
  readonly restart: (ending: Ending) => Promise<void>
  /** Shows that a scenario plays while `work` runs. */
  readonly during: <T>(name: ScenarioName, work: Promise<T>) => Promise<T>
  readonly onReport: (report: ScenarioReport) => void
}

/** Plays the scenarios one after the other, each with a browser of its own. */
export async function runScenarios(
  names: readonly ScenarioName[],
  playing: ScenarioRun,
): Promise<readonly ScenarioReport[]> {
  const reports: ScenarioReport[] = []
  let installs = true
  for (const name of names) {
    const { needsInstall }: Scenario = scenarios[name]
    const { report, ending }: Outcome =
      needsInstall && !installs
        ? { report: skipped(name, 'a plain install does not work yet'), ending: undefined }
        : await playing.during(name, play(name, playing))
    if (name === 'allow' && report.outcome === 'defect') installs = false
    reports.push(report)
    playing.onReport(report)
    if (ending) await playing.restart(ending)
  }
  return reports
}

interface Outcome {
  readonly report: ScenarioReport
  /** Of the app, when it ended meanwhile. */
  readonly ending: Ending | undefined
}

async function play(name: ScenarioName, playing: ScenarioRun): Promise<Outcome> {
  const first = await playOnce(name, playing)
  const { report, ending } = first
  const ids = report.findings.map(({ id }) => id)
  if (!ending?.clean || ids.length !== 1 || ids[0] !== 'app-ended') return first
  // One that ends by itself was perhaps still about to, since the scenario before.
  await playing.restart(ending)
  return await playOnce(name, playing)
}

async function playOnce(name: ScenarioName, { stage, output, ended }: ScenarioRun): Promise<Outcome> {
  const before = output().length
  const played: PlayedScenario | CliError = await scenarios[name].play(stage).catch((error: unknown) => {
    if (error instanceof CliError) return error
    throw error
  })
  const failed = played instanceof CliError
  if (failed && played.code === 'scenario_does_not_fit') {
    return { report: skipped(name, played.message), ending: undefined }
  }
  const ending = await ended(failed || played.hops.some(({ status }) => status === null))
  // Without the app nothing goes well, and that is no fault of the set-up.
  if (failed && !ending) throw played
  const { says, hops, calls, findings } = failed ? { ...nothing, says: played.message } : played
  const lines = output()
    .slice(before)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-30)
  // Where nothing could be played, its end is all there is to tell.
  const all = ending ? withEnding(findings, { ...ending, clean: ending.clean && !failed }, lines) : findings
  const defect = all.some(({ weight }) => weight === 'defect')
  const report: ScenarioReport = {
    scenario: name,
    outcome: defect ? 'defect' : all.length > 0 ? 'remark' : 'ok',
    says,
    findings: all,
    hops,
    calls: calls.map(({ what, as, ok, error }) => ({ what, as, ok, error })),
    output: lines,
  }
  return { report, ending }
}

const nothing = { hops: [], calls: [], findings: [] }

function skipped(scenario: ScenarioName, says: string): ScenarioReport {
  return { scenario, outcome: 'skipped', says, findings: [], hops: [], calls: [], output: [] }
}

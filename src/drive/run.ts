import type { Hop } from '../browser/hop.ts'
import { CliError } from '../errors.ts'
import type { LoggedRequest } from '../simulator/testing-types.ts'
import type { Finding } from './findings.ts'
import { type Scenario, type ScenarioName, scenarios } from './scenarios.ts'
import type { Stage } from './stage.ts'

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

export interface Playing {
  readonly stage: Stage
  /** What the app has printed so far. */
  readonly output: () => string
  /** Brings the app up again when it ended; `broke` when a connection to it ended without an answer. */
  readonly revive: (broke: boolean) => Promise<void>
  /** Shows that a scenario plays while `work` runs. */
  readonly during: <T>(name: ScenarioName, work: Promise<T>) => Promise<T>
  readonly onReport: (report: ScenarioReport) => void
}

/** Plays the scenarios one after the other, each with a browser of its own. */
export async function playAll(names: readonly ScenarioName[], playing: Playing): Promise<readonly ScenarioReport[]> {
  const reports: ScenarioReport[] = []
  let installs = true
  for (const name of names) {
    const { needsInstall }: Scenario = scenarios[name]
    const report =
      needsInstall && !installs
        ? skipped(name, 'a plain install does not work yet')
        : await playing.during(name, play(name, playing))
    if (name === 'allow' && report.outcome === 'defect') installs = false
    reports.push(report)
    playing.onReport(report)
    await playing.revive(report.hops.some(({ status }) => status === null))
  }
  return reports
}

async function play(name: ScenarioName, { stage, output }: Playing): Promise<ScenarioReport> {
  const before = output().length
  try {
    const { says, hops, calls, findings } = await scenarios[name].play(stage)
    const defect = findings.some(({ weight }) => weight === 'defect')
    return {
      scenario: name,
      outcome: defect ? 'defect' : findings.length > 0 ? 'remark' : 'ok',
      says,
      findings,
      hops,
      calls: calls.map(({ what, as, ok, error }) => ({ what, as, ok, error })),
      output: output()
        .slice(before)
        .split('\n')
        .filter((line) => line.trim() !== '')
        .slice(-30),
    }
  } catch (error) {
    if (error instanceof CliError && error.code === 'scenario_does_not_fit') return skipped(name, error.message)
    throw error
  }
}

function skipped(scenario: ScenarioName, says: string): ScenarioReport {
  return { scenario, outcome: 'skipped', says, findings: [], hops: [], calls: [], output: [] }
}

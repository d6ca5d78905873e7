import type { LocatedFinding } from './findings/locate.ts'
import type { ScenarioReport } from './play-once.ts'
import type { ScenarioName } from './scenarios/names.ts'

/** A finding, and whether the project allows it. An allowed finding is printed, but does not fail the run. */
export interface JudgedFinding extends LocatedFinding {
  readonly allowed?: true
}

/** The report about a scenario, after the project's allowed findings were applied. */
export interface JudgedReport extends Omit<ScenarioReport, 'findings'> {
  readonly findings: readonly JudgedFinding[]
  /** How long the scenario took, in milliseconds. */
  readonly took: number
}

/** Marks the findings that are allowed. A scenario whose defects are all allowed has the outcome `remark`. */
export function withAllowed(report: ScenarioReport, allow: readonly string[], took: number): JudgedReport {
  const findings = report.findings.map(
    (one): JudgedFinding => (allow.includes(one.id) ? { ...one, allowed: true } : one),
  )
  const outcome = report.outcome === 'defect' && !findings.some(isDefect) ? 'remark' : report.outcome
  return { ...report, outcome, findings, took }
}

/** Whether a scenario was not played, because it does not fit the app. */
export function isLeftOut({ outcome }: Pick<JudgedReport, 'outcome'>): boolean {
  return outcome === 'skipped' || outcome === 'unplayed'
}

/** Whether a finding fails the run. */
export function isDefect({ weight, allowed }: JudgedFinding): boolean {
  return weight === 'defect' && !allowed
}

/**
 * Returns the allowed ids that no finding has. Returns none when not all scenarios of `names` were chosen, or when a
 * plain install has a defect: in these cases, a complete drive could still have the finding. A scenario that does not
 * fit the app cannot have the finding.
 */
export function unusedAllowed(
  allow: readonly string[],
  reports: readonly JudgedReport[],
  names: readonly ScenarioName[],
): readonly string[] {
  const chosen = reports.map(({ scenario }) => scenario)
  const fails = reports.some(({ scenario, outcome }) => scenario === 'allow' && outcome === 'defect')
  if (fails || names.some((name) => !chosen.includes(name))) return []
  const found = new Set<string>(reports.flatMap(({ findings }) => findings.map(({ id }) => id)))
  return allow.filter((id) => !found.has(id))
}

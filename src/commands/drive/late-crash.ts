import { exchangesIn, type Watch } from './app-calls.ts'
import { isCrash } from './app-end.ts'
import { finding } from './findings/finding.ts'
import { type LocatedFinding, locate } from './findings/locate.ts'
import type { ScenarioName } from './scenarios/names.ts'

/** What happened since the app was started. */
export interface AppLife {
  /** The scenarios that were played, in their order. */
  readonly scenarios: readonly ScenarioName[]
  /** The number of installs in them that Slack accepted. */
  readonly installs: number
}

export const newLife: AppLife = { scenarios: [], installs: 0 }

/** Returns the life of an app after one more scenario. */
export async function livedThrough(life: AppLife, scenario: ScenarioName, watch: Watch): Promise<AppLife> {
  const installs = exchangesIn(await watch.calls()).filter(({ ok }) => ok).length
  return { scenarios: [...life.scenarios, scenario], installs: life.installs + installs }
}

/** Returns the finding about a crash: the app exited, or its callback failed. Undefined when there is none. */
export function crashIn(findings: readonly LocatedFinding[]): LocatedFinding | undefined {
  return findings.find((one) => one.id === 'app-ended' || isCrash(one))
}

/**
 * Returns the finding about a crash that does not occur in the same scenario after a fresh start of the app. Its cause
 * is what happened before the scenario.
 * @param lives before and after the scenario
 */
export function lateCrash(
  crash: LocatedFinding,
  { before, after }: Record<'before' | 'after', AppLife>,
): LocatedFinding {
  const scenario = after.scenarios.at(-1) ?? ''
  const installs = (count: number) => `${count} install${count === 1 ? '' : 's'}`
  const when =
    after.installs > before.installs
      ? `at install ${after.installs} since the app was started, after ${installs(before.installs)} in earlier scenarios`
      : `after ${installs(before.installs)} since the app was started`
  const evidence = `${crash.evidence}; in the scenario ${scenario}, ${when}; started again, it gets through ${scenario}`
  return locate(finding('crash-after-installs', evidence), [])
}

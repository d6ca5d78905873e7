import type { LocatedFinding } from './findings/locate.ts'
import { type AppLife, crashIn, lateCrash, livedThrough, newLife } from './late-crash.ts'
import {
  notPlayed,
  type Outcome,
  outcomeOf,
  playOnce,
  type ScenarioReport,
  type ScenarioRun,
  unplayed,
} from './play-once.ts'
import type { ScenarioName } from './scenarios/names.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { scenarios } from './scenarios/table.ts'

/** Plays the scenarios in order, each with a new browser. */
export async function runScenarios(
  names: readonly ScenarioName[],
  playing: ScenarioRun,
): Promise<readonly ScenarioReport[]> {
  const reports: ScenarioReport[] = []
  let installs = true
  let life = newLife
  for (const name of names) {
    const { needsInstall }: Scenario = scenarios[name]
    const { report, ending, works, ...outcome }: LivedOutcome =
      needsInstall && !installs
        ? {
            ...unplayed,
            life,
            report: notPlayed(name, playing.stage, { message: 'a plain install does not work yet' }),
          }
        : await playing.during(name, play(name, playing, life))
    if (name === 'allow' && !works) installs = false
    reports.push(report)
    playing.onReport(report)
    life = ending ? newLife : outcome.life
    if (ending) await playing.restart(ending)
  }
  return reports
}

interface LivedOutcome extends Outcome {
  /** What happened since the app was started, including this scenario. */
  readonly life: AppLife
}

async function play(name: ScenarioName, playing: ScenarioRun, before: AppLife): Promise<LivedOutcome> {
  const first = await playWatched(name, playing, before)
  const { report, ending, watched } = first
  const crash = crashIn(report.findings)
  if (!crash || !isPerhapsLate(first, before, playing)) return first
  await playing.restart(ending ?? { says: 'failed at its callback', clean: false })
  const again = await playWatched(name, playing, newLife)
  const isLate = !ending?.clean && !again.ending && !again.report.findings.some(({ id }) => id === crash.id)
  const late = isLate ? [lateCrash(crash, { before, after: first.life })] : []
  const findings = [...late, ...watched, ...again.report.findings]
  return { ...again, report: withFindings(again.report, findings, isLate ? first.life.scenarios : undefined) }
}

/**
 * Whether the cause of a crash may be something that happened before the scenario. The scenario is then played again.
 */
function isPerhapsLate({ report, ending }: Outcome, before: AppLife, { isStarted }: ScenarioRun): boolean {
  const ids = report.findings.map(({ id }) => id)
  if (ending?.clean) return ids.length === 1 && ids[0] === 'app-ended'
  if (!isStarted || before.installs === 0) return false
  // The scenario `allow` does nothing special, so a crash in it occurs in every install.
  return ending !== undefined || report.scenario !== 'allow'
}

async function playWatched(name: ScenarioName, playing: ScenarioRun, life: AppLife): Promise<LivedOutcome> {
  const watch = await playing.stage.watch()
  const outcome = await playOnce(name, playing)
  return { ...outcome, life: await livedThrough(life, name, watch) }
}

function withFindings(
  report: ScenarioReport,
  findings: readonly LocatedFinding[],
  replay: readonly ScenarioName[] | undefined,
): ScenarioReport {
  return { ...report, outcome: outcomeOf(findings), findings, ...(replay && { replay }) }
}

import type { Hop } from '../../browser/hop.ts'
import { CliError } from '../../errors.ts'
import type { LoggedRequest } from '../../simulator/control/client.ts'
import { exchangesIn } from './app-calls.ts'
import { type Ending, tellingLines, withEnding, withOutput } from './app-end.ts'
import type { Artifacts } from './artifacts/artifacts.ts'
import { type Finding, type FindingId, notReported } from './findings/finding.ts'
import { type LocatedFinding, locate } from './findings/locate.ts'
import { withoutRefusals } from './later-install.ts'
import { watchRemovalAnswers } from './lifecycle/removal-answers.ts'
import type { ScenarioName } from './scenarios/names.ts'
import { scenarios } from './scenarios/table.ts'
import { withSecretSource } from './secret-source.ts'
import { faultStaged } from './setup-faults.ts'
import type { DriveStage, PlayedScenario } from './types.ts'

export interface ScenarioReport {
  readonly scenario: ScenarioName
  /** `skipped`: the scenario does not fit the app. `unplayed`: it does not fit either, but the user named it. */
  readonly outcome: 'ok' | 'remark' | 'defect' | 'skipped' | 'unplayed'
  /** The result as a sentence, or the reason why the scenario was not played. */
  readonly says: string
  /**
   * What the scenario did not see and therefore did not judge, and how it could see it; null when nothing is missing.
   */
  readonly notSeen: string | null
  readonly findings: readonly LocatedFinding[]
  readonly hops: readonly Hop[]
  readonly calls: readonly Pick<LoggedRequest, 'what' | 'as' | 'ok' | 'error'>[]
  /** The lines that the app printed during the scenario; empty when drive did not start the app. */
  readonly output: readonly string[]
  /** The files of the scenario, relative to the folder of `--artifacts`; absent without this option. */
  readonly artifacts?: readonly string[]
  /** The scenarios to play again, in this order, to get a finding that this scenario alone does not cause. */
  readonly replay?: readonly ScenarioName[]
  /** What to pass so that the scenario can be played; only for a scenario that was not played. */
  readonly hint?: string
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
  /** Whether drive started the app. If it did, it can start the app again. */
  readonly isStarted: boolean
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
  /** The findings that a drive reports only once, each with the later scenarios that have it too. */
  readonly reported: Map<FindingId, ScenarioName[]>
}

export interface Outcome {
  readonly report: ScenarioReport
  /** How the app exited during the scenario; undefined if it did not exit. */
  readonly ending: Ending | undefined
  /** Whether the scenario has no defect of its own. What the watches found does not count. */
  readonly works: boolean
  /** The findings of the watches, which are in the report too. They are reported once in a drive. */
  readonly watched: readonly LocatedFinding[]
}

/** The outcome of a scenario that was not played. */
export const unplayed = { ending: undefined, works: true, watched: [] }

/**
 * Plays a scenario and keeps its artifacts. Also keeps them when the scenario ends with an error of the set-up, because
 * they show how far the scenario came.
 */
export async function playOnce(name: ScenarioName, playing: ScenarioRun): Promise<Outcome> {
  const { stage, output } = playing
  const before = output().length
  stage.artifacts?.begin(name)
  stage.takeHops()
  const keep = (report: Parameters<Artifacts['end']>[0]) => stage.artifacts?.end(report, output().slice(before))
  let outcome: Outcome
  try {
    outcome = await judgeOnce(name, playing)
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

/** Returns the report of a scenario that ended with an error: the error, and the requests before it. */
function failure(scenario: ScenarioName, error: unknown, hops: readonly Hop[]) {
  const { message } = error instanceof Error ? error : { message: String(error) }
  const more = error instanceof CliError ? { code: error.code, hint: error.hint ?? null } : {}
  return { scenario, outcome: 'failed', error: { message, ...more }, hops }
}

async function judgeOnce(name: ScenarioName, playing: ScenarioRun): Promise<Outcome> {
  const { stage, output, ended } = playing
  const before = output().length
  const stagedFault = await stage.faults.watch()
  const removalAnswers = await watchRemovalAnswers(stage)
  const played: PlayedScenario | CliError = await scenarios[name].play(stage).catch((error: unknown) => {
    if (error instanceof CliError) return error
    throw error
  })
  const failed = played instanceof CliError
  if (failed && played.code === 'scenario_does_not_fit') {
    return { ...unplayed, report: notPlayed(name, stage, played) }
  }
  const broke = failed || played.hops.some(({ status }) => status === null)
  const ending = await ended(broke)
  // A failure after the app's exit is not a fault of the set-up.
  if (failed && !ending) throw played
  const { says, notSeen, hops, calls, ...own }: PlayedScenario = failed
    ? { hops: stage.takeHops(), calls: [], findings: [], says: played.message }
    : played
  const page = name === 'allow' ? undefined : stage.secondInstall.page
  const kept = withoutRefusals(own.findings, page)
  const findings = [...kept, ...(await removalAnswers())]
  const lines = tellingLines(output().slice(before).split('\n')).slice(-30)
  const fault = findings.length > 0 && calls.length === 0 ? await playing.setupFault(findings, lines) : undefined
  if (fault) throw fault
  const staged = findings.length > 0 ? await stagedFault() : undefined
  if (staged) throw faultStaged(staged)
  // When the scenario could not be played, the app's exit is the only finding.
  const told = { output: lines, exchanged: exchangesIn(calls).length > 0, broke }
  const sourced = withSecretSource(findings, calls, stage)
  const judged = ending
    ? withEnding(sourced, { ...ending, clean: ending.clean && !failed }, told)
    : withOutput(sourced, lines)
  const watches = [stage.secrets.take({ output: output(), calls }), stage.states.take(), stage.useWatch.take()]
  const watched = watches.flat().map((one) => locate(one, hops))
  const all = [...notReported(judged, playing.reported, name).map((one) => locate(one, hops)), ...watched]
  const report: ScenarioReport = {
    scenario: name,
    outcome: outcomeOf(all),
    says,
    notSeen: judged.length > 0 ? null : ((kept.length < own.findings.length ? ofFirstInstall(page) : notSeen) ?? null),
    findings: all,
    hops,
    calls: calls.map(({ what, as, ok, error }) => ({ what, as, ok, error })),
    output: lines,
  }
  const works = !judged.some(({ weight }) => weight === 'defect')
  return { report, ending, works, watched }
}

/** Tells that the app refused the install of a scenario because it was installed before. */
function ofFirstInstall(page: string | undefined): string {
  return `what the app does at a first install: it refuses a second one of the same workspace (${page}); start it without a stored installation, and play this scenario alone`
}

const nothing = { hops: [], calls: [], findings: [] }

/** Returns the report of a scenario that was not played. A user who named it expects that it is played. */
export function notPlayed(
  scenario: ScenarioName,
  { isNamed }: Pick<DriveStage, 'isNamed'>,
  { message, hint }: { readonly message: string; readonly hint?: string | undefined },
): ScenarioReport {
  const outcome = isNamed(scenario) ? 'unplayed' : 'skipped'
  return {
    scenario,
    outcome,
    says: message,
    notSeen: null,
    ...(hint !== undefined && { hint }),
    ...nothing,
    output: [],
  }
}

/** Returns the outcome of a scenario with these findings. */
export function outcomeOf(findings: readonly Pick<Finding, 'weight'>[]): 'ok' | 'remark' | 'defect' {
  if (findings.some(({ weight }) => weight === 'defect')) return 'defect'
  return findings.length > 0 ? 'remark' : 'ok'
}

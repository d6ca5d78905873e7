import type { Hop } from '../../../browser/hop.ts'
import type { InstallLink } from '../../../oauth/install-link.ts'
import type { LocalSimulator } from '../../../runtime/context.ts'
import { control, type LoggedRequest } from '../../../simulator/control/client.ts'
import { exchangesIn } from '../app-calls.ts'
import type { ConsentChoice } from '../consent-step.ts'
import type { Finding, FindingId } from '../findings/finding.ts'
import { isHappy, judgeInstall } from '../judge.ts'
import { doesNotFit } from '../scenarios/does-not-fit.ts'
import { afterthought } from '../scenarios/scenario.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import type { Walked, Walker } from '../walk.ts'
import { type AppReaction, sendEvent, use } from './actions.ts'
import { type EventWay, withEvents } from './events.ts'

/** One finished install, and the browser in which it happened. */
export interface Installed {
  readonly walker: Walker
  readonly walked: Walked
  /** What is wrong with the install; empty when it worked. */
  readonly findings: readonly Finding[]
}

/** Returns whether the calls so far are all the expected calls. */
export type Enough = (calls: readonly LoggedRequest[]) => boolean

/** What a scenario of the life cycle can do after the first install. */
export interface Life {
  readonly simulator: LocalSimulator
  readonly clientId: string
  readonly appId: string
  /** The app's link to Slack. */
  readonly link: InstallLink
  readonly first: Installed
  readonly events: EventWay
  /** Installs the app in a new browser. */
  install(choice: Omit<ConsentChoice, 'decision'>): Promise<Installed>
  /** Returns a new browser, which knows nothing of the app. */
  newBrowser(): Walker
  /** Opens the address of `--use` in a browser; undefined without that option. */
  use(browser: Walker, enough?: Enough): Promise<AppReaction | undefined>
  /** Lets a person act in Slack; undefined when the app gets no event. */
  event(user: string, enough?: Enough): Promise<AppReaction | undefined>
  /** Adds requests to the report. */
  addHops(hops: readonly Hop[]): void
}

/** The result of a scenario of the life cycle. */
export interface LifeVerdict {
  /** What happened, when there is no finding. */
  readonly says: string
  /** As in `PlayedScenario`. */
  readonly notSeen?: string | undefined
  readonly findings: readonly Finding[]
}

/**
 * Installs the app with `choice`, connects it to Slack's events, and runs `work`. When the install fails, its findings
 * are the result.
 * @param broken the finding to report for a crash at the callback of an install
 */
export async function afterInstall(
  stage: DriveStage,
  choice: Omit<ConsentChoice, 'decision'>,
  work: (life: Life) => Promise<LifeVerdict>,
  broken: FindingId = 'callback-crash',
): Promise<PlayedScenario> {
  const watch = await stage.watch()
  const walkers: Walker[] = []
  const more: Hop[] = []
  const newBrowser = () => {
    const walker = stage.newWalker()
    walkers.push(walker)
    return walker
  }
  const install: Life['install'] = (how) => installIn(newBrowser(), how, stage, broken)
  const first = await install(choice)
  const { query } = first.walked
  const hops = () => [...walkers.flatMap((walker) => walker.hops), ...more]
  if (!query || first.findings.length > 0) {
    return {
      says: 'the install before it failed',
      hops: hops(),
      calls: await watch.calls(),
      findings: first.findings,
    }
  }
  const { link, appId } = query
  const keep = (action: AppReaction | undefined) => {
    if (action?.hop && action.how.startsWith('the event')) more.push(action.hop)
    return action
  }
  return await withEvents(stage, link.clientId, async (events) => {
    const { says, notSeen, findings } = await work({
      ...{ simulator: stage.simulator, clientId: link.clientId, appId, link, first, events, install, newBrowser },
      use: async (browser, enough) => keep(await use(stage, browser, enough)),
      event: async (user, enough) =>
        events.by === null ? undefined : keep(await sendEvent(stage, { appId, user }, enough)),
      addHops: (added) => void more.push(...added),
    })
    return { says: findings[0]?.says ?? says, notSeen, findings, hops: hops(), calls: await watch.calls() }
  })
}

async function installIn(
  walker: Walker,
  choice: Omit<ConsentChoice, 'decision'>,
  stage: DriveStage,
  broken: FindingId,
): Promise<Installed> {
  const watch = await stage.watch()
  const walked = await walker.walk({ decision: 'allow', ...choice })
  const calls = await watch.until(
    (seen) => !walked.callback || !isHappy(walked.end) || exchangesIn(seen).length > 0,
    afterthought,
  )
  return { walker, walked, findings: judgeInstall(walked, calls, broken) }
}

/** A person of the workspace in which the app is installed. */
export interface Member {
  readonly id: string
  readonly name: string
  readonly isAdmin: boolean
}

/** Returns the active people of the first workspace. The person who installs by default is the first of them. */
export async function peopleOf({ simulator }: DriveStage): Promise<readonly [Member, ...Member[]]> {
  const { people } = await control(simulator, 'desk', {}, ['people'])
  const [first, ...rest] = people.filter(({ appId, deactivated }) => appId === null && !deactivated)
  if (!first) throw doesNotFit('the workspace has no people')
  return [first, ...rest]
}

/**
 * Returns two people of the first workspace.
 * @throws CliError with the code `scenario_does_not_fit` when there is only one
 */
export async function twoPeople(stage: DriveStage): Promise<readonly [Member, Member]> {
  const [first, second] = await peopleOf(stage)
  if (!second) throw doesNotFit('the workspace has only one person')
  return [first, second]
}

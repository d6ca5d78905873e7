import { control } from '../../../simulator/control/client.ts'
import type { FindingId } from '../findings/finding.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import type { Walker } from '../walk.ts'
import type { AppReaction } from './actions.ts'
import { deliveryHops, type EventWay } from './events.ts'
import { afterInstall, type Enough, type Installed, type Life, type LifeVerdict, peopleOf } from './life.ts'
import { kindsAt, type OwnerKind } from './owners.ts'
import { uninstallAtSlack } from './removal.ts'
import { elsewhere } from './second-workspace.ts'
import { simulatedApp } from './simulated-app.ts'

/** When an app is used in one of two workspaces. */
export type Moment = 'installed' | 'second-installed' | 'second-uninstalled'

/** What the app did for one workspace at one moment. */
export interface Look {
  readonly at: Moment
  readonly by: 'use' | 'event'
  /** The id of the workspace for which the app should act. */
  readonly place: string
  /** The reaction to the last use or event; undefined when there was none. */
  readonly reaction: AppReaction | undefined
  /** The kinds of valid tokens of that workspace with which the app called Slack. */
  readonly kinds: readonly OwnerKind[]
}

/** The same steps in two workspaces, with or without an organization around them. */
export interface TwoWorkspaces {
  readonly played: PlayedScenario
  readonly looks: readonly Look[]
  readonly events: EventWay
  /** Why the second workspace has no install; undefined when it has one. */
  readonly alone: string | undefined
}

/**
 * Removes the app, installs it in the first and then in the second workspace, and uninstalls it from the second one.
 * After each step looks for which workspace the app acts: at `--use`, in the browser of each install, and on an event.
 * @param broken the finding to report for a crash at the callback
 * @param known an earlier run: only where the app acted then, this run looks again
 */
export async function inTwoWorkspaces(
  stage: DriveStage,
  broken: FindingId,
  known?: TwoWorkspaces,
): Promise<TwoWorkspaces> {
  const [person] = await peopleOf(stage)
  const { workspace } = await control(stage.simulator, 'describe', {}, ['workspace'])
  const looks: Look[] = []
  let alone: string | undefined
  let events: EventWay = { by: null, problem: null }
  const work = async (life: Life): Promise<LifeVerdict> => {
    const failed = ({ findings }: Installed): LifeVerdict => ({ says: 'an install failed', findings })
    ;({ events } = life)
    // What the app stored in earlier scenarios must not influence this one.
    life.addHops(deliveryHops(await uninstallAtSlack(stage, life)))
    const visitor = life.newBrowser()
    // An app that receives no events learns only from a failed call that its token no longer works.
    for (let visit = 0; visit < 2; visit += 1) await life.use(visitor)
    const look = lookingIn(life, looks, known)
    const first = await life.install({ workspace: workspace.id })
    if (first.findings.length > 0) return failed(first)
    const here = { place: workspace.id, user: person.id, walker: first.walker }
    await look('installed', here)
    if (!looks.some(({ kinds }) => kinds.length > 0)) return { says: 'installed', findings: [] }
    const { distributed } = await simulatedApp(stage.simulator, life.clientId)
    alone = !distributed
      ? 'the simulated app is not distributed'
      : life.link.team
        ? 'the link names the workspace'
        : undefined
    if (alone !== undefined) return { says: 'installed', findings: [] }
    const second = await life.install({ workspace: elsewhere.id })
    if (second.findings.length > 0) return failed(second)
    await look('second-installed', { place: elsewhere.id, user: elsewhere.person, walker: second.walker })
    await look('second-installed', here)
    life.addHops(deliveryHops(await uninstallAtSlack(stage, { ...life, workspaceId: elsewhere.id })))
    await look('second-uninstalled', here)
    return { says: 'installed', findings: [] }
  }
  const played = await afterInstall(stage, {}, work, broken)
  return { played, looks, events, alone }
}

/**
 * Whether the uses, or the events, show for which workspace the app acts: in each of the two it acted for that one. An
 * address of `--use` can show everybody the newest installation, and which one that is says nothing.
 */
export function tellsApart({ looks, alone }: TwoWorkspaces, by: Look['by']): boolean {
  if (alone !== undefined) return true
  const both = looks.filter((one) => one.by === by && one.at === 'second-installed')
  return both.length > 0 && both.every(({ kinds }) => kinds.length > 0)
}

interface Where {
  readonly place: string
  /** The person who acts in the workspace. */
  readonly user: string
  /** The browser in which the app was installed there. */
  readonly walker: Walker
}

/**
 * Returns the function that looks for whom the app acts, and adds what it sees to `looks`. It looks a second time when
 * the app did not act: an app may need one failed call to see that another token is invalid.
 */
function lookingIn(life: Life, looks: Look[], known: TwoWorkspaces | undefined) {
  let number = 0
  const twice = async (
    { at, by, place }: Pick<Look, 'at' | 'by' | 'place'>,
    act: (enough?: Enough) => Promise<AppReaction | undefined>,
  ) => {
    const expected = known && (known.looks[number]?.kinds ?? [])
    number += 1
    // A user token that the app still has must not hide that its bot token is lost.
    const isFor = (calls: Parameters<Enough>[0]) => {
      const seen = kindsAt(place, calls)
      return expected ? expected.every((kind) => seen.includes(kind)) : seen.length > 0
    }
    const isSkipped = expected?.length === 0
    const first = isSkipped ? undefined : await act(expected && isFor)
    const second = first && !isFor(first.calls) ? await act(expected && isFor) : undefined
    const kinds = kindsAt(place, [...(first?.calls ?? []), ...(second?.calls ?? [])])
    looks.push({ at, by, place, kinds, reaction: second ?? first })
    return kinds.length > 0
  }
  let reacts: boolean | undefined
  return async (at: Moment, { place, user, walker }: Where) => {
    await twice({ at, by: 'use', place }, (enough) => life.use(walker, enough))
    const acted = await twice({ at, by: 'event', place }, async (enough) =>
      reacts === false ? undefined : life.event(user, enough),
    )
    reacts ??= acted
  }
}

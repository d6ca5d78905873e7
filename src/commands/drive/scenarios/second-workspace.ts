import { judgeSecondInstall } from '../later-install.ts'
import type { AppReaction } from '../lifecycle/actions.ts'
import { findingAt, judgeLoss, knowsBrowsers, twiceAtMost } from '../lifecycle/judge.ts'
import { afterInstall, type Life, type LifeVerdict, peopleOf } from '../lifecycle/life.ts'
import { actsFor, ownerKinds, ownersIn, placeOf, reportAction, shownOwner } from '../lifecycle/owners.ts'
import { elsewhere, withSecondWorkspace } from '../lifecycle/second-workspace.ts'
import { simulatedApp } from '../lifecycle/simulated-app.ts'
import { type Seen, tokensSeen } from '../lifecycle/tokens-seen.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { doesNotFit } from './does-not-fit.ts'

/**
 * Installs the app in a second workspace. The installation of the first one must not be overwritten: the app acts in
 * the first workspace with the token of the first, and in the second with the token of the second.
 */
export async function secondWorkspace(stage: DriveStage): Promise<PlayedScenario> {
  const [person] = await peopleOf(stage)
  return await withSecondWorkspace(stage, () => afterInstall(stage, {}, (life) => judge(life, person.id)))
}

async function judge(life: Life, user: string): Promise<LifeVerdict> {
  const { distributed } = await simulatedApp(life.simulator, life.clientId)
  if (!distributed) throw doesNotFit('the simulated app is not distributed, so only its own workspace can install it')
  if (life.link.team) throw doesNotFit('the app’s link names the workspace')
  const used = await life.use(life.first.walker)
  const sent = await life.event(user)
  const second = await life.install({ workspace: elsewhere.id })
  const judged = judgeSecondInstall('second-install-failed', second)
  if (judged.kind === 'refused')
    return { says: `the app refuses the install in a second workspace: ${judged.seen}`, findings: [] }
  if (judged.findings.length > 0) return { says: 'the install in a second workspace failed', findings: judged.findings }
  const usedAgain = await twiceAtMost(used, () => life.use(life.first.walker))
  const usedThere = await life.use(second.walker)
  const others = [usedThere, await life.use(life.newBrowser())]
  const sentAgain = await twiceAtMost(sent, () => life.event(user, actsFor(sent)))
  const there = await life.event(elsewhere.person)
  const matters = () => true
  const id = 'first-workspace-overwritten'
  const overwritten = [
    ...(knowsBrowsers(usedAgain, others) ? judgeLoss({ id, before: used, after: usedAgain, matters }) : []),
    ...judgeLoss({ id, before: sent, after: sentAgain, matters }),
  ].slice(0, 1)
  const strange = ownerKinds.some((kind) => {
    const owners = ownersIn(there).filter((owner) => owner.startsWith(`${kind}:`))
    return owners.length > 0 && owners.every((owner) => placeOf(owner) !== elsewhere.id)
  })
  const mixed = strange && there ? [findingAt('other-workspace-token', reportAction(there), there)] : []
  const ways = { use: { before: used, after: usedAgain }, event: { before: sent, after: sentAgain } }
  const first = tokensSeen(life.events, ways, { matters, whom: 'the first workspace' })
  return { ...withSecond(first, [usedThere, there]), findings: overwritten.length > 0 ? overwritten : mixed }
}

/** Adds to `first` whether the app acted in the second workspace with a token of that workspace. */
function withSecond(first: Seen, reactions: readonly (AppReaction | undefined)[]): Seen {
  const own = reactions.flatMap(ownersIn).filter((owner) => placeOf(owner) === elsewhere.id)
  const [one] = own
  if (one !== undefined) return { ...first, says: `${first.says}; in the second workspace as ${shownOwner(one)}` }
  return { ...first, notSeen: first.notSeen ?? 'a call for the second workspace with a token of that workspace' }
}

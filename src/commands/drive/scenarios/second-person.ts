import { judgeSecondInstall } from '../later-install.ts'
import { judgeLoss, knowsBrowsers, twiceAtMost } from '../lifecycle/judge.ts'
import { afterInstall, twoPeople } from '../lifecycle/life.ts'
import { actsFor, isOwnedBy, type Owner, ownersIn } from '../lifecycle/owners.ts'
import { tokensSeen } from '../lifecycle/tokens-seen.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'

/**
 * Lets a second person of the workspace install. Slack then answers with the same bot token and another user token. The
 * first person’s user token must not be lost. What the app does in the first person’s browser and after an event of the
 * first person shows whether it is lost.
 */
export async function secondPerson(stage: DriveStage): Promise<PlayedScenario> {
  const [one, other] = await twoPeople(stage)
  return await afterInstall(stage, {}, async (life) => {
    const used = await life.use(life.first.walker)
    const sent = await life.event(one.id)
    // If the app acts as the first person on the other person’s event too, its events do not tell the two apart.
    const ofOther = ownersIn(await life.event(other.id)).some((owner) => isOwnedBy(owner, one.id))
    const second = await life.install({ user: other.id })
    const judged = judgeSecondInstall('second-install-failed', second)
    if (judged.kind === 'refused')
      return { says: `the app refuses the install of a second person: ${judged.seen}`, findings: [] }
    if (judged.findings.length > 0) return { says: 'the install of a second person failed', findings: judged.findings }
    const usedAgain = await twiceAtMost(used, () => life.use(life.first.walker))
    const others = [await life.use(second.walker), await life.use(life.newBrowser())]
    const sentAgain = await twiceAtMost(sent, () => life.event(one.id, actsFor(sent)))
    const matters = (owner: Owner) => isOwnedBy(owner, one.id)
    const id = 'user-token-overwritten'
    const findings = [
      ...(knowsBrowsers(usedAgain, others) ? judgeLoss({ id, before: used, after: usedAgain, matters }) : []),
      ...(ofOther ? [] : judgeLoss({ id, before: sent, after: sentAgain, matters })),
    ].slice(0, 1)
    const { flow, userScopes } = life.link
    if (flow !== 'v1' && userScopes.length === 0)
      return { says: 'a second person installed it; the link requests no user token, which could be lost', findings }
    const ways = { use: { before: used, after: usedAgain }, event: { before: sent, after: sentAgain } }
    return { ...tokensSeen(life.events, ways, { matters, whom: `the user ${one.id}` }), findings }
  })
}

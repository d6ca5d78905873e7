import { judgeSecondInstall } from '../later-install.ts'
import { judgeLoss, twiceAtMost } from '../lifecycle/judge.ts'
import { afterInstall, peopleOf } from '../lifecycle/life.ts'
import { actsFor } from '../lifecycle/owners.ts'
import { tokensSeen } from '../lifecycle/tokens-seen.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'

/**
 * Lets the same person install a second time, in another browser. Slack answers with the same tokens, or with new ones
 * when the app has token rotation; afterwards the app must do what it did before.
 */
export async function reinstall(stage: DriveStage): Promise<PlayedScenario> {
  const [person] = await peopleOf(stage)
  return await afterInstall(stage, {}, async (life) => {
    const used = await life.use(life.first.walker)
    const sent = await life.event(person.id)
    const again = await life.install({})
    const judged = judgeSecondInstall('reinstall-failed', again)
    if (judged.kind === 'refused')
      return { says: `the app refuses a second install of the same person: ${judged.seen}`, findings: [] }
    if (judged.findings.length > 0) return { says: 'the second install failed', findings: judged.findings }
    const usedAgain = await twiceAtMost(used, () => life.use(again.walker))
    const sentAgain = await twiceAtMost(sent, () => life.event(person.id, actsFor(sent)))
    const ways = { use: { before: used, after: usedAgain }, event: { before: sent, after: sentAgain } }
    const findings = [ways.use, ways.event].flatMap((way) =>
      judgeLoss({ id: 'stops-after-reinstall', ...way, matters: () => true }),
    )
    const seen = tokensSeen(life.events, ways, { matters: () => true, whom: 'anybody' })
    return { ...seen, findings: findings.slice(0, 1) }
  })
}

import { judgeLoss, judgeSecondInstall, twiceAtMost, unjudged } from '../lifecycle/judge.ts'
import { afterInstall, peopleOf } from '../lifecycle/life.ts'
import { actsFor } from '../lifecycle/owners.ts'
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
    const failed = judgeSecondInstall('reinstall-failed', again)
    if (failed === undefined) return { says: 'the app refuses a second install of the same person', findings: [] }
    if (failed.length > 0) return { says: 'the second install failed', findings: failed }
    const usedAgain = await twiceAtMost(used, () => life.use(again.walker))
    const sentAgain = await twiceAtMost(sent, () => life.event(person.id, actsFor(sent)))
    const lost = (before: typeof used, after: typeof used) =>
      judgeLoss({ id: 'stops-after-reinstall', before, after, matters: () => true })
    const findings = [...lost(used, usedAgain), ...lost(sent, sentAgain)].slice(0, 1)
    return { says: unjudged(life, [used, sent]) ?? 'the app goes on with its tokens', findings }
  })
}

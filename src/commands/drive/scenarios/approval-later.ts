import type { InstallLink } from '../../../oauth/install-link.ts'
import { control } from '../../../simulator/control/client.ts'
import { approvalRequested } from '../consent-hops.ts'
import { judgeInstall } from '../judge.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { installOnce } from './install-once.ts'
import { played } from './scenario.ts'
import { judgeLater } from './trouble.ts'

const day = 24 * 3_600_000

/**
 * Lets a person ask the admins for their approval. The browser does not return to the app from that page. A day later
 * an admin approves the app, and the person opens the app's install address again.
 */
export async function approvalLater(stage: DriveStage): Promise<PlayedScenario> {
  const { simulator } = stage
  let clientId: string | undefined
  const settings = (link: InstallLink) => {
    clientId = link.clientId
    return { approvalRequired: true }
  }
  try {
    const walker = stage.newWalker()
    const asked = await walker.walkToCallback({ decision: 'request', settings })
    const isAsked = asked.end.kind === 'refused' && asked.end.code === approvalRequested
    if (!isAsked) return played(asked, [], judgeInstall(asked, []))
    await control(simulator, 'advanceClock', { ms: day })
    await control(simulator, 'decideApproval', { decision: 'approve' })
    const later = await installOnce(stage, {}, { walker })
    return played(later.walked, later.calls, judgeLater(later))
  } finally {
    if (clientId !== undefined) await control(simulator, 'registerApp', { clientId, approvalRequired: false })
  }
}

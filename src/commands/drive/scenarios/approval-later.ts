import type { InstallLink } from '../../../oauth/install-link.ts'
import { control } from '../../../simulator/control/client.ts'
import { approvalRequested } from '../consent-hops.ts'
import { judgeInstall } from '../judge.ts'
import { judgeLater } from '../later-install.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { installOnce } from './install-once.ts'
import { played } from './scenario.ts'

const day = 24 * 3_600_000

/**
 * Lets a person ask the admins for their approval. The browser does not return to the app from that page. A day later
 * an admin approves the app, and the person opens the app's install address again. The day passes only on a simulator
 * that drive started for this app. On another simulator, the tokens of other programs would expire.
 */
export async function approvalLater(stage: DriveStage): Promise<PlayedScenario> {
  const { simulator, startedHere } = stage
  const approved = await approvedClients(stage)
  const unfit = (link: InstallLink) =>
    approved.includes(link.clientId)
      ? 'an admin has approved the app on this simulator already; to begin anew: slack-tokens sim reset'
      : undefined
  let clientId: string | undefined
  const settings = (link: InstallLink) => {
    clientId = link.clientId
    return { approvalRequired: true }
  }
  try {
    const walker = stage.newWalker()
    const asked = await walker.walkToCallback({ decision: 'request', unfit, settings })
    const isAsked = asked.end.kind === 'refused' && asked.end.code === approvalRequested
    if (!isAsked) return played(asked, [], judgeInstall(asked, []))
    if (startedHere) await control(simulator, 'advanceClock', { ms: day })
    await approve(stage)
    const later = await installOnce(stage, {}, { walker })
    return played(later.walked, later.calls, judgeLater(later))
  } finally {
    if (clientId !== undefined) await control(simulator, 'registerApp', { clientId, approvalRequired: false })
  }
}

/** Returns the client ids of the apps that an admin has approved. */
async function approvedClients({ simulator }: DriveStage): Promise<readonly string[]> {
  const { approvals } = await control(simulator, 'approvals', {}, ['approvals'])
  const { clients } = await control(simulator, 'describe', {}, ['clients'])
  const isApproved = (id: string) => approvals.some(({ appId, decision }) => appId === id && decision === 'approved')
  return clients.filter(({ id }) => isApproved(id)).map((client) => client.clientId)
}

/** Approves the newest request as an admin. Other requests on the same simulator stay as they are. */
async function approve({ simulator }: DriveStage): Promise<void> {
  const { approvals } = await control(simulator, 'approvals', {}, ['approvals'])
  const newest = approvals.findLast(({ decision }) => decision === 'pending')
  await control(simulator, 'decideApproval', { decision: 'approve', ...(newest && { id: newest.id }) })
}

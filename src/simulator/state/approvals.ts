import type { ApprovalRequest } from './app-types.ts'
import { newId } from './ids.ts'
import type { World } from './types.ts'

/** The maximum number of stored requests. */
const most = 100

/** Stores a user's request. A user who asks again for the same app and workspace has one request. */
export function requestApproval(world: World, asked: Pick<ApprovalRequest, 'appId' | 'workspaceId' | 'userId'>): void {
  const { state } = world
  const { appId, workspaceId, userId } = asked
  const others = (state.approvals ?? []).filter(
    (one) => one.appId !== appId || one.workspaceId !== workspaceId || one.userId !== userId,
  )
  const made = { id: newId(world, 'Ar'), ...asked, requestedAt: world.now(), decision: 'pending' as const }
  state.approvals = [...others, made].slice(-most)
  world.changed()
}

/** Whether an admin has approved the app for this workspace or organization. */
export function isApproved({ state }: World, appId: string, workspaceId: string): boolean {
  return (state.approvals ?? []).some(
    (one) => one.decision === 'approved' && one.appId === appId && one.workspaceId === workspaceId,
  )
}

/**
 * Decides pending requests as an admin does. `body.decision` is `approve` or `deny`; `body.id` is the id of a request,
 * and without it the decision is about all pending requests.
 * @returns the requests that were decided
 * @throws TypeError when there is no such decision or no such pending request
 */
export function decideApproval(world: World, body: Readonly<Record<string, unknown>>): ApprovalRequest[] {
  const { decision, id } = body
  if (decision !== 'approve' && decision !== 'deny') throw new TypeError('decision is one of approve, deny')
  const pending = (world.state.approvals ?? []).filter(({ decision: before }) => before === 'pending')
  const chosen = id === undefined ? pending : pending.filter((one) => one.id === id)
  if (chosen.length === 0) throw new TypeError('There is no such pending request')
  for (const one of chosen) one.decision = decision === 'approve' ? 'approved' : 'denied'
  world.changed()
  return chosen
}

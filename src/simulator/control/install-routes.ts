import { count, listOf, object, oneOf, text } from '../../shape/shape.ts'
import type { ApprovalRequest } from '../state/app-types.ts'
import { route } from './route.ts'
import type { Frozen } from './types.ts'

const approval = object<Frozen<ApprovalRequest>>({
  id: text,
  appId: text,
  workspaceId: text,
  userId: text,
  requestedAt: count,
  decision: oneOf('pending', 'approved', 'denied'),
})

/** The routes for what happens between the consent page and the tokens: codes, and requests for an admin's approval. */
export const installRoutes = {
  endCode: route<{ do: string }, { readonly do: 'expire' | 'use'; readonly code: string }>({
    method: 'POST',
    path: '/_sim/code',
    about: 'Ends a code from the consent page before the app exchanges it.',
    body: { do: 'expire, or use (as if another program had exchanged it)', code: 'the code itself' },
    answer: { do: text },
  }),
  approvals: route<{ approvals: readonly Frozen<ApprovalRequest>[] }>({
    method: 'GET',
    path: '/_sim/approvals',
    about: 'Answers the requests for an admin’s approval, oldest first.',
    body: {},
    answer: { approvals: listOf(approval) },
  }),
  decideApproval: route<
    { approvals: readonly Frozen<ApprovalRequest>[] },
    { readonly decision: 'approve' | 'deny'; readonly id?: string }
  >({
    method: 'POST',
    path: '/_sim/approval',
    about: 'Approves or denies pending requests, as an admin does, and answers them. An approved app can be installed.',
    body: { decision: 'approve or deny', id: 'id of a request; by default all pending requests' },
    answer: { approvals: listOf(approval) },
  }),
}

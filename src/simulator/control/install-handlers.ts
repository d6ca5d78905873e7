import { decideApproval } from '../state/approvals.ts'
import { endCode } from '../state/codes.ts'
import type { ControlHandlers } from './handler.ts'
import type { installRoutes } from './install-routes.ts'

export const installHandlers: ControlHandlers<keyof typeof installRoutes> = {
  endCode: ({ site }, body) => endCode(site.world, body),
  approvals: ({ site }) => ({ approvals: site.world.state.approvals ?? [] }),
  decideApproval: ({ site }, body) => ({ approvals: decideApproval(site.world, body) }),
}

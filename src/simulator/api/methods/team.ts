import { fail } from '../../state/refusal.ts'
import { workspaceOf } from '../../state/workspaces.ts'
import type { Handlers } from '../method.ts'

export const team = {
  'team.info': ({ world, token, args, url }) => {
    const { id, name, domain } = workspaceOf(world, token.workspaceId)
    if ((args['team'] || id) !== id || (args['domain'] || domain) !== domain) return fail('team_not_found')
    const icon = { image_default: true }
    return { ok: true, team: { id, name, url: `${url}/`, domain, email_domain: '', icon, is_verified: false } }
  },
} satisfies Handlers

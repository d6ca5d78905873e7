import { revokeToken } from '../../state/revoke.ts'
import { secondsLeft } from '../../state/rotation.ts'
import { isOrganization, workspaceOf } from '../../state/workspaces.ts'
import { type Handlers, isOn } from '../method.ts'
import { teamsOf } from '../org-access.ts'
import { pageOf } from '../pagination.ts'

export const auth = {
  'auth.test': ({ world, token, actor, url }) => {
    const { id: team_id, name: team } = workspaceOf(world, token.workspaceId)
    const { organization } = world.state
    const expires_in = secondsLeft(world, token)
    return {
      ok: true,
      // Slack answers with the workspace's URL. The simulator answers with its own URL, so that no request leaves this
      // computer.
      url: `${url}/`,
      team,
      user: actor.name,
      team_id,
      user_id: actor.id,
      ...(actor.bot && token.kind === 'bot' && { bot_id: actor.bot.id }),
      ...(organization && { enterprise_id: organization.id }),
      is_enterprise_install: isOrganization(world, token.workspaceId),
      ...(expires_in !== undefined && { expires_in }),
    }
  },

  'auth.revoke': ({ world, token, args }) => {
    if (isOn(args['test'])) return { ok: true, revoked: false }
    revokeToken(world, token)
    world.changed()
    return { ok: true, revoked: true }
  },

  'auth.teams.list': ({ world, token, args }) => {
    const page = pageOf(teamsOf(world, token.workspaceId), args, { prefix: 'team', id: ({ id }) => id, usual: 100 })
    const icon = isOn(args['include_icon']) && { icon: { image_default: true } }
    return {
      ok: true,
      teams: page.items.map(({ id, name }) => ({ id, name, ...icon })),
      response_metadata: { next_cursor: page.next },
    }
  },
} satisfies Handlers

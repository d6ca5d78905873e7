import { type Handlers, isOn } from '../method.ts'
import { retireBot } from '../retire.ts'
import { workspaceOf } from '../workspaces.ts'

export const auth = {
  'auth.test': ({ world, token, actor, url }) => {
    const { id: team_id, name: team } = workspaceOf(world, token.workspaceId)
    return {
      ok: true,
      // Slack names the workspace's address here; nothing may leave this computer, so it is the simulator's.
      url: `${url}/`,
      team,
      user: actor.name,
      team_id,
      user_id: actor.id,
      ...(actor.bot && token.kind === 'bot' && { bot_id: actor.bot.id }),
      is_enterprise_install: false,
    }
  },

  'auth.revoke': ({ world, token, args }) => {
    if (isOn(args['test'])) return { ok: true, revoked: false }
    token.revoked = true
    if (token.kind === 'bot') retireBot(world, token)
    world.changed()
    return { ok: true, revoked: true }
  },
} satisfies Handlers

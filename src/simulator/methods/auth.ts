import { type Handlers, isOn } from '../method.ts'
import { workspaceOf } from '../workspaces.ts'
import type { Token, World } from '../world.ts'

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

/**
 * A bot user without its token is deactivated, leaves its channels, and the webhooks made with it stop working; the
 * app stays installed (docs.slack.dev/reference/methods/auth.revoke). Direct conversations last, for a reinstall.
 */
function retireBot(world: World, token: Token): void {
  const { channels, people, tokens, webhooks } = world.state
  for (const person of people) if (person.id === token.userId) person.deleted = true
  for (const channel of channels) {
    if (channel.kind === 'im' || channel.kind === 'mpim') continue
    channel.members = channel.members.filter((id) => id !== token.userId)
  }
  for (const hook of webhooks) if (hook.appId === token.appId) hook.dead = true
  for (const other of tokens) if (other.userId === token.userId) other.revoked = true
}

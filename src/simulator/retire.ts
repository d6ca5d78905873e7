import { workspaceOf } from './workspaces.ts'
import type { Token, World } from './world.ts'

type BotUser = Pick<Token, 'userId' | 'appId' | 'workspaceId'>

/**
 * A bot user without its token is deactivated, leaves its channels, and the webhooks made with it stop working; the
 * app stays installed (docs.slack.dev/reference/methods/auth.revoke). Direct conversations last, for a reinstall.
 */
export function retireBot(world: World, bot: BotUser): void {
  const { channels, people, tokens } = world.state
  for (const person of people) if (person.id === bot.userId) person.deleted = true
  for (const channel of channels) {
    if (channel.kind === 'im' || channel.kind === 'mpim') continue
    channel.members = channel.members.filter((id) => id !== bot.userId)
  }
  for (const other of tokens) if (other.userId === bot.userId) other.revoked = true
  endWebhooks(world, bot)
}

/**
 * Ends the app in one workspace: the tokens of everybody, its webhooks and its bot user
 * (docs.slack.dev/reference/methods/apps.uninstall). Who the bot was is remembered, for a reinstall.
 */
export function uninstall(world: World, app: Pick<BotUser, 'appId' | 'workspaceId'>): void {
  const { installs, tokens } = world.state
  const place = workspaceOf(world, app.workspaceId)
  const ofApp = (one: { appId: string; workspaceId?: string }) =>
    one.appId === app.appId && workspaceOf(world, one.workspaceId) === place
  for (const token of tokens) if (ofApp(token)) token.revoked = true
  for (const { botUserId } of installs.filter(ofApp)) {
    if (botUserId !== null) retireBot(world, { ...app, userId: botUserId })
  }
  endWebhooks(world, app)
  world.changed()
}

/** The first part of a webhook's path tells its workspace. */
function endWebhooks(world: World, { appId, workspaceId }: Pick<BotUser, 'appId' | 'workspaceId'>): void {
  const { id } = workspaceOf(world, workspaceId)
  for (const hook of world.state.webhooks) {
    if (hook.appId === appId && hook.path.startsWith(`${id}/`)) hook.dead = true
  }
}

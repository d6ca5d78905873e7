import type { Token } from './app-types.ts'
import { deactivateBot } from './bot-users.ts'
import { isClassic } from './install-app.ts'
import { announcingRevocations } from './revocation-events.ts'
import { isSameOwner } from './rotation.ts'
import type { World } from './types.ts'
import { workspaceOf, worldsOf } from './workspaces.ts'

type BotUser = Pick<Token, 'userId' | 'appId' | 'workspaceId'>

/**
 * Deactivates a bot user whose token was revoked: revokes its other tokens, removes it from its channels, and disables
 * the app's webhooks. The app stays installed (docs.slack.dev/reference/methods/auth.revoke). Direct conversations are
 * not removed, because a reinstall uses them again.
 */
function revokeBot(world: World, bot: BotUser): void {
  const { tokens, refreshTokens } = world.state
  // The bot user of an org-wide install is in several workspaces.
  for (const there of worldsOf(world)) deactivateBot(there, bot.userId)
  for (const other of [...tokens, ...refreshTokens]) if (other.userId === bot.userId) other.revoked = true
  endWebhooks(world, bot)
}

/**
 * Revokes a token as `auth.revoke` does. For a token with rotation, only this token is revoked. For a long-lived token,
 * all tokens of the same owner are revoked. When a classic app then has no valid token, the app is uninstalled
 * (docs.slack.dev/authentication/using-token-rotation, installing-with-oauth).
 */
export function revokeToken(world: World, token: Token): void {
  announcingRevocations(world, () => revokeWithInstallation(world, token))
}

function revokeWithInstallation(world: World, token: Token): void {
  const { tokens, refreshTokens } = world.state
  token.revoked = true
  if (token.refresh !== undefined || refreshTokens.some((one) => one === token)) return
  for (const one of [...tokens, ...refreshTokens]) if (isSameOwner(world, one, token)) one.revoked = true
  if (token.kind === 'bot') revokeBot(world, token)
  const isLast = !tokens.some((one) => !one.revoked && isSamePlace(world, one, token))
  if (isLast && isClassic(token)) endInstallation(world, token)
}

function isSamePlace(world: World, one: Token, other: Token): boolean {
  return one.appId === other.appId && workspaceOf(world, one.workspaceId) === workspaceOf(world, other.workspaceId)
}

/**
 * Uninstalls the app from one workspace: revokes its tokens and webhooks there, deactivates its bot user, and sends the
 * events (docs.slack.dev/reference/methods/apps.uninstall). A reinstall uses the same bot id again.
 */
export function uninstall(world: World, app: Pick<BotUser, 'appId' | 'workspaceId'>): void {
  announcingRevocations(world, () => endInstallation(world, app))
}

/**
 * Uninstalls the app from one workspace without sending events. To send the events too, run this function inside
 * `announcingRevocations`.
 */
export function endInstallation(world: World, app: Pick<BotUser, 'appId' | 'workspaceId'>): void {
  const { installs, tokens, refreshTokens } = world.state
  const place = workspaceOf(world, app.workspaceId)
  const ofApp = (one: { appId: string; workspaceId?: string }) =>
    one.appId === app.appId && workspaceOf(world, one.workspaceId) === place
  for (const token of [...tokens, ...refreshTokens]) if (ofApp(token)) token.revoked = true
  for (const { botUserId } of installs.filter(ofApp)) {
    if (botUserId !== null) revokeBot(world, { ...app, userId: botUserId })
  }
  endWebhooks(world, app)
  world.changed()
}

/**
 * Revokes the webhooks of an app in a workspace or an organization. A webhook without `installedIn` belongs to the
 * workspace in the first part of its path.
 */
function endWebhooks(world: World, { appId, workspaceId }: Pick<BotUser, 'appId' | 'workspaceId'>): void {
  const { id } = workspaceOf(world, workspaceId)
  for (const hook of world.state.webhooks) {
    if (hook.appId === appId && (hook.installedIn ?? hook.path.split('/')[0]) === id) hook.dead = true
  }
}

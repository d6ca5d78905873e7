import type { App, Code, ConsentFlow, Hook, Token } from './app-types.ts'
import { activateBot } from './bot-users.ts'
import { draw, newId } from './ids.ts'
import { announceArrivals, placeOrgBots } from './organization.ts'
import { isSameOwner, issueRotatingToken } from './rotation.ts'
import type { World } from './types.ts'
import { findPerson } from './users.ts'
import { isOrganization, peopleIn, workspaceOf } from './workspaces.ts'

/**
 * The result of one consent on the consent page. The tokens also have the scopes that the same user granted earlier.
 */
export interface InstallGrant {
  readonly code: Code
  readonly app: App
  readonly botUserId: string | null
  readonly bot: Token | undefined
  readonly user: Token | undefined
  readonly webhook: Hook | undefined
}

const hex = '0123456789abcdef'

/**
 * Exchanges a code for tokens. As in Slack, a reinstall returns the bot user of the earlier install. When token
 * rotation is off, a reinstall also returns the same tokens; when it is on, it returns new tokens. A consent adds
 * scopes to those that were granted earlier, and removes none (docs.slack.dev/authentication/installing-with-oauth).
 */
export function grant(world: World, code: Code): InstallGrant {
  const app = world.state.apps.find(({ id }) => id === code.appId)
  if (!app) throw new Error(`The code belongs to an app that is gone: ${code.appId}`)
  code.used = true
  const place = workspaceOf(world, code.workspaceId)
  const isNew = !world.state.tokens.some(
    (one) => one.appId === app.id && !one.revoked && workspaceOf(world, one.workspaceId) === place,
  )
  const org = isOrganization(world, code.workspaceId)
  const known = new Set(peopleIn(world).map(({ id }) => id))
  const botUserId = wantsBot(code.flow, code.botScopes) ? botUser(world, app, code) : null
  const userScopes = code.flow === 'v1' ? ['identify', ...code.botScopes, ...code.userScopes] : code.userScopes
  const own = { appId: app.id, flow: code.flow, ...placed(code.workspaceId) }
  const granted: InstallGrant = {
    code,
    app,
    botUserId,
    bot:
      botUserId === null
        ? undefined
        : token(world, app, { ...own, kind: 'bot', userId: botUserId, scopes: botScopes(code) }),
    user:
      userScopes.length === 0
        ? undefined
        : token(world, app, { ...own, kind: 'user', userId: code.userId, scopes: userScopes }),
    webhook: webhook(world, code),
  }
  const bot = botUserId === null ? undefined : findPerson(world, botUserId)
  const isNewBot = bot !== undefined && !known.has(bot.id)
  const arrived = org ? placeOrgBots(world) : isNewBot ? [{ world, bot }] : []
  world.changed()
  announceArrivals(arrived)
  if (isNew) world.happened(world, { what: 'app_installed', appId: app.id, userId: code.userId })
  return granted
}

/**
 * Returns the scopes of the bot token. The bot token of a classic app has only the scope `bot`; its other scopes are in
 * the user token.
 */
function botScopes(code: Code): string[] {
  return code.flow === 'v1' ? ['bot'] : code.botScopes
}

function placed(workspaceId: string | undefined): { workspaceId?: string } {
  return workspaceId === undefined ? {} : { workspaceId }
}

interface InstallOwner {
  readonly appId: string
  readonly kind: Token['kind']
  readonly userId: string
  readonly flow: ConsentFlow
  readonly workspaceId?: string
  readonly scopes: string[]
}

function token(world: World, app: App, owner: InstallOwner): Token {
  const { tokens } = world.state
  const known = tokens.filter((one) => !one.revoked && sameOwner(world, one, owner))
  const scopes = [...new Set([...known.flatMap((one) => one.scopes), ...owner.scopes])]
  if (app.rotation && owner.flow !== 'v1') return issueRotatingToken(world, app, { ...owner, scopes })
  const lasting = known.find(({ expiresAt }) => expiresAt === undefined)
  if (lasting) {
    lasting.scopes = scopes
    return lasting
  }
  const prefix = owner.kind === 'bot' ? 'xoxb' : 'xoxp'
  const value = `${prefix}-sim-${tokens.length + 1}-${draw(world, hex, 24)}`
  const made: Token = {
    value,
    kind: owner.kind,
    appId: owner.appId,
    userId: owner.userId,
    ...placed(owner.workspaceId),
    scopes,
  }
  tokens.push(made)
  return made
}

/**
 * Whether a token belongs to this owner and has the same type of scopes as the new install, classic or granular. One
 * token never has both types.
 */
function sameOwner(world: World, one: Token, owner: InstallOwner): boolean {
  return isSameOwner(world, one, owner) && isClassic(one) === (owner.flow === 'v1')
}

/** Whether a token belongs to a classic app: only such tokens have the scope `bot` or `identify`. */
export function isClassic({ kind, scopes }: Token): boolean {
  return scopes.includes(kind === 'bot' ? 'bot' : 'identify')
}

/**
 * Creates the app's bot user or activates the existing one, adds it to the general channel and returns its user id. The
 * bot user of an org-wide install stays inactive until `placeOrgBots` activates it.
 */
function botUser(world: World, app: App, { workspaceId, userId }: Code): string {
  const { state } = world
  const place = workspaceOf(world, workspaceId)
  let install = state.installs.find((one) => one.appId === app.id && workspaceOf(world, one.workspaceId) === place)
  if (!install) {
    install = { appId: app.id, botUserId: null, botId: null, ...placed(workspaceId) }
    state.installs.push(install)
  }
  install.botUserId ??= newId(world, 'U')
  install.botId ??= newId(world, 'B')
  install.installerId = userId
  const { botUserId: id, botId } = install
  const name = userName(app.botName ?? app.name)
  const bot = { id, name, realName: app.name, email: '', isAdmin: false, bot: { id: botId, appId: app.id } }
  if (!isOrganization(world, workspaceId)) activateBot(world, bot)
  // The first workspace stores the bot users of all org-wide installs. `placeOrgBots` activates them in the workspaces
  // to which an admin added the org-wide apps.
  else if (!findPerson(world, id)) peopleIn(world).push({ ...bot, deleted: true })
  return id
}

/**
 * Returns the user name of a bot user with this display name: lower-case letters without spaces, so that `@name` can be
 * typed.
 */
function userName(displayName: string): string {
  const name = displayName.trim().toLowerCase().replace(/\s+/g, '_')
  return name.replace(/[^\p{L}\p{N}_.-]/gu, '') || 'app'
}

function webhook(world: World, code: Code): Hook | undefined {
  if (code.webhookChannelId === null) return undefined
  const secret = `sim${draw(world, 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz0123456789', 21)}`
  // The channel is in a workspace, even when the app is installed on the whole organization.
  const org = isOrganization(world, code.workspaceId)
  const path = `${(org ? world.state.workspace : workspaceOf(world, code.workspaceId)).id}/${newId(world, 'B')}/${secret}`
  const made: Hook = { path, appId: code.appId, channelId: code.webhookChannelId, userId: code.userId }
  if (org && code.workspaceId !== undefined) made.installedIn = code.workspaceId
  world.state.webhooks.push(made)
  return made
}

/** Whether the install requests a bot token: in v2 with any bot scope, in v1 only with the scope `bot`. */
export function wantsBot(flow: ConsentFlow, botScopes: readonly string[]): boolean {
  return flow === 'v1' ? botScopes.includes('bot') : botScopes.length > 0
}

/**
 * Whether an app can be installed on the whole organization. A classic app cannot
 * (docs.slack.dev/authentication/installing-with-oauth).
 */
export function mayGoOrgWide(app: App, flow: ConsentFlow): boolean {
  return app.orgDeploy && flow !== 'v1'
}

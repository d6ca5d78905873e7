import { wantsBot } from './authorize.ts'
import type { Code } from './code.ts'
import type { Flow } from './scope-check.ts'
import { workspaceOf } from './workspaces.ts'
import { type App, draw, type Hook, newId, type Token, type World } from './world.ts'

/** What one consent gave, the tokens with all that earlier consents of the same person gave as well. */
export interface Grant {
  readonly code: Code
  readonly app: App
  readonly botUserId: string | null
  readonly bot: Token | undefined
  readonly user: Token | undefined
  readonly webhook: Hook | undefined
}

const hex = '0123456789abcdef'

/**
 * Turns a code into tokens. As on Slack a reinstall returns the same bot user and, without rotation, the same token
 * strings, and a grant only ever adds scopes (docs.slack.dev/authentication/installing-with-oauth).
 */
export function grant(world: World, code: Code): Grant {
  const app = world.state.apps.find(({ id }) => id === code.appId)
  if (!app) throw new Error(`The code belongs to an app that is gone: ${code.appId}`)
  code.used = true
  const botUserId = wantsBot(code.flow, code.botScopes) ? botUser(world, app, code.workspaceId) : null
  const userScopes = code.flow === 'v1' ? ['identify', ...code.botScopes, ...code.userScopes] : code.userScopes
  const own = { appId: app.id, flow: code.flow, ...placed(code.workspaceId) }
  const granted: Grant = {
    code,
    app,
    botUserId,
    bot: botUserId === null ? undefined : token(world, { ...own, kind: 'bot', userId: botUserId }, botScopes(code)),
    user: userScopes.length === 0 ? undefined : token(world, { ...own, kind: 'user', userId: code.userId }, userScopes),
    webhook: webhook(world, code),
  }
  world.changed()
  return granted
}

/** The bot of a classic app always has the one scope `bot`; what else was asked belongs to the person's token. */
function botScopes(code: Code): string[] {
  return code.flow === 'v1' ? ['bot'] : code.botScopes
}

function placed(workspaceId: string | undefined): { workspaceId?: string } {
  return workspaceId === undefined ? {} : { workspaceId }
}

interface Owner {
  readonly appId: string
  readonly kind: Token['kind']
  readonly userId: string
  readonly flow: Flow
  readonly workspaceId?: string
}

function token(world: World, owner: Owner, scopes: readonly string[]): Token {
  const { tokens } = world.state
  const known = tokens.find((one) => !one.revoked && sameOwner(world, one, owner))
  if (known) {
    known.scopes = [...new Set([...known.scopes, ...scopes])]
    return known
  }
  const prefix = owner.kind === 'bot' ? 'xoxb' : 'xoxp'
  const value = `${prefix}-sim-${tokens.length + 1}-${draw(world, hex, 24)}`
  const made: Token = {
    value,
    kind: owner.kind,
    appId: owner.appId,
    userId: owner.userId,
    ...placed(owner.workspaceId),
    scopes: [...new Set(scopes)],
  }
  tokens.push(made)
  return made
}

/** Classic and granular grants don't mix: each classic token is known by the one scope that it always has. */
function sameOwner(world: World, one: Token, owner: Owner): boolean {
  if (workspaceOf(world, one.workspaceId) !== workspaceOf(world, owner.workspaceId)) return false
  const classic = one.scopes.includes(one.kind === 'bot' ? 'bot' : 'identify')
  const same = one.appId === owner.appId && one.kind === owner.kind && one.userId === owner.userId
  return same && classic === (owner.flow === 'v1')
}

/** Makes the app's bot user, or wakes the one it had, and puts it into the workspace's general channel. */
function botUser(world: World, app: App, workspaceId: string | undefined): string {
  const { state } = world
  const place = workspaceOf(world, workspaceId)
  let install = state.installs.find((one) => one.appId === app.id && workspaceOf(world, one.workspaceId) === place)
  if (!install) {
    install = { appId: app.id, botUserId: null, botId: null, ...placed(workspaceId) }
    state.installs.push(install)
  }
  install.botUserId ??= newId(world, 'U')
  install.botId ??= newId(world, 'B')
  const { botUserId: id, botId } = install
  const person = state.people.find((one) => one.id === id)
  if (person) delete person.deleted
  else {
    const name = app.botName ?? app.name
    state.people.push({ id, name, realName: app.name, email: '', isAdmin: false, bot: { id: botId, appId: app.id } })
  }
  const general = state.channels.find(({ name }) => name === 'general')
  if (general && !general.members.includes(id)) general.members.push(id)
  return id
}

function webhook(world: World, code: Code): Hook | undefined {
  if (code.webhookChannelId === null) return undefined
  const secret = `sim${draw(world, 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz0123456789', 21)}`
  const path = `${workspaceOf(world, code.workspaceId).id}/${newId(world, 'B')}/${secret}`
  const made: Hook = { path, appId: code.appId, channelId: code.webhookChannelId, userId: code.userId }
  world.state.webhooks.push(made)
  return made
}

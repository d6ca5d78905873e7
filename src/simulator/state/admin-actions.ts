import type { Install, Token } from './app-types.ts'
import { announcingRevocations } from './revocation-events.ts'
import { endInstallation, revokeToken } from './revoke.ts'
import type { Person, World } from './types.ts'
import { findApp, findPerson } from './users.ts'
import { worldOf, worldsOf } from './workspaces.ts'

/**
 * Scopes with which an app stays installed when its installer is deactivated. An app that has any other scope is
 * uninstalled (docs.slack.dev/app-management/distribution).
 */
const harmless: ReadonlySet<string> = new Set(['bot', 'incoming-webhook', 'commands', 'identify'])

/** The actions on a token that `revokeByAdmin` can simulate. */
const strokes = ['expire', 'revoke', 'leak'] as const

/**
 * Expires or revokes a token. `body.do` names the action: `expire` ends the token's lifetime now, `revoke` revokes the
 * token as `auth.revoke` does, and `leak` revokes only this token, as Slack does with a published token. The token is
 * `body.token`; without `body.token`, it is the newest token of the kind `body.kind`, of the user `body.user` and of the
 * app `body.clientId` when they are given.
 * @returns the kind and the user id of the token, and the action
 * @throws TypeError when there is no such token or no such action
 */
export function revokeByAdmin(
  world: World,
  body: Readonly<Record<string, unknown>>,
): { readonly kind: Token['kind']; readonly user: string; readonly do: string } {
  const stroke = strokes.find((one) => one === body['do'])
  if (!stroke) throw new TypeError(`do is one of ${strokes.join(', ')}`)
  const token = chosen(world, body)
  if (!token) throw new TypeError('There is no such token: send token, or kind (bot, user or refresh) and user')
  const refresh = world.state.refreshTokens.find((one) => one === token)
  if (stroke === 'expire' && refresh) refresh.endsAt = world.now()
  else if (stroke === 'expire') token.expiresAt = world.now()
  else if (stroke === 'leak') announcingRevocations(world, () => Object.assign(token, { revoked: true }))
  else revokeToken(worldOf(world, token.workspaceId), token)
  world.changed()
  return { kind: token.kind, user: token.userId, do: stroke }
}

/**
 * Expires every access token of an app that can be refreshed, and returns their number.
 * @throws TypeError when there is no such app
 */
export function expireTokens(world: World, { clientId }: Readonly<Record<string, unknown>>): number {
  const app = world.state.apps.find((one) => one.clientId === clientId)
  if (!app) throw new TypeError('clientId is that of an app')
  const now = world.now()
  const valid = world.state.tokens.filter(
    ({ appId, expiresAt, revoked }) => appId === app.id && expiresAt !== undefined && expiresAt > now && !revoked,
  )
  for (const token of valid) token.expiresAt = now
  world.changed()
  return valid.length
}

function chosen({ state }: World, { token, kind, user, clientId }: Readonly<Record<string, unknown>>) {
  const all = [...state.tokens, ...state.refreshTokens]
  if (typeof token === 'string') return all.find(({ value }) => value === token)
  const among = kind === 'refresh' ? state.refreshTokens : state.tokens.filter((one) => one.kind === kind)
  const app = state.apps.find((one) => one.clientId === clientId)
  return among.findLast(
    (one) =>
      !one.revoked && (user === undefined || one.userId === user) && (clientId === undefined || one.appId === app?.id),
  )
}

/**
 * Deactivates a user and revokes their user tokens, or activates the user again. Slack's pages contradict each other
 * about an app that a deactivated user installed, so the app's setting `installerLeaves` decides whether the app stays
 * installed.
 * @throws TypeError when there is no such user
 */
export function changePerson(world: World, { id, deactivated }: Readonly<Record<string, unknown>>): void {
  const person = worldsOf(world).flatMap((there) => findPerson(there, typeof id === 'string' ? id : '') ?? [])[0]
  if (!person || person.bot || typeof deactivated !== 'boolean') {
    throw new TypeError('id is that of a person, and deactivated is true or false')
  }
  if (deactivated) announcingRevocations(world, () => deactivate(world, person))
  else delete person.deleted
  for (const there of worldsOf(world)) {
    if (findPerson(there, person.id) === person)
      world.happened(there, { what: 'user_changed', userId: person.id, status: false })
  }
  world.changed()
}

/**
 * Deactivates a user, revokes the user's tokens, and uninstalls each app that is removed together with its installer.
 */
function deactivate(world: World, person: Person): void {
  person.deleted = true
  const { tokens, refreshTokens, installs } = world.state
  for (const token of [...tokens, ...refreshTokens]) if (token.userId === person.id) token.revoked = true
  for (const install of installs) {
    if (install.installerId === person.id && endsWithInstaller(world, install))
      endInstallation(worldOf(world, install.workspaceId), install)
  }
}

function endsWithInstaller(world: World, { appId, botUserId }: Install): boolean {
  if (findApp(world, appId)?.installerLeaves !== 'uninstalled') return false
  const held = world.state.tokens.filter((token) => token.appId === appId && token.userId === botUserId)
  return held.some(({ scopes }) => scopes.some((scope) => !harmless.has(scope)))
}

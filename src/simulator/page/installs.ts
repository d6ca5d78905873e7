import { mask } from '../../slack/facts/token-kinds.ts'
import type { Site } from '../http/types.ts'
import { installLink, listedScopes, listsScopes } from '../state/app-manifest.ts'
import type { App, Token } from '../state/app-types.ts'
import { isExpired } from '../state/rotation.ts'
import type { World } from '../state/types.ts'
import { channelsIn, peopleIn, workspaceOf, worldOf } from '../state/workspaces.ts'
import type { PageInstall } from './developer-types.ts'

/** Returns every app with its tokens, webhooks and installations. Tokens are masked. */
export function installsOf({ world, url }: Site): PageInstall[] {
  return world.state.apps.map((app) => {
    const tokens = world.state.tokens.filter(({ appId }) => appId === app.id)
    const working = tokens.filter((token) => !token.revoked)
    const listed = listedScopes(world, app)
    return {
      appId: app.id,
      app: app.name,
      clientId: app.clientId,
      installUrl: listsScopes(listed) ? installLink(app, listed, url()) : null,
      settingsUrl: `/apps/${app.id}`,
      tokens: tokens.map((token) => shownToken(world, token)),
      webhooks: webhooksOf(world, app),
      places: distinct(working.map(({ workspaceId }) => placeOf(world, workspaceId))),
    }
  })
}

function shownToken(world: World, token: Token): PageInstall['tokens'][number] {
  const { kind, value, userId, workspaceId, scopes, expiresAt = null, revoked } = token
  return {
    ...{ kind, userId, scopes, expiresAt },
    masked: mask(value),
    as: nameIn(world, workspaceId, userId),
    team: placeOf(world, workspaceId),
    state: revoked ? 'revoked' : isExpired(world, token) ? 'expired' : 'works',
  }
}

function nameIn(world: World, workspaceId: string | undefined, userId: string): string {
  const found = peopleIn(worldOf(world, workspaceId)).find(({ id }) => id === userId)
  return found ? `@${found.name}` : userId
}

function placeOf(world: World, workspaceId: string | undefined) {
  const { id, name } = workspaceOf(world, workspaceId)
  return { id, name }
}

function webhooksOf(world: World, app: App): PageInstall['webhooks'] {
  return world.state.webhooks
    .filter(({ appId }) => appId === app.id)
    .map(({ path, channelId, userId, dead }) => {
      const [workspaceId] = path.split('/')
      const channel = channelsIn(worldOf(world, workspaceId)).find(({ id }) => id === channelId)
      return { channel: channel?.name ?? channelId, by: nameIn(world, workspaceId, userId), works: !dead }
    })
}

function distinct<Place extends { readonly id: string }>(places: readonly Place[]): Place[] {
  return places.filter((place, at) => places.findIndex(({ id }) => id === place.id) === at)
}

import { pid } from 'node:process'
import { subscriptionsOf } from '../events/subscriptions.ts'
import { wayOf } from '../events/way-of.ts'
import { addressesOf } from '../http/addresses.ts'
import type { Site } from '../http/types.ts'
import { listedScopes } from '../state/app-manifest.ts'
import { shownSigningSecret } from '../state/app-secrets.ts'
import { settingsOf } from '../state/app-settings.ts'
import { appTokenOf } from '../state/app-token.ts'
import type { App } from '../state/app-types.ts'
import { newestConfigToken } from '../state/config-tokens.ts'
import type { World } from '../state/types.ts'
import { workspacesOf } from '../state/workspaces.ts'
import type { AppDescription, ClientDescription, SimulatorDescription } from './types.ts'

/**
 * Returns the description of the simulator. The only secrets in the description are those that the simulator made. For
 * a visitor who cannot change the simulator, remove the configuration tokens with `withoutConfigTokens`.
 */
export function describe(site: Site): SimulatorDescription {
  const { apps, workspace, otherWorkspace, organization } = site.world.state
  const workspaces = workspacesOf(site.world).map(({ id, name, domain }) => ({ id, name, domain }))
  const [app] = apps
  if (!app) throw new Error('A simulator without an app')
  return {
    name: 'slack-tokens simulator',
    ...addressesOf(site.url()),
    workspace,
    otherWorkspace,
    workspaces,
    organization,
    ...newestConfigToken(site.world),
    run: { pid, since: site.since, requests: site.world.state.requests, kept: site.isKept() },
    app: { ...describeClient(site, app), name: app.name, scopes: scopesOf(site.world, app) },
    clients: apps.map((one) => describeClient(site, one)),
  }
}

function scopesOf(world: World, app: App): Exclude<AppDescription['scopes'], undefined> {
  return app.manifest ? listedScopes(world, app) : null
}

function describeClient({ world, events }: Site, app: App): ClientDescription {
  const { id, clientId, clientSecret } = app
  const signingSecret = shownSigningSecret(world, app)
  const way = { eventsBy: wayOf(events.sockets, app), eventsUrl: subscriptionsOf(app).eventsUrl }
  return { id, clientId, clientSecret, signingSecret, appToken: appTokenOf(world, app), ...way, ...settingsOf(app) }
}

/**
 * Returns the description without the configuration tokens, for a visitor who cannot change the simulator: such a token
 * can change apps.
 */
export function withoutConfigTokens({
  configToken: _token,
  configRefreshToken: _refresh,
  ...rest
}: SimulatorDescription): SimulatorDescription {
  return rest
}

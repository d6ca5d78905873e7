import { pid } from 'node:process'
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
    app: { ...describeClient(site.world, app), name: app.name, scopes: scopesOf(site.world, app), ...settingsOf(app) },
    clients: apps.map((one) => describeClient(site.world, one)),
  }
}

function scopesOf(world: World, app: App): Exclude<AppDescription['scopes'], undefined> {
  return app.manifest ? listedScopes(world, app) : null
}

function describeClient(world: World, app: App): ClientDescription {
  const { id, clientId, clientSecret, redirectUrls } = app
  const signingSecret = shownSigningSecret(world, app)
  return { id, clientId, clientSecret, signingSecret, appToken: appTokenOf(world, app), redirectUrls }
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

import { pid } from 'node:process'
import type { Site } from '../http/types.ts'
import { shownSigningSecret } from '../state/app-secrets.ts'
import { settingsOf } from '../state/app-settings.ts'
import { appTokenOf } from '../state/app-token.ts'
import { newestConfigToken } from '../state/config-tokens.ts'
import { workspacesOf } from '../state/workspaces.ts'

export type ControlFields = Readonly<Record<string, unknown>>

/** No secret in it but what was made here: whoever can connect may read it, the configuration tokens left out. */
export function describe(site: Site): ControlFields {
  const url = site.url()
  const { apps, workspace, otherWorkspace, organization } = site.world.state
  const workspaces = workspacesOf(site.world).map(({ id, name, domain }) => ({ id, name, domain }))
  const app = apps[0]
  return {
    name: 'slack-tokens simulator',
    url,
    apiUrl: `${url}/api/`,
    authorizeUrl: `${url}/oauth/v2/authorize`,
    workspace,
    otherWorkspace,
    workspaces,
    organization,
    ...newestConfigToken(site.world),
    run: { pid, since: site.since, requests: site.world.state.requests },
    app: app && {
      id: app.id,
      name: app.name,
      clientId: app.clientId,
      clientSecret: app.clientSecret,
      signingSecret: shownSigningSecret(site.world, app),
      appToken: appTokenOf(site.world, app),
      ...settingsOf(app),
    },
    clients: apps.map((one) => ({
      id: one.id,
      clientId: one.clientId,
      clientSecret: one.clientSecret,
      signingSecret: shownSigningSecret(site.world, one),
      appToken: appTokenOf(site.world, one),
      redirectUrls: one.redirectUrls,
    })),
  }
}

/** For whoever may only look: with a configuration token the settings of the apps can be changed. */
export function withoutConfigTokens({
  configToken: _token,
  configRefreshToken: _refresh,
  ...rest
}: ControlFields): ControlFields {
  return rest
}

import { isClientId } from '../../slack/facts/id-forms.ts'
import { madeSecret, setClientSecret } from './app-secrets.ts'
import { changeApp, defaultFeatureFlags } from './app-settings.ts'
import type { App } from './app-types.ts'
import { draw, newId } from './ids.ts'
import { uninstall } from './revoke.ts'
import type { World } from './types.ts'

type AppFields = Readonly<Record<string, unknown>>

/**
 * Registers an app of the real Slack by its client id, or finds the registered app, and changes its settings. `body`
 * has `clientId`, settings as in `changeApp`, and optional fields. Only a hash of `clientSecret` is stored.
 * `signingSecret` is only in memory. `redirectUrls` are put before the app's URLs. `linkRedirectUrl`, the redirect URL
 * in the install link, is put after them. Without `clientSecret`, the first secret that an exchange sends becomes the
 * app's secret.
 * @throws TypeError on an invalid client id, secret or setting
 */
export function registerApp(world: World, body: AppFields): App {
  const { clientId, clientSecret, signingSecret, redirectUrls = [], linkRedirectUrl, ...settings } = body
  if (typeof clientId !== 'string' || !isClientId(clientId)) {
    throw new TypeError('clientId is two numbers joined by a dot')
  }
  const own = { client: secret(clientSecret, 'clientSecret'), signing: secret(signingSecret, 'signingSecret') }
  if (!Array.isArray(redirectUrls)) throw new TypeError('redirectUrls is a list of texts')
  const known = world.state.apps.find((app) => app.clientId === clientId)
  const app = known ?? unknownApp(world, clientId)
  const ofTheLink = linkRedirectUrl === undefined ? [] : [linkRedirectUrl]
  const all = new Set<unknown>([...(redirectUrls as unknown[]), ...app.redirectUrls, ...ofTheLink])
  changeApp(world, { ...settings, redirectUrls: [...all] }, app)
  if (own.client !== undefined) setClientSecret(world, app, own.client)
  if (own.signing !== undefined)
    world.secrets.set(clientId, { ...world.secrets.get(clientId), signingSecret: own.signing })
  if (!known) world.state.apps.push(app)
  world.changed()
  return app
}

function unknownApp(world: World, clientId: string): App {
  return {
    id: newId(world, 'A'),
    name: 'Your app',
    clientId,
    clientSecret: madeSecret(world, 'client secret', clientId),
    clientSecretHash: null,
    signingSecret: `simulated-${draw(world, '0123456789abcdef', 24)}`,
    verificationToken: `simulated-${draw(world, '0123456789abcdef', 16)}`,
    redirectUrls: [],
    botName: 'your-app',
    messagesTab: true,
    ...defaultFeatureFlags(),
  }
}

function secret(value: unknown, name: string): string | undefined {
  if (value === undefined || (typeof value === 'string' && value !== '')) return value
  throw new TypeError(`${name} is a text`)
}

/**
 * Uninstalls the app with `clientId` from every workspace, as an admin does.
 * @throws TypeError when there is no such app
 */
export function removeApp(world: World, { clientId }: AppFields): void {
  const app = world.state.apps.find((one) => one.clientId === clientId)
  if (!app) throw new TypeError('clientId is that of an app')
  for (const install of world.state.installs) if (install.appId === app.id) uninstall(world, install)
}

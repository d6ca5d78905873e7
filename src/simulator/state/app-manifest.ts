import { isRecord } from '../../shape/record.ts'
import { nameIn } from '../../slack/facts/one-line.ts'
import { texts } from '../../slack/manifest/validate.ts'
import { defaultFeatureFlags } from './app-settings.ts'
import type { App, Manifest } from './app-types.ts'
import { draw, newId } from './ids.ts'
import { fitsList } from './scopes.ts'
import type { World } from './types.ts'

export interface ListedScopes {
  readonly bot: readonly string[]
  readonly user: readonly string[]
}

/** Creates an app from a valid manifest, and adds the app to the world. */
export function createApp(world: World, manifest: Manifest): App {
  const [digits, hex] = ['0123456789', '0123456789abcdef']
  const app: App = {
    id: newId(world, 'A'),
    name: '',
    clientId: `${draw(world, digits, 10)}.${draw(world, digits, 12)}`,
    clientSecret: `simulated-${draw(world, hex, 24)}`,
    signingSecret: `simulated-${draw(world, hex, 24)}`,
    verificationToken: `simulated-${draw(world, hex, 16)}`,
    redirectUrls: [],
    botName: null,
    messagesTab: false,
    byManifest: true,
    ...defaultFeatureFlags(),
  }
  applyManifest(app, manifest)
  world.state.apps.push(app)
  world.changed()
  return app
}

/**
 * Replaces the app's settings with those in the manifest. A setting that is not in the manifest gets its default value.
 */
export function applyManifest(app: App, manifest: Manifest): void {
  const { display_information, features, oauth_config, settings } = manifest
  const [information, oauth] = [inside(display_information), inside(oauth_config)]
  const { bot_optional, user_optional } = inside(oauth['scopes'])
  const botName = inside(inside(features)['bot_user'])['display_name']
  app.manifest = manifest
  app.name = nameIn(information['name']) ?? app.id
  app.redirectUrls = [...new Set(texts(oauth['redirect_urls']))]
  app.botName = typeof botName === 'string' ? (nameIn(botName) ?? app.name) : null
  app.messagesTab = inside(inside(features)['app_home'])['messages_tab_enabled'] === true
  app.pkce = oauth['pkce_enabled'] === true
  // In Slack, token rotation cannot be turned off again.
  app.rotation ||= inside(settings)['token_rotation_enabled'] === true
  app.orgDeploy = inside(settings)['org_deploy_enabled'] === true
  app.optionalScopes = { bot: texts(bot_optional), user: texts(user_optional) }
}

/** Returns the app's manifest with its current settings, including settings that were changed without a manifest. */
export function manifestOf(world: World, app: App): Manifest {
  const { display_information, features, oauth_config, settings, ...rest } = app.manifest ?? {}
  const { bot_user, app_home, ...otherFeatures } = inside(features)
  const botUser = app.botName !== null && { bot_user: { ...inside(bot_user), display_name: app.botName } }
  return {
    ...rest,
    display_information: { ...inside(display_information), name: app.name },
    features: {
      ...otherFeatures,
      app_home: { ...inside(app_home), messages_tab_enabled: app.messagesTab },
      ...botUser,
    },
    oauth_config: {
      ...inside(oauth_config),
      redirect_urls: app.redirectUrls,
      scopes: scopesWithOptional(app, listedScopes(world, app)),
      pkce_enabled: app.pkce,
    },
    settings: {
      socket_mode_enabled: false,
      ...inside(settings),
      org_deploy_enabled: app.orgDeploy,
      token_rotation_enabled: app.rotation,
    },
  }
}

/** Whether an install link with these scopes works: Slack refuses a link without scopes (`blank_scope`). */
export function listsScopes({ bot, user }: ListedScopes): boolean {
  return bot.length + user.length > 0
}

/**
 * Returns the bot scopes and the user scopes in the app's manifest. For an app without a manifest, returns the scopes
 * of its valid tokens, without those that only a classic app can have.
 */
export function listedScopes(world: World, app: App): ListedScopes {
  if (!app.manifest) return ofToday(grantedScopes(world, app))
  const { bot, user } = inside(inside(app.manifest['oauth_config'])['scopes'])
  return { bot: texts(bot), user: texts(user) }
}

/** Returns the lists without the scopes that only a classic app can have. */
function ofToday({ bot, user }: ListedScopes): ListedScopes {
  return { bot: bot.filter((scope) => fitsList(scope, 'bot')), user: user.filter((scope) => fitsList(scope, 'user')) }
}

/** Returns the scopes of the app's tokens that are not revoked: one list for bot tokens and one for user tokens. */
export function grantedScopes({ state }: World, app: App): ListedScopes {
  const held = (kind: 'bot' | 'user') => [
    ...new Set(
      state.tokens
        .filter((token) => token.appId === app.id && token.kind === kind && !token.revoked)
        .flatMap(({ scopes }) => scopes),
    ),
  ]
  return { bot: held('bot'), user: held('user') }
}

/** Returns the URL of the app's consent page with the given scopes. @param url the simulator's base URL */
export function installLink(app: App, { bot, user }: ListedScopes, url: string): string {
  const query = new URLSearchParams({ client_id: app.clientId, scope: bot.join(',') })
  if (user.length > 0) query.set('user_scope', user.join(','))
  // People read this URL too, and a query can contain `:` and `,` unencoded.
  const readable = query.toString().replaceAll('%3A', ':').replaceAll('%2C', ',')
  return `${url}/oauth/v2/authorize?${readable}`
}

function scopesWithOptional({ optionalScopes }: App, { bot, user }: ListedScopes): Manifest {
  const [botOptional, userOptional] = [bot, user].map((list, index) =>
    list.filter((scope) => optionalScopes[index === 0 ? 'bot' : 'user'].includes(scope)),
  )
  return {
    bot,
    user,
    ...(botOptional?.length && { bot_optional: botOptional }),
    ...(userOptional?.length && { user_optional: userOptional }),
  }
}

function inside(value: unknown): Manifest {
  return isRecord(value) ? value : {}
}

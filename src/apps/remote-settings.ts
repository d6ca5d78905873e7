import type { AppRecord } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import { isLoopback } from '../net/is-loopback.ts'
import { chooseRedirect, redirectUriOf } from '../oauth/redirect-uri.ts'
import { isRecord } from '../shape/record.ts'
import { manifestFacts } from '../slack/manifest/facts.ts'
import { type Group, texts } from '../slack/manifest/validate.ts'
import type { ConfigAccess } from './config-token/client.ts'

/** Returns the redirect URL that a login of this app sends. */
export function ownRedirect({ redirectUri, port, pkce, simulator }: OwnSettings): string {
  return redirectUriOf(chooseRedirect({ uri: redirectUri ?? undefined, port, plain: pkce || (simulator ?? false) }))
}

type OwnSettings = Pick<AppRecord, 'redirectUri' | 'port' | 'pkce' | 'simulator'>

/**
 * Returns the redirect URL and the port that a login should use, if the app's settings contain `redirectUrls`. Prefers
 * the default of a login, then a URL on this computer. `redirectUri` is null for the default.
 */
export function redirectLocation(
  redirectUrls: readonly string[],
  own: Pick<AppRecord, 'port' | 'pkce' | 'simulator'>,
): Pick<AppRecord, 'redirectUri' | 'port'> {
  const usual = { redirectUri: null, port: own.port }
  if (redirectUrls.length === 0 || redirectUrls.includes(ownRedirect({ ...own, ...usual }))) return usual
  const urls = redirectUrls.filter((url) => URL.canParse(url))
  const chosen = urls.find((url) => isLoopback(new URL(url))) ?? urls[0]
  if (chosen === undefined) return usual
  return { redirectUri: chosen, port: chooseRedirect({ uri: chosen, plain: false }).port }
}

/**
 * Returns the app id, which Slack needs to find the app's settings.
 * @throws CliError with the exit reason `usage`: the app id is unknown, or `given` is not an app id.
 */
export function appIdOf(name: string, app: AppRecord, given: string | undefined): string {
  const id = given ?? app.appId
  if (id !== null && /^A[0-9A-Z]{6,}$/.test(id)) return id
  throw new CliError('usage', given === undefined ? `The app id of “${name}” is not known` : 'This is not an app id', {
    code: 'no_app_id',
    hint: `Copy it from Basic Information → App Credentials, then: slack-tokens app add --name ${name} --app-id A…   A login stores the app id too`,
  })
}

/**
 * Returns the app's manifest from Slack.
 * @throws CliError the error of the call.
 */
export async function exportManifest(access: ConfigAccess, appId: string): Promise<Group> {
  const { manifest } = await access.call('apps.manifest.export', { app_id: appId })
  if (isRecord(manifest)) return manifest
  throw new CliError('failed', 'apps.manifest.export: Slack’s answer has no manifest', {
    code: 'unreadable_answer',
    hint: 'To see the answer: slack-tokens app pull --verbose',
  })
}

/**
 * Sends the manifest to apps.manifest.validate, which changes nothing.
 * @throws CliError with the exit reason `slack` and the code `invalid_manifest`: Slack would refuse the manifest. The
 * error has the faults from Slack.
 */
export async function validateManifest(access: ConfigAccess, manifest: object, appId?: string): Promise<void> {
  await access.call('apps.manifest.validate', {
    manifest: JSON.stringify(manifest),
    ...(appId !== undefined && { app_id: appId }),
  })
}

/** Returns the record with the values of the manifest. Secrets, flow, port and redirect URL do not change. */
export function recordFrom(app: AppRecord, manifest: Group): AppRecord {
  const { name, botScopes, userScopes, redirectUrls, switches } = manifestFacts(manifest)
  // Forget the redirect URLs of earlier installs, because the current settings may no longer have them.
  const { provenRedirects: _, ...known } = app
  return {
    ...known,
    ...(name !== null && { appName: name }),
    // Keep the scopes of a classic app, because they have other names. The flow v2_user requests no bot scopes.
    ...(app.flow !== 'v1' && { botScopes: app.flow === 'v2' ? botScopes : [], userScopes }),
    redirectUrls,
    switches: { ...app.switches, ...switches },
  }
}

/** Returns the manifest with the redirect URL and scopes added; the rest stays unchanged. */
export function withOurs(
  manifest: Group,
  ours: { readonly redirectUrl: string } & Pick<AppRecord, 'botScopes' | 'userScopes'>,
): Group {
  const oauth = inside(manifest, 'oauth_config')
  const scopes = inside(oauth, 'scopes')
  const features = inside(manifest, 'features')
  const { name } = manifestFacts(manifest)
  const bot = union(scopes['bot'], ours.botScopes)
  const user = union(scopes['user'], ours.userScopes)
  const webhook = ours.botScopes.includes('incoming-webhook') && !texts(scopes['bot']).includes('incoming-webhook')
  return {
    ...manifest,
    ...(bot.length > 0 &&
      !isRecord(features['bot_user']) && {
        // Add a bot user, because bot scopes need one.
        features: { ...features, bot_user: { display_name: name ?? 'app', always_online: false } },
      }),
    oauth_config: {
      ...oauth,
      redirect_urls: union(oauth['redirect_urls'], [ours.redirectUrl]),
      scopes: { ...scopes, ...(bot.length > 0 && { bot }), ...(user.length > 0 && { user }) },
    },
    ...(webhook && {
      settings: { ...inside(manifest, 'settings'), incoming_webhooks: { incoming_webhooks_enabled: true } },
    }),
  }
}

function union(own: unknown, more: readonly string[]): string[] {
  return [...new Set([...texts(own), ...more])]
}

function inside(value: Group, key: string): Group {
  const found = value[key]
  return isRecord(found) ? found : {}
}

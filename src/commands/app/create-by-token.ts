import { type ConfigAccess, configAccess } from '../../apps/config-token/client.ts'
import { workspaceWords } from '../../apps/config-token/read.ts'
import type { DesiredManifest } from '../../apps/desired-manifest.ts'
import { ownRedirect, redirectLocation, validateManifest, withOurs } from '../../apps/remote-settings.ts'
import type { AppRecord } from '../../config/installation.ts'
import { deriveProfileName } from '../../config/profile-name.ts'
import { savedOrRecovered } from '../../config/recovery.ts'
import { recovered } from '../../config/recovery-file.ts'
import { CliError } from '../../errors.ts'
import { defaultPort } from '../../oauth/redirect-uri.ts'
import { rememberApp } from '../../oauth/remember-app.ts'
import type { Context } from '../../runtime/context.ts'
import { withoutInterruption } from '../../runtime/critical-section.ts'
import { besideApi, slackApiUrl } from '../../runtime/settings.ts'
import { isRecord } from '../../shape/record.ts'
import { nameIn } from '../../slack/facts/one-line.ts'
import { manifestFacts } from '../../slack/manifest/facts.ts'
import type { Group } from '../../slack/manifest/validate.ts'
import { columns } from '../../terminal/table.ts'

export interface TokenTarget {
  readonly apiUrl: string
  readonly simulator: boolean
  readonly team: string | undefined
  /** The port of the callback on localhost; undefined for the default port. */
  readonly port: number | undefined
}

/**
 * Creates an app with a configuration token: `apps.manifest.create` returns client id, client secret and signing
 * secret. Checks first that the config can be written. If the credentials cannot be saved, writes them to a recovery
 * file (threat R12).
 * @throws CliError with the exit reason `noToken`: there is no configuration token; `slack`: Slack refuses the
 * manifest; `failed`: a network error or a file error.
 */
export async function createByToken(wanted: DesiredManifest, target: TokenTarget, context: Context): Promise<void> {
  const { terminal, store } = context
  const access = await configAccess(target, context)
  await store.proveWritable()
  const port = target.port ?? defaultPort
  const own = {
    port,
    pkce: (wanted.switches.pkce ?? false) && wanted.botScopes.length === 0,
    simulator: target.simulator,
  }
  // A login on the simulator receives the callback over http, so the manifest needs a redirect URL with http.
  const manifest = target.simulator
    ? withOurs(wanted.manifest, { ...wanted, redirectUrl: ownRedirect({ ...own, redirectUri: null }) })
    : wanted.manifest
  for (const warning of wanted.warnings) terminal.warn(warning)
  await validateManifest(access, manifest)
  terminal.note(`→ a new app “${wanted.name}”, with the configuration token of ${workspaceWords(access.teamId)}`)
  const made = await withoutInterruption(context, 'the new app', async () => create(access, manifest, context))
  const record: AppRecord = {
    ...own,
    ...redirectLocation([...wanted.redirectUrls, ...redirectsOf(manifest)], own),
    ...{ clientId: made.clientId, clientSecret: made.clientSecret, signingSecret: made.signingSecret },
    ...{
      appId: made.appId,
      apiUrl: access.apiUrl,
      appName: wanted.name,
      switches: manifestFacts(manifest).switches,
    },
    flow: 'v2',
    botScopes: wanted.botScopes,
    userScopes: wanted.userScopes,
    redirectUrls: redirectsOf(manifest),
  }
  const recovery = () => recovered({ apps: { [deriveProfileName(wanted.name, [])]: record } })
  const again = 'and copy the credentials from the app’s settings: slack-tokens app add'
  const save = async () => await rememberApp(store, record, wanted.name)
  const name = await savedOrRecovered(save, { what: 'credentials', recovery, again }, context)
  report(name, { made, record }, context)
}

interface CreatedApp {
  readonly appId: string
  readonly clientId: string
  readonly clientSecret: string
  readonly signingSecret: string | null
  /** The URL of the consent page with the scopes of the manifest. */
  readonly authorizeUrl: string | null
  readonly body: Readonly<Record<string, unknown>>
}

async function create(access: ConfigAccess, manifest: object, { terminal }: Context): Promise<CreatedApp> {
  const body = await access.call('apps.manifest.create', { manifest: JSON.stringify(manifest) })
  const credentials = isRecord(body['credentials']) ? body['credentials'] : {}
  const appId = nameIn(body['app_id'])
  const clientId = nameIn(credentials['client_id'])
  const clientSecret = nameIn(credentials['client_secret'])
  if (appId === null || clientId === null || clientSecret === null)
    throw new CliError('failed', 'apps.manifest.create: Slack’s answer lacks the app’s credentials', {
      code: 'unreadable_answer',
      hint: 'The app may exist anyway: look at https://api.slack.com/apps, then slack-tokens app add',
    })
  const signingSecret = nameIn(credentials['signing_secret'])
  for (const secret of [clientSecret, signingSecret, nameIn(credentials['verification_token'])])
    if (secret !== null) terminal.conceal(secret)
  return { appId, clientId, clientSecret, signingSecret, authorizeUrl: nameIn(body['oauth_authorize_url']), body }
}

function report(name: string, { made, record }: { made: CreatedApp; record: AppRecord }, { terminal }: Context): void {
  const { appId, clientId, authorizeUrl } = made
  const settingsUrl = settingsOf(appId, record.apiUrl)
  const next = `slack-tokens login --app ${name}${record.simulator ? ' --approve' : ''}`
  const redirectUrls = record.redirectUrls ?? []
  const result = {
    ok: true,
    by: 'configuration token',
    name,
    appId,
    clientId,
    settingsUrl,
    authorizeUrl,
    redirectUrls,
    next,
  }
  const facts = [
    ['  app id', appId],
    ['  client id', clientId],
    ['  settings', settingsUrl],
    ...(authorizeUrl === null ? [] : [['  install', authorizeUrl]]),
  ]
  terminal.result(result, (paint, room) =>
    [`${paint.bold(name)}  ${record.appName ?? ''}`, columns(['', ''], facts, room)].join('\n'),
  )
  terminal.done(`Created; client secret and signing secret are stored: slack-tokens app show ${name}`)
  terminal.note(`\nNext:\n  ${next}`)
}

function settingsOf(appId: string, apiUrl: string): string {
  return apiUrl === slackApiUrl ? `https://api.slack.com/apps/${appId}` : besideApi(apiUrl, `/apps/${appId}`)
}

function redirectsOf(manifest: object): readonly string[] {
  return manifestFacts(manifest as Group).redirectUrls
}

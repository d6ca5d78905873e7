import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { configFolder, prepareFolder } from '../files/folder.ts'
import type { AppRecord } from '../installations/installation.ts'
import { type AppToInstall, type AppWishes, appToInstall } from './app-to-install.ts'
import { type Certificate, givenCertificate, localCertificate } from './certificate.ts'
import { install, type Ready } from './install.ts'
import type { Installed } from './keep.ts'
import { chooseRedirect, type Redirect } from './redirect.ts'
import { rememberApp } from './remember-app.ts'
import { clientSecret } from './secret.ts'
import { waitingScreen } from './waiting-screen.ts'

export interface AppLogin extends AppWishes {
  /** `--client-secret`: it comes on standard input. */
  readonly secretFromInput: boolean
  readonly cert?: string | undefined
  readonly key?: string | undefined
  /** The only workspace or organization that is accepted. */
  readonly team?: string | undefined
  readonly profile: string | undefined
  readonly browser: boolean
  /** Milliseconds. */
  readonly timeout: number
}

export interface AppInstalled {
  readonly installed: Installed
  /** What the app is remembered as. */
  readonly app: string
}

/** Installs a real app, from whatever says which, and remembers it. */
export async function loginWithApp(login: AppLogin, context: Context): Promise<AppInstalled> {
  const { terminal, store } = context
  const app = await appToInstall(login, context)
  for (const note of app.notes) terminal.warn(note)
  const redirect = chooseRedirect({ uri: app.redirectUri, port: app.port, plain: app.pkce })
  if (app.pkce) checkDesktopRedirect(app, redirect)
  const remembered = app.remembered?.clientSecret ?? null
  const secret = app.pkce ? null : await clientSecret({ fromInput: login.secretFromInput, remembered }, context)
  const certificate = await certificateFor(login, redirect, context)
  const { flow, apiUrl, clientId, botScopes, userScopes } = app
  const request = {
    ...{ flow, apiUrl, clientId, botScopes, userScopes, redirect },
    clientSecret: secret?.value ?? null,
    simulator: false,
    timeout: login.timeout,
    ...(certificate && { certificate }),
    ...(login.profile !== undefined && { profile: login.profile }),
    ...(login.team !== undefined && { team: login.team }),
    ...(app.team !== undefined && { preselect: app.team }),
  }
  const installed = await install(request, context, {
    http: context.http,
    async onReady(ready) {
      await showConsent(ready, { login, redirect, certificate }, context)
      // Loading it takes longer than listening did: it is done while somebody looks at Slack's page.
      await context.http()
    },
  })
  const record = recordOf(
    { ...request, pkce: app.pkce, redirectUri: app.redirectUri },
    secret?.keep ? secret.value : null,
    installed,
  )
  return { installed, app: await rememberApp(store, record, installed.installation.appName) }
}

/** What is remembered of an app that was just installed. */
export function recordOf(
  made: Pick<AppRecord, 'flow' | 'apiUrl' | 'clientId' | 'botScopes' | 'userScopes' | 'pkce'> & {
    readonly redirect: Redirect
    readonly redirectUri: string | undefined
  },
  secret: string | null,
  { installation }: Installed,
): AppRecord {
  const { flow, apiUrl, clientId, botScopes, userScopes, pkce, redirect, redirectUri } = made
  return {
    ...{ flow, apiUrl, clientId, botScopes, userScopes, pkce },
    clientSecret: secret,
    appId: installation.appId,
    redirectUri: redirectUri ?? null,
    port: redirect.port,
  }
}

/**
 * Once an app opted into PKCE, a redirect to localhost, https or not, is a desktop redirect, and Slack grants no bot
 * scopes there (docs.slack.dev/authentication/using-pkce).
 */
export function checkDesktopRedirect(app: AppToInstall, redirect: Redirect): void {
  if (!redirect.local || app.botScopes.length === 0) return
  throw new CliError(
    'usage',
    `With PKCE a redirect to localhost brings no bot scopes, and ${app.botScopes.join(', ')} ${app.botScopes.length > 1 ? 'are' : 'is'} asked for`,
    {
      code: 'pkce_bot_scopes',
      hint: 'Ask for user scopes alone (--user-scopes), or use a public redirect URL and paste the address: --redirect-uri https://…',
    },
  )
}

async function certificateFor(login: AppLogin, redirect: Redirect, context: Context): Promise<Certificate | undefined> {
  if (login.cert !== undefined && login.key !== undefined) return givenCertificate(login.cert, login.key)
  if (!redirect.secure) return undefined
  const folder = await configFolder(context.settings)
  prepareFolder(folder, { write: true }, context.terminal.warn)
  return await localCertificate(folder.path, context.clock.now)
}

interface ConsentPage {
  readonly login: AppLogin
  readonly redirect: Redirect
  readonly certificate: Certificate | undefined
}

/** The waiting screen first, so that the redirect URL can be registered, then the browser. */
async function showConsent(
  ready: Ready,
  { login, redirect, certificate }: ConsentPage,
  context: Context,
): Promise<void> {
  const { terminal, surroundings } = context
  const screen = { ready, redirect, certificate, surroundings, paste: terminal.interactive, paint: terminal.paint }
  for (const line of waitingScreen(screen)) terminal.note(line)
  if (!login.browser || !surroundings.opens) return
  await context
    .openBrowser(ready.url)
    .catch(() =>
      terminal.warn('No browser could be opened. Open the address above anywhere, then paste the address it ends on'),
    )
}

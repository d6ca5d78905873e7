import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { configFolder, prepareFolder } from '../files/folder.ts'
import { type AppToInstall, type AppWishes, appToInstall } from './app-to-install.ts'
import { type Certificate, givenCertificate, localCertificate } from './certificate.ts'
import { install, type Ready } from './install.ts'
import type { Installed } from './keep.ts'
import { chooseRedirect, type Redirect } from './redirect.ts'
import { rememberApp } from './remember-app.ts'
import { clientSecret } from './secret.ts'

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
    http: await context.http(),
    onReady: (ready) => showConsent(ready, { login, redirect, certificate, app }, context),
  })
  const record = {
    ...{ flow, apiUrl, clientId, botScopes, userScopes },
    pkce: app.pkce,
    clientSecret: secret?.keep ? secret.value : null,
    appId: installed.installation.appId,
    redirectUri: app.redirectUri ?? null,
    port: redirect.port,
  }
  return { installed, app: await rememberApp(store, record, installed.installation.appName) }
}

/**
 * Once an app opted into PKCE, a redirect to localhost, https or not, is a desktop redirect, and Slack grants no bot
 * scopes there (docs.slack.dev/authentication/using-pkce).
 */
function checkDesktopRedirect(app: AppToInstall, redirect: Redirect): void {
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

interface Surroundings {
  readonly login: AppLogin
  readonly redirect: Redirect
  readonly certificate: Certificate | undefined
  readonly app: AppToInstall
}

/** The waiting screen: what to register and where, before the browser opens; then the page, then how it comes home. */
async function showConsent(ready: Ready, around: Surroundings, context: Context): Promise<void> {
  const { terminal, surroundings } = context
  const { paint, note } = terminal
  note('This redirect URL must be registered, once (api.slack.com/apps → your app → OAuth & Permissions →')
  note('Redirect URLs → Add → Save URLs):')
  note(`\n  ${paint.bold(ready.redirectUri)}\n`)
  for (const line of wayHome(ready, around)) note(line)
  note(`\nOpen this page and press Allow:\n\n  ${paint.cyan(ready.url)}\n`)
  if (terminal.interactive)
    note('Waiting for Slack. Paste the address you land on, or the text of an error page, here at any time:')
  if (!around.login.browser || !surroundings.opens) return
  await context
    .openBrowser(ready.url)
    .catch(() => terminal.warn('No browser could be opened. Open the address above in any browser'))
}

function wayHome(ready: Ready, { redirect, certificate }: Surroundings): string[] {
  if (!ready.listening) return []
  if (!redirect.local) return [`Listening on port ${redirect.port} of localhost for the other end of that address.`]
  if (certificate?.origin !== 'made here') return []
  return [
    'The browser will warn once (“not private”): the certificate is made here, for localhost, valid 90 days, and its key',
    `stays here. Go on to localhost; SHA-256 ${certificate.fingerprint.slice(0, 23)}…`,
  ]
}

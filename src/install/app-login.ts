import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import type { AppRecord } from '../installations/installation.ts'
import { type AppToInstall, type AppWishes, appToInstall } from './app-to-install.ts'
import type { Installed } from './keep.ts'
import { chooseRedirect, type Redirect, redirectUriOf } from './redirect.ts'
import { type ClientSecret, clientSecret } from './secret.ts'

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
  /** The command line that starts this login once more. */
  readonly again: string
}

export interface AppInstalled {
  readonly installed: Installed
  /** What the app is remembered as. */
  readonly app: string
}

export interface PreparedLogin {
  readonly app: AppToInstall
  readonly redirect: Redirect
  /** Null with PKCE. */
  readonly secret: ClientSecret | null
}

/** Everything that a login has to know before anybody looks at Slack's page, in one process or in two steps. */
export async function prepareAppLogin(login: AppLogin, context: Context): Promise<PreparedLogin> {
  const app = await appToInstall(login, context)
  for (const note of app.notes) context.terminal.warn(note)
  const redirect = chooseRedirect({ uri: app.redirectUri, port: app.port, plain: app.pkce })
  if (app.pkce) checkDesktopRedirect(app, redirect)
  const remembered = app.remembered?.clientSecret ?? null
  const secret = app.pkce ? null : await clientSecret({ fromInput: login.secretFromInput, remembered }, context)
  return { app, redirect, secret }
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
    ...(redirect.port > 0 && { provenRedirects: [redirectUriOf(redirect)] }),
  }
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

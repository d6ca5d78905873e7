import type { AppRecord } from '../config/installation.ts'
import { configFolder, prepareFolder } from '../fs/private-folder.ts'
import type { Context } from '../runtime/context.ts'
import { givenCertificate, localCertificate } from './callback/certificate.ts'
import type { Certificate } from './callback/self-signed.ts'
import type { ChosenInstall } from './choose-install.ts'
import { type ClientSecret, clientSecret } from './client-secret.ts'
import type { LoginRequest } from './login-request.ts'
import { type ResolvedRedirect, redirectUriOf } from './redirect-uri.ts'
import { type AppToInstall, appToInstall } from './resolve-app.ts'
import type { SavedInstall } from './save-install.ts'
import type { InstallRequest } from './types.ts'

export interface InstalledWithApp {
  readonly installed: SavedInstall
  /** The name of the stored app. */
  readonly app: string
}

export interface PreparedLogin {
  readonly app: AppToInstall
  /** The client secret; null with PKCE. */
  readonly secret: ClientSecret | null
}

/**
 * Prepares a login up to the point where a person opens Slack's page: chooses the app and gets its client secret. Both
 * one-step and two-step logins use it.
 */
export async function prepareAppLogin(login: LoginRequest, context: Context): Promise<PreparedLogin> {
  const app = await appToInstall(login, context)
  for (const note of app.notes) context.terminal.warn(note)
  const stored = app.storedApp?.clientSecret ?? null
  const secret = app.pkce
    ? null
    : await clientSecret({ fromInput: login.secretFromInput, command: login.clientSecretCommand, stored }, context)
  return { app, secret }
}

/** Returns the record of an app that was just installed, for the config file. */
export function recordOf(
  made: Pick<AppRecord, 'flow' | 'apiUrl' | 'clientId' | 'botScopes' | 'userScopes' | 'pkce'> & {
    readonly redirect: ResolvedRedirect
    readonly redirectUri: string | undefined
  },
  secret: string | null,
  { installation }: SavedInstall,
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

/** The app to install, and the API URL of its Slack or simulator. */
export type InstalledApp = Pick<InstallRequest, 'apiUrl' | 'simulator' | 'appName' | 'clientId' | 'clientSecret'>

/** Returns the request to install `app` with the chosen settings. */
export function installRequest(
  app: InstalledApp,
  { flow, botScopes, userScopes, redirect, team, preselect }: ChosenInstall,
  { names, timeout, again, print }: Pick<LoginRequest, 'names' | 'timeout' | 'again' | 'print'>,
): InstallRequest {
  return {
    ...app,
    ...{ ...names, flow, botScopes, userScopes, redirect, timeout, again },
    ...(print && { unsaved: true }),
    ...(team !== undefined && { team }),
    ...(preselect !== undefined && { preselect }),
  }
}

/**
 * Returns the certificate of the callback: from --cert and --key if both are given; otherwise, for an https redirect
 * URL, the stored certificate or a new one. Undefined for any other redirect URL.
 */
export async function certificateFor(
  { cert, key, print = false }: Pick<LoginRequest, 'cert' | 'key' | 'print'>,
  redirect: ResolvedRedirect,
  context: Context,
): Promise<Certificate | undefined> {
  if (cert !== undefined && key !== undefined) return await givenCertificate({ cert, key }, context)
  if (!redirect.secure) return undefined
  const folder = await configFolder(context.settings)
  prepareFolder(folder, { write: !print }, context.terminal.warn)
  return await localCertificate(folder.path, context.clock.now, { save: !print })
}

import type { AppRecord } from '../config/installation.ts'
import type { Context } from '../runtime/context.ts'
import { certificateFor, type InstalledWithApp, installRequest, prepareAppLogin, recordOf } from './app-login.ts'
import type { Certificate } from './callback/self-signed.ts'
import type { LoginRequest } from './login-request.ts'
import { isRegistered, type ResolvedRedirect } from './redirect-uri.ts'
import { rememberApp } from './remember-app.ts'
import { install } from './run-install.ts'
import type { Ready } from './types.ts'
import { waitingScreen } from './waiting-screen.ts'

/** Installs an app of the real Slack, stores the app, and returns the saved install. */
export async function loginWithApp(login: LoginRequest, context: Context): Promise<InstalledWithApp> {
  const { app, secret } = await prepareAppLogin(login, context)
  const { redirect } = app
  const certificate = await certificateFor(login, redirect, context)
  const target = {
    apiUrl: app.apiUrl,
    simulator: false,
    clientId: app.clientId,
    clientSecret: secret?.value ?? null,
    ...(app.storedApp?.appName && { appName: app.storedApp.appName }),
  }
  const request = { ...installRequest(target, app, login), ...(certificate && { certificate }) }
  const installed = await install(request, context, {
    http: context.http,
    async onReady(ready) {
      await showConsent(ready, { login, redirect, certificate, storedApp: app.storedApp }, context)
      // Load the HTTP client only now, while the person reads Slack's page, so that the callback listens sooner.
      await context.http()
    },
  })
  const record = recordOf(
    { ...request, pkce: app.pkce, redirectUri: app.redirectUri },
    secret?.record ?? null,
    installed,
  )
  return { installed, app: await rememberApp(context.store, record, installed.installation.appName) }
}

interface ConsentAddress {
  readonly login: LoginRequest
  readonly redirect: ResolvedRedirect
  readonly certificate: Certificate | undefined
  readonly storedApp: AppRecord | undefined
}

/** Prints the waiting screen first, so that the person can register the redirect URL, and then opens the browser. */
async function showConsent(
  ready: Ready,
  { login, redirect, certificate, storedApp }: ConsentAddress,
  context: Context,
): Promise<void> {
  const { terminal, machineKind } = context
  const screen = {
    ...{ ready, redirect, certificate, machineKind },
    ...{ paste: terminal.interactive, paint: terminal.paint },
    again: login.again,
    registered: isRegistered(storedApp, ready.redirectUri),
  }
  for (const line of waitingScreen(screen)) terminal.note(line)
  if (!login.browser || !machineKind.opens) return
  await context
    .openBrowser(ready.url)
    .catch(() =>
      terminal.warn('No browser could be opened. Open the address above anywhere, then paste the address it ends on'),
    )
}

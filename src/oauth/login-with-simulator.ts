import { findInstallation } from '../config/choose-token.ts'
import type { NamedApp } from '../config/find-app.ts'
import type { Installation } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import type { Context, LocalSimulator } from '../runtime/context.ts'
import { type AppDescription, control } from '../simulator/control/client.ts'
import { certificateFor, installRequest } from './app-login.ts'
import { type ChosenInstall, chooseInstall } from './choose-install.ts'
import { readInstallLink } from './install-link.ts'
import type { LoginRequest } from './login-request.ts'
import { manifestScopes, practiceScopes, registerRedirect } from './on-simulator.ts'
import type { ResolvedRedirect } from './redirect-uri.ts'
import { install } from './run-install.ts'
import type { SavedInstall } from './save-install.ts'
import type { InstallSteps } from './types.ts'

/** The app to install. */
type SimulatedLoginApp = Pick<AppDescription, 'name' | 'clientId' | 'clientSecret' | 'redirectUrls' | 'pkce' | 'scopes'>

/**
 * Installs an app of the simulator and returns the saved install. The flow is the same as in Slack, but needs no Slack
 * app, account or certificate.
 * @param made the app to install, if a person made it; otherwise the default app of the simulator is installed.
 */
export async function loginOnSimulator(
  login: LoginRequest,
  made: NamedApp | undefined,
  context: Context,
): Promise<SavedInstall> {
  if (made && login.print) throw notWithoutData(made.name)
  // The data of the shared simulator is a file, so an install that stores nothing has a simulator of its own.
  const simulator = await context.simulator(login.print ? { apart: true } : { browser: login.decision === 'by hand' })
  const app = made ? recorded(made) : (await control(simulator, 'describe', {}, ['app'])).app
  const notes: string[] = []
  const link = login.link === undefined ? undefined : readInstallLink(login.link, notes)
  const chosen = await chooseInstall(login, {
    link,
    storedApp: made?.app,
    installed: await extended(login, app, context),
    cwd: context.cwd,
    notes,
    practice: { pkce: app.pkce, scopes: app.scopes ? manifestScopes(app.scopes) : practiceScopes },
  })
  for (const note of notes) context.terminal.note(note)
  if (login.decision !== 'by hand') checkFollowed(chosen.redirect)
  context.terminal.note(`No Slack app needed: this is the local Slack simulator at ${simulator.url}\n`)
  const certificate = await certificateFor(login, chosen.redirect, context)
  const target = {
    apiUrl: simulator.apiUrl,
    simulator: true,
    appName: app.name,
    clientId: app.clientId,
    clientSecret: chosen.pkce ? null : app.clientSecret,
  }
  const request = { ...installRequest(target, chosen, login), ...(certificate && { certificate }) }
  return await asOptedIn(chosen, { simulator, app, made }, () =>
    install(request, context, steps({ login, made, chosen }, context, simulator)),
  )
}

function notWithoutData(name: string): CliError {
  return new CliError('usage', `“${name}” exists only in the data of the simulator, where an install is stored`, {
    hint: 'Print an install of the simulator’s own app: slack-tokens login --sim --print   or leave out --print',
  })
}

/**
 * Runs `work` and returns its result. If the login uses PKCE, PKCE is turned on for the simulator's own app while
 * `work` runs.
 */
async function asOptedIn<T>(
  { pkce }: ChosenInstall,
  { simulator, app, made }: { simulator: LocalSimulator; app: SimulatedLoginApp; made: NamedApp | undefined },
  work: () => Promise<T>,
): Promise<T> {
  if (!pkce || app.pkce || made) return await work()
  await control(simulator, 'changeApp', { pkce: true })
  try {
    return await work()
  } finally {
    await control(simulator, 'changeApp', { pkce: false })
  }
}

/**
 * Refuses a redirect URL that a login without a browser cannot use. Such a login follows redirects only to this
 * computer, and only by http.
 * @throws CliError with the exit reason `usage`.
 */
function checkFollowed({ uri, local, secure }: ResolvedRedirect): void {
  if (uri === null || (local && !secure)) return
  const { host } = new URL(uri)
  throw new CliError(
    'usage',
    local
      ? `--approve and --deny follow a redirect only by http, and ${uri} is https`
      : `--approve and --deny follow a redirect only to localhost, and ${host} is not on this computer`,
    {
      code: local ? 'https_callback' : 'not_loopback',
      hint: 'Leave --redirect-uri out, or press the button in a browser: leave out --approve and --deny',
    },
  )
}

interface SimulatedSteps {
  readonly login: LoginRequest
  readonly made: NamedApp | undefined
  readonly chosen: ChosenInstall
}

function steps({ login, made, chosen }: SimulatedSteps, context: Context, simulator: LocalSimulator): InstallSteps {
  const { terminal, settings } = context
  const { team, redirectUri: wantedUri } = chosen
  return {
    // The redirect URL of each login is registered, except for an app that a person made.
    anyPort: !made && (wantedUri ?? login.port ?? login.projectPort) === undefined,
    unattended: login.decision !== 'by hand',
    http: async () => simulator.http,
    async onReady({ url, redirectUri }) {
      // An app that a person made has only the redirect URLs that the person added, as in Slack.
      if (!made) await registerRedirect(simulator, redirectUri)
      if (login.decision !== 'by hand') {
        const { answeredByAnother, decideOnSimulator } = await import('../browser/approve.ts')
        const ways = { simulator: simulator.http, callback: await context.http() }
        const visitor = { ...ways, signal: context.signal, patience: login.timeout }
        const choice = {
          decision: login.decision,
          app: made?.name,
          ...(settings.user !== undefined && { user: settings.user }),
          ...(team !== undefined && { team }),
        }
        const end = await decideOnSimulator(url, visitor, choice)
        // decideOnSimulator returns only after the callback has received the answer, or when no answer was sent to
        // the callback. In the second case this error ends the wait.
        throw answeredByAnother(end, url, choice)
      }
      terminal.note(`Open this page and press Allow:\n\n  ${terminal.paint.cyan(url)}\n`)
      terminal.note(
        `Waiting ${login.timeout / 1000} s at most for Allow on that page. Without a browser: ${login.again} --approve`,
      )
      if (!login.browser || !context.machineKind.opens) return
      await context
        .openBrowser(url)
        .catch(() => terminal.warn('No browser could be opened. Open the address above in any browser'))
    },
  }
}

/**
 * Returns the installation to which `--add-scope` adds scopes. Undefined when there is none, or when it belongs to
 * another app.
 */
async function extended(
  { addScope, addUserScope }: LoginRequest,
  { clientId }: SimulatedLoginApp,
  { store, settings }: Context,
): Promise<Installation | undefined> {
  if (addScope === undefined && addUserScope === undefined) return undefined
  const installed = findInstallation(await store.read(), settings)?.installation
  return installed?.simulator && installed.clientId === clientId ? installed : undefined
}

function recorded({ name, app }: NamedApp): SimulatedLoginApp {
  const { appName, clientId, clientSecret, redirectUrls, pkce } = app
  return {
    name: appName ?? name,
    clientId,
    clientSecret: clientSecret ?? '',
    redirectUrls: redirectUrls ?? [],
    pkce,
  }
}

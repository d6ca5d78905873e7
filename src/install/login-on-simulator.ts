import { decideOnSimulator } from '../browser/consent.ts'
import type { Context, LocalSimulator } from '../context.ts'
import { findInstallation } from '../installations/choose-token.ts'
import type { NamedApp } from '../installations/find-app.ts'
import { type SimulatedApp, simulatedApp } from '../simulated-app.ts'
import { chooseScopes, type Scopes } from './choose-scopes.ts'
import { install } from './install.ts'
import type { Installed } from './keep.ts'
import { practiceScopes, registerRedirect, requestOnSimulator } from './on-simulator.ts'
import { chooseRedirect, rememberedPort } from './redirect.ts'
import type { InstallSteps } from './request.ts'

export interface SimulatorLogin {
  /** Who presses the button: a person in a browser, or nobody needs one. */
  readonly redirectUri: string | undefined
  readonly decision: 'by hand' | 'allow' | 'cancel'
  readonly browser: boolean
  readonly port: number | undefined
  readonly scopes: string | undefined
  readonly userScopes: string | undefined
  readonly addScope: string | undefined
  readonly addUserScope: string | undefined
  readonly v1: boolean
  readonly profile: string | undefined
  /** One that was made on the simulator; else the app that it comes with. */
  readonly app: NamedApp | undefined
  /** Milliseconds. */
  readonly timeout: number
  /** The command line that starts this login once more. */
  readonly again: string
}

/** Installs an app of the simulator: the same flow, with no Slack app, no account and no certificate. */
export async function loginOnSimulator(login: SimulatorLogin, context: Context): Promise<Installed> {
  const flow = login.v1 ? 'v1' : 'v2'
  const scopes = await askedScopes(login, flow, context)
  const simulator = await context.simulator({ browser: login.decision === 'by hand' })
  const app = login.app ? recorded(login.app) : await simulatedApp(simulator)
  context.terminal.note(`No Slack app needed: this is the local Slack simulator at ${simulator.url}\n`)
  const request = {
    ...requestOnSimulator(simulator, app, { flow, scopes, timeout: login.timeout }),
    redirect: chooseRedirect({
      uri: login.redirectUri ?? login.app?.app.redirectUri ?? undefined,
      port: login.port ?? rememberedPort(login.redirectUri, login.app?.app),
      plain: true,
    }),
    again: login.again,
    ...(login.profile !== undefined && { profile: login.profile }),
  }
  return await install(request, context, steps(login, context, simulator))
}

function steps(login: SimulatorLogin, context: Context, simulator: LocalSimulator): InstallSteps {
  const { terminal, settings } = context
  return {
    http: async () => simulator.http,
    async onReady({ url, redirectUri }) {
      // An app that somebody made has the redirect URLs that they gave it, as at Slack.
      if (!login.app) await registerRedirect(simulator, redirectUri)
      if (login.decision !== 'by hand') {
        const ways = { simulator: simulator.http, callback: await context.http() }
        return await decideOnSimulator(url, ways, {
          decision: login.decision,
          app: login.app?.name,
          ...(settings.user !== undefined && { user: settings.user }),
        })
      }
      terminal.note(`Open this page and press Allow:\n\n  ${terminal.paint.cyan(url)}\n`)
      if (!login.browser || !context.surroundings.opens) return
      await context
        .openBrowser(url)
        .catch(() => terminal.warn('No browser could be opened. Open the address above in any browser'))
    },
  }
}

async function askedScopes(
  login: SimulatorLogin,
  flow: 'v1' | 'v2',
  { store, settings, cwd }: Context,
): Promise<Scopes> {
  const adds = (login.addScope ?? login.addUserScope) !== undefined
  const installed = adds ? findInstallation(await store.read(), settings)?.installation : undefined
  const base = installed?.simulator ? installed : undefined
  const defaults = login.app?.app ?? { botScopes: practiceScopes[flow].bot, userScopes: practiceScopes[flow].user }
  return await chooseScopes(login, { said: [defaults], installed: base, flow, cwd, notes: [], refuseUnknown: true })
}

function recorded({ name, app }: NamedApp): SimulatedApp {
  const { appName, clientId, clientSecret, redirectUrls } = app
  return { name: appName ?? name, clientId, clientSecret: clientSecret ?? '', redirectUrls: redirectUrls ?? [] }
}

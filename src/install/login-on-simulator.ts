import type { Context, LocalSimulator } from '../context.ts'
import { CliError } from '../errors.ts'
import { checkScopes, scopeList } from '../slack/scopes.ts'
import { decideOnSimulator } from './consent-by-program.ts'
import { type InstallSteps, install } from './install.ts'
import type { Installed } from './keep.ts'
import { practiceScopes, registerRedirect, simulatedApp } from './on-simulator.ts'
import { chooseRedirect } from './redirect.ts'

export interface SimulatorLogin {
  /** Who presses the button: a person in a browser, or nobody needs one. */
  readonly decision: 'by hand' | 'allow' | 'cancel'
  readonly browser: boolean
  readonly port: number | undefined
  readonly scopes: string | undefined
  readonly userScopes: string | undefined
  readonly v1: boolean
  readonly profile: string | undefined
  /** Milliseconds. */
  readonly timeout: number
}

/** Installs the simulator's app: the same flow, with no Slack app, no account and no certificate. */
export async function loginOnSimulator(login: SimulatorLogin, context: Context): Promise<Installed> {
  const flow = login.v1 ? 'v1' : 'v2'
  const scopes = askedScopes(login, flow)
  const simulator = await context.simulator({ browser: login.decision === 'by hand' })
  const app = await simulatedApp(simulator)
  context.terminal.note(`No Slack app needed: this is the local Slack simulator at ${simulator.url}\n`)
  const request = {
    flow,
    apiUrl: simulator.apiUrl,
    simulator: true,
    appName: app.name,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    botScopes: scopes.bot,
    userScopes: scopes.user,
    redirect: chooseRedirect({ port: login.port, plain: true }),
    timeout: login.timeout,
    ...(login.profile !== undefined && { profile: login.profile }),
  } as const
  return await install(request, context, steps(login, context, simulator))
}

function steps(login: SimulatorLogin, context: Context, simulator: LocalSimulator): InstallSteps {
  const { terminal } = context
  return {
    http: simulator.http,
    async onReady({ url, redirectUri }) {
      await registerRedirect(simulator, redirectUri)
      if (login.decision !== 'by hand') {
        const ways = { simulator: simulator.http, callback: await context.http() }
        return await decideOnSimulator(url, ways, { decision: login.decision })
      }
      terminal.note(`Open this page and press Allow:\n\n  ${terminal.paint.cyan(url)}\n`)
      if (!login.browser || !context.surroundings.opens) return
      await context
        .openBrowser(url)
        .catch(() => terminal.warn('No browser could be opened. Open the address above in any browser'))
    },
  }
}

function askedScopes(login: SimulatorLogin, flow: 'v1' | 'v2') {
  if (login.scopes === undefined && login.userScopes === undefined) return practiceScopes[flow]
  const bot = scopeList(login.scopes ?? '')
  const user = scopeList(login.userScopes ?? '')
  const [problem] = checkScopes(bot, user, flow)
  if (problem) throw new CliError('usage', problem.problem, { code: 'invalid_scope', hint: problem.suggestion })
  if (bot.length + user.length === 0) {
    throw new CliError('usage', 'No scopes are asked for', {
      code: 'no_scopes',
      hint: 'Name some: --scopes chat:write --user-scopes search:read',
    })
  }
  return { bot, user }
}

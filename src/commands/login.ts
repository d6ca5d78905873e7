import { type Command, InvalidArgumentError } from 'commander'
import type { Context, LocalSimulator } from '../context.ts'
import { CliError } from '../errors.ts'
import { decideOnSimulator } from '../install/consent-by-program.ts'
import { type InstallRequest, type InstallSteps, install } from '../install/install.ts'
import { practiceScopes, registerRedirect, simulatedApp } from '../install/on-simulator.ts'
import { chooseRedirect } from '../install/redirect.ts'
import { installReport, installSummary, nextCommands } from '../install/summary.ts'
import { isProfileName } from '../installations/profile-name.ts'
import { checkScopes, scopeList } from '../slack/scopes.ts'

interface LoginOptions {
  readonly sim?: boolean
  readonly approve?: boolean
  readonly deny?: boolean
  /** False after `--no-browser`. */
  readonly browser: boolean
  readonly port?: number
  /** Seconds. */
  readonly timeout: number
  readonly scopes?: string
  readonly userScopes?: string
  readonly v1?: boolean
}

export function define(command: Command, context: () => Context): void {
  command
    .option('--sim', 'install the local Slack simulator’s app: no Slack app, no account')
    .option('--scopes <list>', 'bot scopes to ask for, separated by commas')
    .option('--user-scopes <list>', 'user scopes to ask for')
    .option('--v1', 'the flow of classic apps (oauth.access)')
    .option('--port <number>', 'port of the callback on localhost (default: 8443)', portNumber)
    .option('--timeout <seconds>', 'how long to wait for the answer', seconds, 300)
    .option('--no-browser', 'print the address, open nothing')
    .option('--approve', 'with --sim: press Allow without a browser')
    .option('--deny', 'with --sim: press Cancel without a browser')
    .addHelpText(
      'after',
      '\nExamples:\n  slack-tokens login --sim\n  slack-tokens login --sim --approve --json\n  slack-tokens login --sim --scopes chat:write --user-scopes search:read',
    )
    .action((options: LoginOptions) => login(options, context()))
}

/** Installs an app and keeps what came back. */
export async function login(options: LoginOptions, context: Context): Promise<void> {
  const { terminal, settings } = context
  if (!options.sim) throw waysIn()
  if (options.approve && options.deny) throw new CliError('usage', '--approve and --deny exclude each other')
  // `--profile` names what is made here; in every other command it names what is there.
  const profile = settings.profile?.source === '--profile' ? settings.profile.name : undefined
  if (profile !== undefined && !isProfileName(profile)) throw badName(profile)
  const flow = options.v1 ? 'v1' : 'v2'
  const scopes = askedScopes(options, flow)
  const simulator = await context.simulator({ browser: !(options.approve || options.deny) })
  const app = await simulatedApp(simulator)
  terminal.note(`No Slack app needed: this is the local Slack simulator at ${simulator.url}\n`)
  const request: InstallRequest = {
    flow,
    apiUrl: simulator.apiUrl,
    simulator: true,
    appName: app.name,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    botScopes: scopes.bot,
    userScopes: scopes.user,
    redirect: chooseRedirect({ port: options.port, plain: true }),
    timeout: options.timeout * 1000,
    ...(profile !== undefined && { profile }),
  }
  const installed = await install(request, context, simulatorSteps(options, context, simulator))
  if (terminal.json) terminal.result(installReport(installed), () => '')
  terminal.done(installSummary(installed, terminal.paint))
  if (!installed.active) {
    terminal.note(
      `A real installation stays the active one. For this one add --profile ${installed.name}, or: slack-tokens use ${installed.name}`,
    )
  }
  terminal.note(
    `\nNext:\n${nextCommands(installed)
      .map((line) => `  ${line}`)
      .join('\n')}`,
  )
}

function simulatorSteps(options: LoginOptions, context: Context, simulator: LocalSimulator): InstallSteps {
  const { terminal } = context
  return {
    http: simulator.http,
    async onReady({ url, redirectUri }) {
      await registerRedirect(simulator, redirectUri)
      if (options.approve || options.deny) {
        const ways = { simulator: simulator.http, callback: await context.http() }
        await decideOnSimulator(url, ways, { decision: options.deny ? 'cancel' : 'allow' })
        return
      }
      terminal.note(`Open this page and press Allow:\n\n  ${terminal.paint.cyan(url)}\n`)
      if (!options.browser || !context.canOpenBrowser) return
      await context.openBrowser(url).catch((error: unknown) => {
        terminal.warn(error instanceof CliError ? `${error.message}. ${error.hint}` : 'No browser could be opened')
      })
    },
  }
}

function askedScopes(options: LoginOptions, flow: 'v1' | 'v2') {
  const given = options.scopes !== undefined || options.userScopes !== undefined
  if (!given) return practiceScopes[flow]
  const bot = scopeList(options.scopes ?? '')
  const user = scopeList(options.userScopes ?? '')
  const [problem] = checkScopes(bot, user, flow)
  if (problem) throw new CliError('usage', problem.problem, { code: 'invalid_scope', hint: problem.suggestion })
  if (bot.length + user.length === 0) {
    throw new CliError('usage', 'No scopes are asked for', {
      hint: 'Name some: --scopes chat:write --user-scopes search:read',
    })
  }
  return { bot, user }
}

function waysIn(): CliError {
  return new CliError('usage', 'Say what to install', {
    code: 'usage',
    hint: 'With no Slack app at hand: slack-tokens login --sim',
  })
}

function badName(profile: string): CliError {
  return new CliError('usage', `“${profile}” cannot be the name of an installation`, {
    hint: 'Use letters, digits, dots, dashes and underscores, up to 64: --profile acme-dev',
  })
}

function portNumber(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError('It is a port, 1 to 65535, or 0 for any free one.')
  return value
}

function seconds(text: string): number {
  const value = Number(text)
  if (!(value > 0 && value <= 86_400)) throw new InvalidArgumentError('It is a number of seconds.')
  return value
}

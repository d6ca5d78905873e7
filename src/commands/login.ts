import { type Command, InvalidArgumentError } from 'commander'
import { placeOf } from '../actor.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { askWhich } from '../install/ask-which.ts'
import type { Installed } from '../install/keep.ts'
import { keepToken } from '../install/keep-token.ts'
import { loginOnSimulator } from '../install/login-on-simulator.ts'
import { type AppLogin, loginWithApp } from '../install/login-with-app.ts'
import { exportedTokenNote, installReport, installSummary, nextCommands } from '../install/summary.ts'
import { isProfileName } from '../installations/profile-name.ts'
import { mask } from '../slack/tokens.ts'

interface LoginOptions {
  readonly sim?: boolean
  readonly withToken?: boolean
  readonly app?: string
  readonly clientId?: string
  readonly clientSecret?: true
  readonly scopes?: string
  readonly userScopes?: string
  readonly v1?: boolean
  readonly redirectUri?: string
  readonly cert?: string
  readonly key?: string
  readonly team?: string
  readonly port?: number
  /** Seconds. */
  readonly timeout: number
  /** False after `--no-browser`. */
  readonly browser: boolean
  readonly approve?: boolean
  readonly deny?: boolean
}

const examples = `
Installs your app into a workspace and keeps the tokens; Slack’s own CLI has another login, for its developers.

Examples:
  slack-tokens login 'https://slack.com/oauth/v2/authorize?client_id=…&scope=…'
  slack-tokens login --client-id 1234567890.1234567890123 --scopes chat:write --user-scopes search:read
  printf %s "$TOKEN" | slack-tokens login --with-token
  slack-tokens login --sim`

export function define(command: Command, context: () => Context): void {
  command
    .argument('[install-link]', 'the app’s “Add to Slack” or shareable link')
    .option('--sim', 'install the local Slack simulator’s app: no Slack app, no account')
    .option('--app <name>', 'an app that was installed from here before')
    .option('--client-id <id>', 'client id of the app')
    .option('--client-secret [no value]', 'read the client secret from standard input, or ask for it', refuseValue)
    .option('--scopes <list>', 'bot scopes to ask for, separated by commas')
    .option('--user-scopes <list>', 'user scopes to ask for')
    .option('--v1', 'the flow of classic apps (oauth.access)')
    .option('--with-token', 'keep a token you already have, read from standard input')
    .option('--redirect-uri <url>', 'sent to Slack as it stands (default: https://localhost:8443/slack/callback)')
    .option('--port <number>', 'port of the callback on localhost (default: 8443)', portNumber)
    .option('--cert <file>', 'certificate of the callback, PEM; with --key')
    .option('--key <file>', 'its key, PEM')
    .option('--team <id>', 'accept only this workspace, T…, or organization, E…')
    .option('--timeout <seconds>', 'how long to wait for the answer', seconds, 300)
    .option('--no-browser', 'print the address, open nothing')
    .option('--approve', 'with --sim: press Allow without a browser')
    .option('--deny', 'with --sim: press Cancel without a browser')
    .addHelpText('after', examples)
    .action((link: string | undefined, options: LoginOptions) => login(link, options, context()))
}

/** Installs an app and keeps what came back. */
export async function login(link: string | undefined, options: LoginOptions, context: Context): Promise<void> {
  check(link, options)
  const profile = newProfile(context)
  if (options.withToken) return await withToken(context, profile)
  if (options.sim) return finish(await onSimulator(options, context, profile), context)
  const named = link ?? options.app ?? options.clientId ?? context.settings.clientId
  if (named !== undefined) return await withApp({ ...options, link }, context, profile)
  if (!context.terminal.interactive) throw waysIn()
  const choice = await askWhich(context)
  if (choice.way === 'token') return await withToken(context, profile)
  if (choice.way === 'simulator') return finish(await onSimulator(options, context, profile), context)
  await withApp({ ...options, ...choice }, context, profile)
}

async function onSimulator(options: LoginOptions, context: Context, profile: string | undefined): Promise<Installed> {
  return await loginOnSimulator(
    {
      decision: options.approve ? 'allow' : options.deny ? 'cancel' : 'by hand',
      browser: options.browser,
      port: options.port,
      scopes: options.scopes,
      userScopes: options.userScopes,
      v1: options.v1 ?? false,
      profile,
      timeout: options.timeout * 1000,
    },
    context,
  )
}

async function withApp(
  options: LoginOptions & Pick<AppLogin, 'link'>,
  context: Context,
  profile: string | undefined,
): Promise<void> {
  const secretFromInput = options.clientSecret ?? false
  const { installed, app } = await loginWithApp(
    { ...options, secretFromInput, profile, timeout: options.timeout * 1000 },
    context,
  )
  finish(installed, context)
  context.terminal.note(`\nThe app is remembered: slack-tokens login --app ${app}`)
  const exported = exportedTokenNote(context.settings)
  if (exported) context.terminal.warn(exported)
}

async function withToken(context: Context, profile: string | undefined): Promise<void> {
  const { terminal } = context
  const { name, installation, identity, active } = await keepToken(context, profile)
  const access = identity === 'bot' ? installation.bot : installation.users[0]
  if (terminal.json) {
    return terminal.result(
      {
        ok: true,
        name,
        active,
        identity,
        userName: access?.userName,
        scopes: access?.scopes,
        token: mask(access?.token ?? ''),
      },
      () => '',
    )
  }
  terminal.done(
    `${placeOf(installation)}: ${identity} token of @${access?.userName ?? access?.userId ?? 'unknown'}, kept as “${name}”`,
  )
  terminal.note('  borrowed: a running app may live on it, so it is never refreshed, revoked or exchanged from here')
  if (!active)
    terminal.note(`  Another installation is active. For this one add --profile ${name}, or: slack-tokens use ${name}`)
}

function finish(installed: Installed, { terminal }: Context): void {
  if (terminal.json) terminal.result(installReport(installed), () => '')
  terminal.done(installSummary(installed, terminal.paint))
  if (!installed.active) {
    terminal.note(
      `\nA real installation stays the active one. For this one add --profile ${installed.name}, or: slack-tokens use ${installed.name}`,
    )
  }
  terminal.note(
    `\nNext:\n${nextCommands(installed)
      .map((line) => `  ${line}`)
      .join('\n')}`,
  )
}

function check(link: string | undefined, options: LoginOptions): void {
  const problem =
    (options.approve && options.deny && '--approve and --deny exclude each other') ||
    ((options.approve || options.deny) &&
      !options.sim &&
      '--approve and --deny go with --sim: a real consent page is for a person') ||
    ((options.cert === undefined) !== (options.key === undefined) && '--cert and --key go together') ||
    (options.withToken &&
      (link ?? options.sim ?? options.clientId ?? options.app) !== undefined &&
      '--with-token stands alone') ||
    (options.sim &&
      (link ?? options.clientId ?? options.app) !== undefined &&
      '--sim installs the simulator’s own app') ||
    (options.team !== undefined &&
      !/^[TE][A-Z0-9]{5,}$/.test(options.team) &&
      '--team wants the id of a workspace, T…, or an organization, E…')
  if (problem) throw new CliError('usage', problem, { hint: 'See: slack-tokens login --help' })
}

/** `--profile` names what is made here; in every other command it names what is there. */
function newProfile({ settings }: Context): string | undefined {
  const profile = settings.profile?.source === '--profile' ? settings.profile.name : undefined
  if (profile === undefined || isProfileName(profile)) return profile
  throw new CliError('usage', `“${profile}” cannot be the name of an installation`, {
    hint: 'Use letters, digits, dots, dashes and underscores, up to 64: --profile acme-dev',
  })
}

function waysIn(): CliError {
  return new CliError('usage', 'Say what to log in with: without a terminal nothing can be asked', {
    code: 'usage',
    hint: 'An install link: slack-tokens login LINK   a client id: --client-id   a remembered app: --app NAME   a token: --with-token   no Slack app at all: slack-tokens login --sim',
  })
}

/** A secret in argv is in the shell's history and in everybody's process list; it is refused without being repeated. */
function refuseValue(): never {
  throw new CliError('usage', '--client-secret takes no value: other programs can read the command line', {
    code: 'secret_in_argv',
    hint: 'Pipe it in (… | slack-tokens login … --client-secret), set SLACK_CLIENT_SECRET, or type it when asked. The one you gave is in your shell’s history now',
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

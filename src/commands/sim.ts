import { type Command, InvalidArgumentError } from 'commander'
import { columns } from '../columns.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { portNumber } from '../install/login-options.ts'
import { registerRedirect } from '../install/on-simulator.ts'
import { control } from '../simulated-app.ts'

export function define(command: Command, context: () => Context): void {
  command
    .description('the local Slack simulator: install, call and break things with no Slack app')
    .addHelpText(
      'after',
      '\nExamples:\n  slack-tokens sim start\n  slack-tokens sim start --port 4800 --json &\n  slack-tokens sim start --token-lifetime 30\n  slack-tokens sim log',
    )
  command
    .command('start')
    .description('keep it running for other programs, until it is ended')
    .option('--port <number>', 'just this port (default: 4717)', portNumber)
    .option('--redirect-url <url...>', 'register these with the simulated app')
    .option('--token-lifetime <seconds>', 'its tokens rotate, and end after this long', lifetime)
    .action((options: StartOptions) => start(options, context()))
  command
    .command('log')
    .description('the requests that arrived, secrets masked')
    .action(() => log(context()))
  command
    .command('reset')
    .description('back to the freshly seeded workspace; its tokens end')
    .action(() => reset(context()))
}

function lifetime(text: string): number {
  const value = Number(text)
  if (!(value >= 1 && value <= 31_536_000)) throw new InvalidArgumentError('It is a number of seconds, from 1.')
  return value
}

interface StartOptions {
  readonly port?: number
  readonly redirectUrl?: readonly string[]
  /** Seconds. */
  readonly tokenLifetime?: number
}

interface Described {
  readonly url: string
  readonly apiUrl: string
  readonly authorizeUrl: string
  readonly app: {
    readonly name: string
    readonly clientId: string
    readonly clientSecret: string
    readonly redirectUrls: readonly string[]
    readonly rotation: boolean
    readonly tokenLifetime: number
  }
}

/** Serves until a signal ends it, which is its normal end. */
export async function start(options: StartOptions, context: Context): Promise<void> {
  const { terminal, signal } = context
  const urls = (options.redirectUrl ?? []).map(checkedUrl)
  const simulator = await context.simulator({
    browser: true,
    ...(options.port !== undefined && { port: options.port }),
  })
  if (!simulator.startedHere) {
    throw new CliError('failed', `The simulator already runs, at ${simulator.url}`, {
      code: 'already_running',
      hint: 'Use that one, or end it first; another folder has its own: SLACK_TOKENS_CONFIG_DIR',
    })
  }
  for (const url of urls) await registerRedirect(simulator, url)
  const { tokenLifetime } = options
  if (tokenLifetime !== undefined) await control(simulator, 'POST', '/_sim/app', { rotation: true, tokenLifetime })
  const described = (await control(simulator, 'GET', '/_sim')) as Described
  terminal.result(described, (paint) => startText(described, paint.cyan(described.url)))
  terminal.note('\nIt runs until you end it: Ctrl-C')
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
}

function startText({ apiUrl, authorizeUrl, app }: Described, url: string): string {
  return columns(
    ['', ''],
    [
      ['Local Slack simulator', url],
      ['  Web API', apiUrl],
      ['  authorize', authorizeUrl],
      ['  client id', app.clientId],
      ['  client secret', app.clientSecret],
      ...app.redirectUrls.map((redirect) => ['  redirect URL', redirect]),
      ...(app.rotation ? [['  tokens', `rotate, each for ${app.tokenLifetime} s`]] : []),
    ],
  )
}

interface Logged {
  readonly at: number
  readonly verb: string
  readonly what: string
  readonly as: string | null
  readonly args: Readonly<Record<string, string>>
  readonly status: number
  readonly ok: boolean
  readonly error: string | null
}

/** What arrived at the simulator, oldest first. JSON: the log as it is kept. */
export async function log(context: Context): Promise<void> {
  const simulator = await context.simulator()
  const { log: entries } = (await control(simulator, 'GET', '/_sim/log')) as { log: readonly Logged[] }
  if (entries.length === 0 && !context.terminal.json)
    return context.terminal.note('Nothing has arrived yet. Try: slack-tokens login --sim')
  context.terminal.result(entries, (paint) =>
    columns(
      ['TIME', '', 'METHOD', 'AS', 'ANSWER', 'ARGUMENTS'],
      entries.map(({ at, verb, what, as, status, ok, error, args }) => [
        new Date(at).toISOString().slice(11, 23),
        verb,
        what,
        as ?? '-',
        ok ? paint.green(`${status} ok`) : paint.red(`${status} ${error ?? ''}`),
        Object.entries(args)
          .map(([name, value]) => `${name}=${value.length > 40 ? `${value.slice(0, 40)}…` : value}`)
          .join(' '),
      ]),
    ),
  )
}

export async function reset(context: Context): Promise<void> {
  const simulator = await context.simulator()
  await control(simulator, 'POST', '/_sim/reset', {})
  if (context.terminal.json) context.terminal.result({ ok: true }, () => '')
  else
    context.terminal.done(
      'The simulator is as freshly seeded. Installations made on it have lost their tokens: slack-tokens login --sim',
    )
}

function checkedUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new CliError('usage', `“${text}” is not a redirect URL`, {
    hint: 'Write it whole: --redirect-url http://localhost:3000/slack/oauth_redirect',
  })
}

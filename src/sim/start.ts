import { type Command, InvalidArgumentError } from 'commander'
import { columns } from '../columns.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { portNumber } from '../install/login-options.ts'
import { registerRedirect } from '../install/on-simulator.ts'
import { control } from '../simulated-app.ts'
import { readSeed } from './seed.ts'

export function defineStart(sim: Command, context: () => Context): void {
  sim
    .command('start')
    .description('keep it running for other programs, until it is ended')
    .option('--port <number>', 'just this port (default: 4717)', portNumber)
    .option('--redirect-url <url...>', 'register these with the simulated app')
    .option('--token-lifetime <seconds>', 'its tokens rotate, and end after this long', lifetime)
    .option('--seed <file>', 'begin with the workspaces, people, channels and apps of this file (JSON or YAML)')
    .action((options: StartOptions) => start(options, context()))
}

function lifetime(text: string): number {
  const value = Number(text)
  if (!(value >= 1 && value <= 31_536_000)) throw new InvalidArgumentError('It is a number of seconds, from 1.')
  return value
}

export interface StartOptions {
  readonly port?: number
  readonly redirectUrl?: readonly string[]
  /** Seconds. */
  readonly tokenLifetime?: number
  readonly seed?: string
}

export interface Described {
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
async function start(options: StartOptions, context: Context): Promise<void> {
  const { terminal, signal } = context
  const urls = (options.redirectUrl ?? []).map(checkedUrl)
  const seed = options.seed === undefined ? undefined : await readSeed(options.seed, context)
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
  if (seed) await control(simulator, 'POST', '/_sim/seed', seed)
  for (const url of urls) await registerRedirect(simulator, url)
  const { tokenLifetime } = options
  if (tokenLifetime !== undefined) await control(simulator, 'POST', '/_sim/app', { rotation: true, tokenLifetime })
  const described = (await control(simulator, 'GET', '/_sim')) as Described
  terminal.result(described, (paint) => startText(described, paint.cyan(described.url)))
  terminal.note('\nIt runs until you end it: Ctrl-C')
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
}

/** Where everything is, for a person. */
export function startText({ apiUrl, authorizeUrl, app }: Described, url: string): string {
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

function checkedUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new CliError('usage', `“${text}” is not a redirect URL`, {
    hint: 'Write it whole: --redirect-url http://localhost:3000/slack/oauth_redirect',
  })
}

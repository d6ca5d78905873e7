import { resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import { CliError, foreignCode } from '../../errors.ts'
import { portNumber } from '../../oauth/login-options.ts'
import type { Context } from '../../runtime/context.ts'
import { isRecord } from '../../shape/record.ts'
import { control, isAnswer } from '../../simulator/control/client.ts'
import { shellWord } from '../../terminal/shell-word.ts'
import type { AppOptions, StartOptions } from './app-source.ts'
import { printStarted, type StartedSimulator, startedFields } from './print-started.ts'
import { readSeed } from './seed.ts'

/**
 * Adds `sim start`. With `--json`, it prints the description of the simulator, and `applied: true` if the simulator
 * already ran.
 */
export function defineStart(sim: Command, context: () => Context): void {
  sim
    .command('start')
    .description('keep it running for other programs, until it is stopped; set its app when it already runs')
    .option('--port <number>', 'listen on this port only (default: 4717, or any free one)', portNumber)
    .option('--redirect-url <url...>', 'register these with the simulated app, before its own')
    .option('--token-lifetime <seconds>', 'turn on token rotation; tokens are valid for this time', lifetime)
    .option('--seed <file>', 'start with the workspaces, people, channels and apps of this file (JSON or YAML)')
    .option('--events-url <url>', 'send events, commands and interactions of the app to this URL')
    .option('--manifest <file>', 'the simulated app has the settings of this app manifest (JSON or YAML)')
    .option('--follow', 'with --manifest: check and apply the file whenever it changes')
    .option('--allow-host <name...>', 'let request URLs name this other computer')
    .option('--detach', 'run in the background; stop it with slack-tokens sim stop')
    .addHelpText('after', examples)
    .action((options: StartOptions) => (options.detach ? detach(options, context()) : start(options, context())))
}

const examples = `
Examples:
  slack-tokens sim start
  slack-tokens sim start --detach --json
  slack-tokens sim start --events-url http://localhost:3000/slack/events
  slack-tokens sim start --manifest manifest.json --follow
  slack-tokens sim start --seed seed.yaml --redirect-url http://localhost:3000/slack/oauth_redirect`

function lifetime(text: string): number {
  const value = Number(text)
  if (!(value >= 1 && value <= 31_536_000))
    throw new InvalidArgumentError('It must be a number of seconds, at least 1.')
  return value
}

function namesApp({ eventsUrl, manifest, follow, allowHost }: AppOptions): boolean {
  return [eventsUrl, manifest, follow, allowHost].some((one) => one !== undefined)
}

/** Imports the module that reads manifests. Called only when an option names an app. */
async function appSource(): Promise<typeof import('./app-source.ts')> {
  return await import('./app-source.ts')
}

/** Runs the simulator until a signal or `sim stop` stops it. Both are normal exits. */
async function start(options: StartOptions, context: Context): Promise<void> {
  const { terminal, signal } = context
  const urls = (options.redirectUrl ?? []).map(checkedUrl)
  const seed = options.seed === undefined ? undefined : await readSeed(options.seed, context)
  const source = namesApp(options) ? await appSource() : undefined
  const app = source && (await source.checkApp(options, context))
  const simulator = await context.simulator({
    browser: true,
    ...(options.port !== undefined && { port: options.port }),
  })
  if (!simulator.startedHere) {
    const { applyToRunning } = await import('./apply-to-running.ts')
    return await applyToRunning(simulator, { options, app }, context)
  }
  if (seed) await control(simulator, 'seed', seed)
  // Removes the request URL of an earlier run.
  await control(simulator, 'setRequestUrl', { url: null })
  if (app) await source?.applyApp(simulator, app, context)
  if (urls.length > 0) await control(simulator, 'addRedirectUrls', { first: urls })
  const { tokenLifetime } = options
  if (tokenLifetime !== undefined) await control(simulator, 'changeApp', { rotation: true, tokenLifetime })
  printStarted(await control(simulator, 'keep', {}, startedFields), terminal, app)
  terminal.note('\nIt runs until you stop it: Ctrl-C')
  const interrupted = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  if (signal.aborted) return
  const ending = new AbortController()
  const until = AbortSignal.any([signal, ending.signal])
  const following = source && app?.follow ? [source.followManifest(simulator, app, context, until)] : []
  await Promise.race([interrupted, simulator.stopped, ...following])
  // Stops the repeated reading of the manifest. Otherwise this process would still run after `sim stop`.
  ending.abort()
}

/**
 * Starts the simulator in another process, and returns once it listens. Prints the same JSON as `sim start` without
 * `--detach`.
 */
async function detach(options: StartOptions, context: Context): Promise<void> {
  const { terminal } = context
  const urls = (options.redirectUrl ?? []).map(checkedUrl)
  if (options.seed === '-') {
    throw new CliError('usage', '--detach can’t read a seed from standard input', {
      code: 'usage',
      hint: 'Name a file: --seed seed.yaml',
    })
  }
  if (options.manifest === '-') {
    throw new CliError('usage', '--detach can’t read a manifest from standard input', {
      code: 'usage',
      hint: 'Name a file: --manifest manifest.json',
    })
  }
  if (options.seed !== undefined) await readSeed(options.seed, context)
  const source = namesApp(options) ? await appSource() : undefined
  const app = await source?.checkApp(options, context)
  const { eventsUrl, hosts = [] } = app ?? {}
  const { port, tokenLifetime, seed, manifest, follow } = options
  const line = await context.startDetached([
    ...['sim', 'start', '--json'],
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...urls.flatMap((url) => ['--redirect-url', url]),
    ...(tokenLifetime === undefined ? [] : ['--token-lifetime', String(tokenLifetime)]),
    ...(seed === undefined ? [] : ['--seed', resolve(context.cwd, seed)]),
    ...(eventsUrl === undefined ? [] : ['--events-url', eventsUrl]),
    ...(manifest === undefined ? [] : ['--manifest', resolve(context.cwd, manifest)]),
    ...(follow ? ['--follow'] : []),
    ...hosts.flatMap((host) => ['--allow-host', host]),
  ])
  const started = readStarted(line)
  printStarted(started, terminal, { eventsUrl, applied: 'applied' in started })
  // The warnings of the other process were not shown, so this command checks the URL again.
  if (app && eventsUrl !== undefined) await source?.verifyEventsUrl(await context.simulator(), app, terminal)
  if ('applied' in started) return
  terminal.note('\nIt runs in the background. Stop it: slack-tokens sim stop')
  if (follow && manifest !== undefined) terminal.note(followedInBackground(manifest))
}

/**
 * Returns the note that changes of the manifest are applied without a message, because the simulator runs in the
 * background.
 */
function followedInBackground(manifest: string): string {
  return `Changes of ${manifest} are applied without a message. To see each change and each error in it: slack-tokens sim stop, then slack-tokens sim start --manifest ${shellWord(manifest)} --follow`
}

/** Parses the output of the other process. @throws CliError when the output is the error of that process. */
export function readStarted(line: string): StartedSimulator {
  const printed = parseLine(line)
  if (isAnswer('keep', printed, startedFields)) return printed
  const { message, error, hint } = isRecord(printed) ? printed : {}
  const textOr = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise)
  throw new CliError('failed', textOr(message, 'The simulator did not start'), {
    code: foreignCode(typeof error === 'string' ? error : null, 'not_started'),
    hint: textOr(hint, 'See why: slack-tokens sim start'),
  })
}

/** Parses one line of JSON; undefined when the process ended before it printed JSON. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function checkedUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text
  throw new CliError('usage', `“${text}” is not a redirect URL`, {
    hint: 'Write the full URL: --redirect-url http://localhost:3000/slack/oauth_redirect',
  })
}

import { difference, differenceLines } from '../../apps/diff.ts'
import { CliError } from '../../errors.ts'
import { isLoopback } from '../../net/is-loopback.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'

/** The options that name the simulator's app and the URL for its events. */
export interface AppOptions {
  readonly eventsUrl?: string
  readonly manifest?: string
  readonly follow?: boolean
  readonly allowHost?: readonly string[]
}

/** The options of `sim start`. */
export interface StartOptions extends AppOptions {
  readonly port?: number
  readonly redirectUrl?: readonly string[]
  /** The lifetime of the app's tokens in seconds. */
  readonly tokenLifetime?: number
  readonly seed?: string
  readonly detach?: boolean
}

/** The checked options. They are checked before anything is started. */
export interface CheckedApp {
  readonly eventsUrl: string | undefined
  readonly manifest: object | undefined
  readonly file: string | undefined
  readonly follow: boolean
  readonly hosts: readonly string[]
}

/**
 * Checks the options.
 * @throws CliError with the exit reason `usage`: a URL is on another computer, Slack would refuse the manifest, or
 * `--follow` has no file.
 */
export async function checkApp(options: AppOptions, context: Context): Promise<CheckedApp> {
  const { eventsUrl, manifest: file, follow = false, allowHost = [] } = options
  const hosts = allowHost.map(checkedHost)
  if (follow && (file === undefined || file === '-')) {
    throw new CliError('usage', '--follow needs the file of --manifest', {
      code: 'usage',
      hint: 'For example: slack-tokens sim start --manifest manifest.json --follow',
    })
  }
  const url = eventsUrl === undefined ? undefined : checkedEventsUrl(eventsUrl, hosts)
  const manifest = file === undefined ? undefined : await readManifest(file, context)
  return { eventsUrl: url, manifest, file, follow, hosts }
}

/** Applies the options to a running simulator. If the app does not run yet, prints only a warning. */
export async function applyApp(simulator: LocalSimulator, app: CheckedApp, { terminal }: Context): Promise<void> {
  for (const name of app.hosts) await control(simulator, 'allowHost', { name })
  if (app.manifest && app.eventsUrl === undefined) await applyManifest(simulator, app, app.manifest)
  await verifyEventsUrl(simulator, app, terminal)
}

/**
 * Makes the simulator use the URL of `--events-url`, together with the manifest if there is one. Sends Slack's
 * challenge to this URL, and warns if the app does not answer yet. Does nothing without a URL.
 */
export async function verifyEventsUrl(
  simulator: LocalSimulator,
  { eventsUrl, manifest }: Pick<CheckedApp, 'eventsUrl' | 'manifest'>,
  terminal: Pick<Context['terminal'], 'warn'>,
): Promise<void> {
  if (eventsUrl === undefined) return
  const { problem } = manifest
    ? await control(simulator, 'useManifest', { manifest, requestUrl: eventsUrl, challenge: true }, ['problem'])
    : await control(simulator, 'setRequestUrl', { url: eventsUrl, early: true }, ['problem'])
  if (problem === null) return
  terminal.warn(
    `${problem}. Start the app: the challenge is sent again before the first event. The app needs SLACK_SIGNING_SECRET, the signing secret that slack-tokens sim start prints`,
  )
}

/** Applies each new version of the manifest and prints the differences, until `signal` aborts. */
export async function followManifest(
  simulator: LocalSimulator,
  app: CheckedApp,
  context: Context,
  signal: AbortSignal,
): Promise<void> {
  const { terminal, clock } = context
  if (!app.follow || app.file === undefined) return
  let seen: object = app.manifest ?? {}
  let complained = ''
  while (!signal.aborted) {
    await clock.sleep(every, signal).catch(() => {})
    if (signal.aborted) return
    try {
      const manifest = await readManifest(app.file, context)
      complained = ''
      const changes = difference(seen, manifest)
      if (changes.length === 0) continue
      await applyManifest(simulator, app, manifest)
      seen = manifest
      terminal.note(`\n${app.file} has changed:\n${differenceLines(changes, terminal.paint).join('\n')}`)
      if (changes.some(({ path }) => path.startsWith('oauth_config.scopes')))
        terminal.note('Scopes take effect with an install: slack-tokens login --sim')
    } catch (error) {
      if (!(error instanceof CliError)) throw error
      // While an editor saves the file, it can be incomplete. The same message is not printed twice in a row.
      if (error.message !== complained) terminal.warn(`${error.message}\nThe previous settings stay in effect.`)
      complained = error.message
    }
  }
}

/** Milliseconds between two reads of the file. */
const every = 400

async function readManifest(file: string, context: Context): Promise<object> {
  const { readManifestFile } = await import('../../slack/manifest/read-file.ts')
  const { manifest, doubts } = await readManifestFile(file, context)
  for (const doubt of doubts) context.terminal.noteOnce(`May be wrong: ${doubt}`)
  return manifest
}

async function applyManifest(simulator: LocalSimulator, { eventsUrl }: CheckedApp, manifest: object): Promise<void> {
  await control(simulator, 'useManifest', { manifest, ...(eventsUrl !== undefined && { requestUrl: eventsUrl }) })
}

function checkedEventsUrl(text: string, hosts: readonly string[]): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new CliError('usage', `“${text}” is no request URL`, {
      code: 'usage',
      hint: 'Write it whole: --events-url http://localhost:3000/slack/events',
    })
  }
  if (isLoopback(url) || hosts.includes(url.hostname)) return url.href
  throw new CliError('usage', `${url.origin} is another computer, so nothing is sent there`, {
    code: 'not_loopback',
    hint: `Name a URL on this computer, or allow the other computer: slack-tokens sim start --events-url ${url.origin}${url.pathname} --allow-host ${url.hostname}`,
  })
}

function checkedHost(name: string): string {
  if (URL.canParse(`http://${name}`) && new URL(`http://${name}`).hostname === name.toLowerCase())
    return name.toLowerCase()
  throw new CliError('usage', `“${name}” is no host name`, {
    code: 'usage',
    hint: 'Without scheme and port: --allow-host app.internal',
  })
}

import type { Page } from '../../browser/hop.ts'
import { CliError } from '../../errors.ts'
import type { Http } from '../../runtime/context.ts'
import type { CommandLine } from './command-line.ts'

/** Usual paths of install pages. The first is Bolt's default. */
const usualPaths = ['/slack/install', '/install', '/slack/oauth/start', '/auth/slack', '/']

/**
 * Returns the URL of the app's install page: the first of the usual paths whose answer is not “not found”.
 * @throws CliError with the exit reason `usage`: every path answers “not found”; `timedOut` or `failed`: the app does
 * not answer.
 */
export async function findInstallUrl(app: URL, probe: Probe): Promise<URL> {
  const found = await firstUsual(app, probe)
  if (found) return found
  throw new CliError('usage', `The app runs at ${app.origin}, but has none of ${usualPaths.join(', ')}`, {
    code: 'install_url_missing',
    hint: giveAddress(app, probe.again),
  })
}

/** Asks for an address that nothing suggests: only the developer knows the path. */
function giveAddress(app: URL, again: CommandLine): string {
  return `Give the address of its install page, with its path in place of PATH: ${again.install(new URL('/PATH', app))}`
}

/** The time limit for each usual path, in milliseconds. */
const probing = 10_000

interface Probe {
  readonly http: Http
  readonly signal: AbortSignal
  /** Builds the command line of this drive, for hints. */
  readonly again: CommandLine
}

async function statusOf(url: URL, { http, signal, again }: Probe): Promise<number> {
  const limit = AbortSignal.timeout(probing)
  try {
    const { statusCode, body } = await http.request({
      origin: url.origin,
      path: url.pathname,
      method: 'GET',
      signal: AbortSignal.any([limit, signal]),
    })
    await body.dump()
    return statusCode
  } catch (error) {
    signal.throwIfAborted()
    throw new CliError(limit.aborted ? 'timedOut' : 'failed', `The app does not answer at ${url.href}`, {
      code: 'no_answer',
      hint: giveAddress(url, again),
      cause: error,
    })
  }
}

/**
 * The statuses of an address that has no page: not found, no GET, gone, not implemented. A page that needs a person, or
 * fails, has another status, and belongs to the app.
 */
const noPage: readonly number[] = [404, 405, 410, 501]

/** Whether an answer at the install address shows that the address is not that of an install page. */
export function isNoInstallPage({ status }: Page): boolean {
  return noPage.includes(status)
}

/**
 * Returns the error for an install address without a page, which is a mistake in the address. Names the usual path of an
 * install page that the app has.
 */
export async function noInstallPage({ url, status }: Page, probe: Probe): Promise<CliError> {
  const { again } = probe
  const why = status === 405 ? ': a browser opens it by GET, which the app does not accept there' : ''
  const found = await firstUsual(url, probe, ['/']).catch((error: unknown) => {
    if (error instanceof CliError) return undefined
    throw error
  })
  const hint = found ? `The app has a page at ${found.pathname}: ${again.install(found)}` : giveAddress(url, again)
  return new CliError(
    'usage',
    `GET ${url.origin}${url.pathname} was answered with ${status}, so it is no install page${why}`,
    { code: 'install_url_wrong', hint },
  )
}

/** Returns the first usual address of an install page whose answer is no error. Skips the paths in `except`. */
async function firstUsual(app: URL, probe: Probe, except: readonly string[] = []): Promise<URL | undefined> {
  for (const path of usualPaths.filter((one) => !except.includes(one))) {
    if ((await statusOf(new URL(path, app), probe)) < 400) return new URL(path, app)
  }
  return undefined
}

/**
 * Returns the error for an address that drive found itself at a usual path, when the address does not lead to Slack.
 * Probably the app's install page has another address; a defect is less likely.
 */
export function nothingUsual(url: URL, again: CommandLine): CliError {
  return new CliError('usage', `${url.origin}${url.pathname} answers, but does not lead to Slack`, {
    code: 'install_url_missing',
    hint: giveAddress(url, again),
  })
}

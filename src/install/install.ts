import { randomBytes } from 'node:crypto'
import type { Context, Http } from '../context.ts'
import { CliError } from '../errors.ts'
import type { Wire } from '../slack/client.ts'
import { authorizeUrl } from './authorize-url.ts'
import { type CallbackAnswer, type CallbackServer, listenForCallback } from './callback.ts'
import { exchangeCode } from './exchange.ts'
import { type Installed, keepGrant, proveWritable } from './keep.ts'
import { deniedPage, failedPage, grantedPage } from './outcome-pages.ts'

export interface InstallRequest {
  readonly flow: 'v1' | 'v2'
  readonly apiUrl: string
  readonly simulator: boolean
  readonly clientId: string
  readonly clientSecret: string
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  /** Port of the callback; 0: any free one. */
  readonly port: number
  /** Name for the profile; else it is derived from the workspace. */
  readonly profile?: string
  readonly team?: string
  /** Milliseconds to wait for the answer. */
  readonly timeout: number
}

export interface InstallSteps {
  /** The way to this request's API. */
  readonly http: Http
  /** Called once the callback listens; makes somebody look at `url`. A rejection ends the login. */
  readonly onReady: (ready: { url: string; redirectUri: string }) => Promise<void>
}

export const callbackPath = '/slack/callback'

/**
 * Runs one install: listen, consent, code, exchange, save; the browser is answered after the save. Nothing is asked of
 * Slack before the store is proved writable, since a code can be spent only once.
 * @throws CliError refused: denied; timedOut: nobody came; failed: port, network, file; slack: the exchange failed.
 */
export async function install(request: InstallRequest, context: Context, steps: InstallSteps): Promise<Installed> {
  await proveWritable(context.store)
  const state = randomBytes(32).toString('base64url')
  const callback = await listenForCallback({
    port: request.port,
    path: callbackPath,
    state,
    onUnprovedDenial: () =>
      context.terminal.warn('A refusal without proof arrived: maybe cancelled. Ctrl-C if that was you; still waiting'),
  })
  try {
    const redirectUri = `http://localhost:${callback.port}${callbackPath}`
    const url = authorizeUrl({ ...request, redirectUri, state })
    const answer = await waitForAnswer({ callback, url, redirectUri, timeout: request.timeout }, context, steps)
    return await finish({ request, redirectUri, answer, callback }, context, steps)
  } finally {
    callback.close()
  }
}

interface Waiting {
  readonly callback: CallbackServer
  readonly url: string
  readonly redirectUri: string
  readonly timeout: number
}

async function waitForAnswer(waiting: Waiting, context: Context, steps: InstallSteps): Promise<CallbackAnswer> {
  const { callback, url, redirectUri, timeout } = waiting
  const over = new AbortController()
  const signal = AbortSignal.any([context.signal, over.signal])
  const late = context.clock.sleep(timeout, signal).then(() => {
    throw new CliError('timedOut', `Nobody came back within ${timeout / 1000} s`, {
      code: 'timed_out',
      hint: 'Was an error shown on the page? Nothing returns from there. Run the command again, with more time if needed: --timeout SECONDS',
    })
  })
  // Looking at the page goes on while the answer is awaited; only its failure matters here.
  const ready = steps.onReady({ url, redirectUri }).then(() => new Promise<never>(() => {}))
  try {
    return await context.terminal.wait('Waiting for Slack', Promise.race([callback.answer, late, ready]))
  } finally {
    over.abort()
    late.catch(() => {})
    ready.catch(() => {})
  }
}

interface Answered {
  readonly request: InstallRequest
  readonly redirectUri: string
  readonly answer: CallbackAnswer
  readonly callback: CallbackServer
}

async function finish(answered: Answered, context: Context, steps: InstallSteps): Promise<Installed> {
  const { request, redirectUri, answer, callback } = answered
  if (answer.kind === 'denied') {
    await callback.respond(deniedPage(answer.error))
    throw denial(answer)
  }
  try {
    return await withoutInterruption(context, async (signal) => {
      const wire: Wire = { ...context, http: steps.http, signal, timeout: context.settings.httpTimeout }
      const exchanged = await exchangeCode({ ...request, code: answer.code, redirectUri }, wire)
      const installed = await keepGrant({ request, exchanged }, context, wire)
      await callback.respond(grantedPage(installed))
      return installed
    })
  } catch (error) {
    await callback.respond(failedPage(error))
    throw error
  }
}

function denial({ error, description }: Extract<CallbackAnswer, { kind: 'denied' }>): CliError {
  if (error !== 'access_denied') {
    return new CliError('refused', `Slack refused the install: ${error}`, {
      code: error,
      hint: 'Run the command again when that is put right',
    })
  }
  const said = description ? ` (${description})` : ''
  return new CliError('refused', `The install was cancelled${said}`, {
    code: error,
    hint: 'If nobody pressed Cancel, the workspace may want an admin to approve the app. To try again: slack-tokens login',
  })
}

/** The code is spent once: a first Ctrl-C lets exchange and save finish, so that the tokens are not lost (R14). */
async function withoutInterruption<T>(context: Context, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const tell = () => context.terminal.warn('Finishing the exchange so that the tokens are not lost (again to force)')
  context.signal.addEventListener('abort', tell, { once: true })
  try {
    return await work(new AbortController().signal)
  } finally {
    context.signal.removeEventListener('abort', tell)
  }
}

import { randomBytes } from 'node:crypto'
import type { Context, Http } from '../context.ts'
import { CliError } from '../errors.ts'
import type { Grant } from '../installations/read-response.ts'
import type { Wire } from '../slack/client.ts'
import { authorizeUrl } from './authorize-url.ts'
import { type CallbackAnswer, type CallbackServer, listenForCallback } from './callback.ts'
import type { Certificate } from './certificate.ts'
import { exchangeCode } from './exchange.ts'
import { type Installed, keepGrant } from './keep.ts'
import { deniedPage, failedPage, grantedPage } from './outcome-pages.ts'
import type { Redirect } from './redirect.ts'
import { waitForAnswer } from './wait.ts'

export interface InstallRequest {
  readonly flow: 'v1' | 'v2'
  readonly apiUrl: string
  readonly simulator: boolean
  /** What the app is called, where that is known: Slack's answer names only its id. */
  readonly appName?: string
  readonly clientId: string
  readonly clientSecret: string
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  readonly redirect: Redirect
  readonly certificate?: Certificate
  /** Name for the profile; else it is derived from the workspace. */
  readonly profile?: string
  /** Id of the workspace or organization that alone is accepted. */
  readonly team?: string
  /** One that is preselected on Slack's page, and no more. */
  readonly preselect?: string
  /** Milliseconds to wait for the answer. */
  readonly timeout: number
}

export interface Ready {
  readonly url: string
  readonly redirectUri: string
  /** False when the port could not be had, so that only a pasted address comes home. */
  readonly listening: boolean
}

export interface InstallSteps {
  /** The way to this request's API. */
  readonly http: Http
  /** Called once the callback listens; makes somebody look at `url`. A rejection ends the login. */
  readonly onReady: (ready: Ready) => Promise<void>
}

/**
 * Runs one install: listen, consent, code, exchange, save; the browser is answered after the save. Nothing is asked of
 * Slack before the store is proved writable, since a code can be spent only once.
 * @throws CliError refused: denied; timedOut: nobody came; failed: port, network, file; slack: the exchange failed.
 */
export async function install(request: InstallRequest, context: Context, steps: InstallSteps): Promise<Installed> {
  await context.store.proveWritable()
  const state = randomBytes(32).toString('base64url')
  const callback = await listen(request, state, context)
  try {
    const { redirect, timeout, clientId } = request
    const redirectUri = redirect.uri ?? `http://localhost:${callback?.port ?? redirect.port}${redirect.path}`
    const team = request.team ?? request.preselect
    const url = authorizeUrl({ ...request, redirectUri, state, ...(team !== undefined && { team }) })
    const shown = steps.onReady({ url, redirectUri, listening: callback !== undefined })
    const waiting = { callback: callback?.answer, state, redirectUri, clientId, timeout, shown }
    const answer = await waitForAnswer(waiting, context)
    return await finish({ request, redirectUri, answer, callback }, context, steps)
  } finally {
    callback?.close()
  }
}

/** A busy port leaves a person the paste; without a terminal there is no other way home. */
async function listen(
  request: InstallRequest,
  state: string,
  { terminal }: Context,
): Promise<CallbackServer | undefined> {
  const { port, path, hosts } = request.redirect
  try {
    return await listenForCallback({
      port,
      path,
      hosts,
      state,
      certificate: request.certificate,
      onUnprovedDenial: () =>
        terminal.warn('A refusal without proof arrived: maybe cancelled. Ctrl-C if that was you; still waiting'),
    })
  } catch (error) {
    if (!(error instanceof CliError && error.code === 'port_in_use' && terminal.interactive)) throw error
    terminal.warn(`${error.message}. ${error.hint ?? ''}`)
    terminal.warn(
      'Going on with paste alone. Whoever holds that port will receive the code that Slack sends there: only go on if you know it',
    )
    return undefined
  }
}

interface Answered {
  readonly request: InstallRequest
  readonly redirectUri: string
  readonly answer: CallbackAnswer
  readonly callback: CallbackServer | undefined
}

async function finish(answered: Answered, context: Context, steps: InstallSteps): Promise<Installed> {
  const { request, redirectUri, answer, callback } = answered
  if (answer.kind === 'denied') {
    await callback?.respond(deniedPage(answer.error))
    throw denial(answer)
  }
  try {
    return await withoutInterruption(context, async (signal) => {
      const wire: Wire = { ...context, http: steps.http, signal, timeout: context.settings.httpTimeout }
      const exchanged = await exchangeCode({ ...request, code: answer.code, redirectUri }, wire)
      checkTeam(request.team, exchanged.grant)
      const installed = await keepGrant({ request, exchanged }, context, wire)
      await callback?.respond(grantedPage(installed))
      return installed
    })
  } catch (error) {
    await callback?.respond(failedPage(error))
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

/**
 * A login that was pinned to a workspace keeps nothing of another (C7): whoever slipped in another consent page would
 * have this person work in a workspace of theirs.
 */
function checkTeam(pinned: string | undefined, { workspace, organization }: Grant): void {
  if (pinned === undefined || pinned === workspace?.id || pinned === organization?.id) return
  const place = workspace ?? organization
  throw new CliError(
    'refused',
    `The app was installed in ${place?.name ?? 'another workspace'} (${place?.id ?? 'unknown'}), not in ${pinned}. Nothing is kept`,
    {
      code: 'wrong_team',
      hint: 'Sign in to the right workspace in the browser, then run the command again; leave out --team to accept any',
    },
  )
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

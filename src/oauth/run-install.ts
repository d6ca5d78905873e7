import { pushFor } from '../config/push-for.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { loginWords } from './callback/page.ts'
import { type CallbackServer, listenForCallback } from './callback/server.ts'
import { completeInstall } from './complete-install.ts'
import { consentUrl, createConsentSecrets } from './consent.ts'
import { portTaken } from './port-taken.ts'
import { redirectUriOf } from './redirect-uri.ts'
import type { SavedInstall } from './save-install.ts'
import type { InstallRequest, InstallSteps } from './types.ts'
import { countUnprovedDenials, type UnprovedDenials } from './unproved-denials.ts'
import { waitForAnswer } from './wait-for-callback.ts'

/**
 * Runs one install: listens for the callback, shows the consent page, exchanges the code, and saves the grant. Returns
 * the saved install. Checks first that the store is writable, because a code works only once.
 * @throws CliError with the exit reason `refused`: the person denied the install; `timedOut`: no answer
 * arrived; `failed`: the port, the network or a file failed; `slack`: the exchange failed.
 */
export async function install(request: InstallRequest, context: Context, steps: InstallSteps): Promise<SavedInstall> {
  await context.store.proveWritable()
  const secrets = createConsentSecrets({ pkce: request.clientSecret === null })
  const { state } = secrets
  const denials = countUnprovedDenials(context.terminal)
  const callback = await listen({ request, state, denials, steps }, context)
  try {
    const { redirect, timeout, clientId } = request
    const redirectUri = redirectUriOf(redirect, callback?.port)
    const team = request.team ?? request.preselect
    const url = consentUrl(request, redirectUri, secrets)
    const shown = steps.onReady({ url, redirectUri, listening: callback !== undefined })
    const waiting = {
      callback: callback?.answer,
      state,
      redirectUri,
      clientId,
      team,
      timeout,
      push: await pushCommand(request, redirectUri, context),
      shown,
      slow: !request.simulator,
      again: request.again,
    }
    const answer = await waitForAnswer(waiting, context).finally(denials.finish)
    return await completeInstall(
      { request, redirectUri, answer, callback, verifier: secrets.pkce?.verifier },
      context,
      steps,
    )
  } finally {
    callback?.close()
  }
}

/** Returns the command that adds the redirect URL to the app's settings; undefined when no command can. */
async function pushCommand(
  request: InstallRequest,
  redirectUri: string,
  { store }: Context,
): Promise<string | undefined> {
  if (request.simulator) return undefined
  return await store.read().then(
    (config) => pushFor(config, request, redirectUri),
    () => undefined,
  )
}

interface CallbackNeeds {
  readonly request: InstallRequest
  readonly state: string
  readonly denials: UnprovedDenials
  readonly steps: Pick<InstallSteps, 'anyPort' | 'unattended'>
}

/**
 * Starts the callback server. Undefined when the port is in use and a person can paste the address into the terminal.
 * @throws CliError with the exit reason `failed`: the port is not available, and nobody can paste.
 */
async function listen(
  { request, state, denials, steps }: CallbackNeeds,
  { terminal }: Context,
): Promise<CallbackServer | undefined> {
  const { port, path, hosts } = request.redirect
  const { certificate } = request
  const options = { path, hosts, state, words: loginWords, certificate, onUnprovedDenial: denials.arrived }
  try {
    return await listenForCallback({ ...options, port })
  } catch (thrown) {
    if (!(thrown instanceof CliError && thrown.code === 'port_in_use')) throw thrown
    const free = steps.anyPort ? thrown.details['freePort'] : undefined
    if (typeof free === 'number') {
      terminal.note(`Port ${port} is in use, so this login listens on the next free port, ${free}`)
      return await listenForCallback({ ...options, port: free })
    }
    const error = portTaken(thrown, request)
    if (!(error instanceof CliError && terminal.interactive) || steps.unattended) throw error
    terminal.warn(`${error.message}. ${error.hint ?? ''}`)
    terminal.warn(
      'The login continues without a callback: paste the address. The program that listens on the port will receive the code from Slack, so continue only if you know that program',
    )
    return undefined
  }
}

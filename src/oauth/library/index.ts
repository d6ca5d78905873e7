import { CliError } from '../../errors.ts'
import { checkedProxiesIn } from '../../net/proxies.ts'
import { processEnvironment, systemClock } from '../../runtime/process-host.ts'
import type { RequestContext, RequestTerminal } from '../../slack/client/types.ts'
import { plainPaint } from '../../terminal/plain-paint.ts'
import type { Certificate } from '../callback/self-signed.ts'
import { type CallbackServer, listenForCallback } from '../callback/server.ts'
import { type ConsentSecrets, consentUrl, createConsentSecrets } from '../consent.ts'
import { exchangeConsent, finishConsent } from '../finish-consent.ts'
import { firstAnswer } from '../first-answer.ts'
import { redirectUriOf } from '../redirect-uri.ts'
import { InstallError, installErrorOf } from './error.ts'
import { isSignal, type PreparedInstall, prepareInstall } from './options.ts'
import { type FinishedInstall, judgeInstall } from './result.ts'
import { createSubmit } from './submit.ts'
import type { InstallResult, RunInstall, RunInstallOptions } from './types.ts'

export { InstallError }

/** A library prints nothing: neither the waits and retries of the client, nor the client's trace. */
const silent: RequestTerminal = {
  conceal() {},
  note() {},
  paint: plainPaint,
  trace() {},
  wait: (_label, work) => work,
  warn() {},
}

/** How far an install has come, for the message when it is aborted. */
interface InstallProgress {
  /** Whether the code was sent: from then on, Slack may have installed the app. */
  sent: boolean
  redirectUri: string
}

/**
 * Runs one install of a Slack app with the mechanism of `slack-tokens login`: listens for the callback, gives the
 * caller the address of the consent page, takes the answer from the browser or from `submit`, and exchanges the code.
 * Returns both tokens. Stores and prints nothing, and closes everything before it returns or throws.
 * `slack-tokens/install` exports this function.
 * @throws InstallError, whose `code` says what failed; the error of `onReady` unchanged.
 */
export const runInstall: RunInstall = async (options) => {
  const progress: InstallProgress = { sent: false, redirectUri: '' }
  const signal = options?.signal
  try {
    const prepared = prepareInstall(options)
    progress.redirectUri = redirectUriOf(prepared.request.redirect)
    signal?.throwIfAborted()
    return await run(prepared, options, progress)
  } catch (error) {
    if (isSignal(signal) && signal.aborted) throw aborted(signal, progress)
    throw installErrorOf(error, progress)
  }
}

function aborted({ reason }: AbortSignal, { sent }: InstallProgress): InstallError {
  return new InstallError(
    sent ? 'The install was aborted after the code was sent, so its answer is lost' : 'The install was aborted',
    {
      code: 'aborted',
      cause: reason,
      ...(sent && { hint: 'Slack may have installed the app. Install again to get the tokens' }),
    },
  )
}

async function run(
  prepared: PreparedInstall,
  options: RunInstallOptions,
  progress: InstallProgress,
): Promise<InstallResult> {
  const { request, words, requestTimeout } = prepared
  const signal = options.signal ?? new AbortController().signal
  const secrets = createConsentSecrets({ pkce: request.clientSecret === null })
  const certificate = await certificateFor(prepared)
  const callback = await listen(prepared, { secrets, certificate, onNotice: options.onNotice })
  const redirectUri = redirectUriOf(request.redirect, callback?.port)
  progress.redirectUri = redirectUri
  const { clientId, team, timeout } = request
  const way = createSubmit(secrets.state, { redirectUri, clientId, team, address: 'the authorize URL of this install' })
  void callback?.answer.then(() => way.close('answered'))
  const closers = [() => way.close('ended'), () => callback?.close()] as (() => unknown)[]
  try {
    signal.throwIfAborted()
    for (const notice of prepared.notices) options.onNotice?.(notice)
    const shown = ready(options, {
      authorizeUrl: consentUrl(request, redirectUri, secrets),
      redirectUri,
      listening: callback !== undefined,
      certificate: certificate
        ? { cert: certificate.cert, key: certificate.key, fingerprint: certificate.fingerprint }
        : null,
      submit: way.submit,
    })
    const sources = { callback: callback?.answer, pasted: way.answer, shown, timeout }
    const answer = await firstAnswer(sources, { clock: systemClock, signal })
    way.close('answered')
    const { result } = await finishConsent<FinishedInstall>(
      { answer, callback, redirectUri, verifier: secrets.pkce?.verifier },
      {
        words,
        page: (judged) => judged.page(words),
        async use(consent) {
          const wire = await openWire({ signal, timeout: requestTimeout }, closers)
          progress.sent = true
          const exchanged = await exchangeConsent(request, consent, wire)
          return await judgeInstall(request, exchanged, wire)
        },
      },
    )
    return result
  } finally {
    for (const close of closers) await close()
  }
}

/** Calls `onReady`. If `onReady` throws an error at once, the error becomes a rejection too. */
async function ready(
  { onReady }: RunInstallOptions,
  given: Parameters<RunInstallOptions['onReady']>[0],
): Promise<void> {
  await onReady(given)
}

async function certificateFor({ request }: PreparedInstall): Promise<Certificate | undefined> {
  if (request.certificate !== undefined || !request.redirect.secure) return request.certificate
  return await (await import('../callback/self-signed.ts')).selfSigned(systemClock.now())
}

interface Listening extends Pick<RunInstallOptions, 'onNotice'> {
  readonly secrets: ConsentSecrets
  readonly certificate: Certificate | undefined
}

/**
 * Starts the callback server. Undefined when the port is in use and the caller wants to go on without it.
 * @throws CliError with the exit reason `failed`: the port is not available.
 */
async function listen(
  { request, words, portInUse }: PreparedInstall,
  { secrets, certificate, onNotice }: Listening,
): Promise<CallbackServer | undefined> {
  const { port, path, hosts } = request.redirect
  let noticed = false
  try {
    return await listenForCallback({
      ...{ port, path, hosts, words, certificate, state: secrets.state },
      onUnprovedDenial() {
        // Any program on this computer can send such a denial, so only the first one is reported.
        if (noticed) return
        noticed = true
        onNotice?.({
          code: 'denial_without_state',
          message: 'A refusal without the state of this install arrived. If you did not press Cancel, go on',
        })
      },
    })
  } catch (error) {
    if (error instanceof CliError && error.code === 'port_in_use' && portInUse === 'submit') return undefined
    throw error
  }
}

/** Opens the connections to Slack, through the proxies of the environment, and adds a closer for them. */
async function openWire(
  limits: Pick<RequestContext, 'signal' | 'timeout'>,
  closers: (() => unknown)[],
): Promise<RequestContext> {
  const proxies = checkedProxiesIn(processEnvironment())
  const { createSlackHttp } = await import('../../net/http-agents.ts')
  const ending = new AbortController()
  const http = createSlackHttp(proxies, ending.signal)
  closers.push(
    () => ending.abort(),
    () => http.destroy(),
  )
  return { ...limits, http, terminal: silent, clock: systemClock }
}

import { type Actor, actAs } from '../../auth/actor.ts'
import { httpFor } from '../../auth/http-for-token.ts'
import { type ChosenToken, chooseToken, findInstallation } from '../../config/choose-token.ts'
import type { Identity } from '../../config/installation.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { slackApiUrl } from '../../runtime/settings.ts'
import type { ApiCall } from '../../slack/client/client.ts'
import type { RequestContext } from '../../slack/client/types.ts'
import { methodFacts } from '../../slack/facts/methods.ts'

/** The API address, the token and the request context of a call. */
export interface CallTarget {
  readonly at: Pick<ApiCall, 'apiUrl' | 'token'>
  readonly request: RequestContext
  /** The identity that calls; undefined when the method needs no token. */
  readonly actor?: Actor
}

/**
 * The methods for which the app authenticates itself with its client id and secret. They are called without a token,
 * because Slack reads the token of a call first, and would then ignore the secret.
 */
const byClient = /^(oauth\.(v2\.|v2\.user\.)?access|openid\.connect\.token|tooling\.tokens\.rotate)$/

/** Whether the method is called without a token, because the app's secret authenticates the call. */
export function takesNoToken(method: string): boolean {
  return byClient.test(method)
}

/**
 * Chooses the API address and the token for a call.
 * @throws CliError with the exit reason `noToken`: the method needs a token, and there is no token.
 */
export async function targetOf(method: string, identity: Identity, context: Context): Promise<CallTarget> {
  const withoutToken =
    takesNoToken(method) || (methodFacts(method)?.auth === 'none' && !(await hasToken(identity, context)))
  if (!withoutToken) {
    const actor = await actAs(identity, context)
    return { at: { apiUrl: actor.chosen.apiUrl, token: actor.chosen.token }, request: actor.request, actor }
  }
  const { settings, store } = context
  const stored = findInstallation(await store.read(), settings)?.installation
  const apiUrl = settings.apiUrl?.url ?? stored?.apiUrl ?? slackApiUrl
  const http = await httpFor(stored?.simulator === true && apiUrl === stored.apiUrl, context)
  return { at: { apiUrl }, request: { ...context, http, timeout: settings.httpTimeout, maxWait: settings.maxWait } }
}

/**
 * Returns the target for `--dry-run`. Unlike `targetOf`, opens no connection and refreshes no token, and accepts that
 * there is no token.
 */
export async function shownTarget(
  method: string,
  identity: Identity,
  context: Context,
): Promise<{ at: CallTarget['at']; chosen?: ChosenToken }> {
  const { settings, store } = context
  const config = await store.read()
  try {
    if (takesNoToken(method)) throw new CliError('noToken', 'The method needs no token')
    const chosen = chooseToken(config, settings, identity)
    context.terminal.conceal(chosen.token)
    return { at: { apiUrl: chosen.apiUrl, token: chosen.token }, chosen }
  } catch (error) {
    if (!(error instanceof CliError) || error.failure !== 'noToken') throw error
    const stored = findInstallation(config, settings)?.installation
    return { at: { apiUrl: settings.apiUrl?.url ?? stored?.apiUrl ?? slackApiUrl } }
  }
}

async function hasToken(identity: Identity, { store, settings }: Context): Promise<boolean> {
  try {
    chooseToken(await store.read(), settings, identity)
    return true
  } catch (error) {
    if (error instanceof CliError && error.failure === 'noToken') return false
    throw error
  }
}

import { freshToken } from '../../auth/fresh-token.ts'
import {
  type ChosenToken,
  chooseToken,
  findInstallation,
  noInstallation,
  noSuchToken,
} from '../../config/choose-token.ts'
import { findAppOf } from '../../config/find-app.ts'
import type { Identity, Installation, Webhook } from '../../config/installation.ts'
import type { Config } from '../../config/store.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { simulatedClient } from '../../simulator/control/client.ts'

/** The app's own credentials; null what is not kept here. */
export interface CollectedCredentials {
  readonly clientSecret: string | null
  readonly signingSecret: string | null
  /** App-level token, `xapp-`. */
  readonly appToken: string | null
}

/** What one installation hands to a program. */
export interface EnvCollection {
  readonly name: string
  readonly installation: Installation
  readonly tokens: Readonly<Partial<Record<Identity, ChosenToken>>>
  /** The newest. */
  readonly webhook: Webhook | null
  readonly app: CollectedCredentials
  /** Base URL of the Web API, where a program can reach it. */
  readonly apiUrl: string
}

export interface GatherOptions {
  /** Just this token; both when left out. */
  readonly as?: Identity | undefined
  /** Starts the simulator, where it is one's, so that another program reaches it. */
  readonly reachable?: boolean
}

/**
 * Tokens, webhook and app credentials of the active installation, or of the one that `--profile` names. Tokens in the
 * environment count for nothing here. Each token is refreshed first when it is about to end.
 * @throws CliError noToken: nothing stored, or nothing in it to hand out; usage: an unknown profile or person; what
 *   `freshToken` throws.
 */
export async function collectEnvironment(
  { as, reachable = false }: GatherOptions,
  context: Context,
): Promise<EnvCollection> {
  const config = await context.store.read()
  const found = findInstallation(config, context.settings)
  if (!found) throw noInstallation(config)
  const { name, installation } = found
  // First: who asks later gets the same one, on TCP or not.
  const simulator = installation.simulator
    ? await context.simulator(reachable ? { browser: true } : undefined)
    : undefined
  const tokens: Partial<Record<Identity, ChosenToken>> = {}
  for (const identity of as ? [as] : (['bot', 'user'] as const)) {
    const chosen = chosenFor(identity, { as, config }, context)
    if (chosen) tokens[identity] = await freshToken(chosen, context)
  }
  const [webhook = null] = installation.webhooks
  if (!tokens.bot && !tokens.user && !webhook) throw noSuchToken(name, installation, 'bot')
  const app = simulator
    ? { clientSecret: null, signingSecret: null, appToken: null, ...(await simulatedClient(simulator, installation)) }
    : remembered(installation, config)
  return {
    name,
    installation,
    tokens,
    webhook: webhook && simulator && reachable ? { ...webhook, url: moved(webhook.url, simulator.url) } : webhook,
    app,
    apiUrl: simulator && reachable ? simulator.apiUrl : installation.apiUrl,
  }
}

function chosenFor(
  identity: Identity,
  { as, config }: { as: Identity | undefined; config: Config },
  { settings }: Context,
): ChosenToken | undefined {
  // `--user` picks among the user tokens; only with `--as bot` is it a mistake.
  const user = as === undefined && identity === 'bot' ? undefined : settings.user
  try {
    return chooseToken(config, { ...settings, user, tokens: {} }, identity)
  } catch (error) {
    if (as === undefined && error instanceof CliError && error.failure === 'noToken') return undefined
    throw error
  }
}

function remembered({ clientId, apiUrl, simulator }: Installation, config: Config): CollectedCredentials {
  const app = findAppOf(config, { clientId, apiUrl, simulator })?.app
  return {
    clientSecret: app?.clientSecret ?? null,
    signingSecret: app?.signingSecret ?? null,
    appToken: app?.appToken ?? null,
  }
}

/** The same address at another port: the simulator's may have been taken. */
function moved(url: string, base: string): string {
  const { pathname, search } = new URL(url)
  return new URL(pathname + search, base).href
}

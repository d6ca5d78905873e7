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
import { freshToken } from '../fresh-token.ts'
import { secretOrNull } from '../secret-value.ts'

/** The app's credentials; a credential that is not stored is null. */
export interface CollectedCredentials {
  readonly clientSecret: string | null
  readonly signingSecret: string | null
  /** The app-level token, `xapp-`. */
  readonly appToken: string | null
}

/** The tokens, webhook and app credentials with which a program can act as one installation. */
export interface EnvCollection {
  readonly name: string
  readonly installation: Installation
  readonly tokens: Readonly<Partial<Record<Identity, ChosenToken>>>
  /** The newest webhook of the installation. */
  readonly webhook: Webhook | null
  readonly app: CollectedCredentials
  /** The base URL of the Web API for the program. */
  readonly apiUrl: string
}

export interface GatherOptions {
  /** The only token to collect; undefined collects both tokens. */
  readonly as?: Identity | undefined
  /** Whether to start the simulator for a simulated installation, so that another program can reach it. */
  readonly reachable?: boolean
}

/**
 * Collects the tokens, the webhook and the app credentials of the active installation or of `--profile`. Ignores tokens
 * in the environment. Refreshes each token that expires soon.
 * @throws CliError with the exit reason `noToken`: there is no installation, or it has no token, webhook or
 * credentials; `usage`: an unknown profile or person; the errors of `freshToken`.
 */
export async function collectEnvironment(
  { as, reachable = false }: GatherOptions,
  context: Context,
): Promise<EnvCollection> {
  const config = await context.store.read()
  const found = findInstallation(config, context.settings)
  if (!found) throw noInstallation(config)
  const { name, installation } = found
  // Open the simulator first, over TCP if another program must reach it. Later steps use the same simulator.
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
    : await ofStoredApp(installation, { config, context })
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
  // Ignore `--user` for the bot token unless `--as bot` was given: without `--as`, both tokens are collected.
  const user = as === undefined && identity === 'bot' ? undefined : settings.user
  try {
    return chooseToken(config, { ...settings, user, tokens: {} }, identity)
  } catch (error) {
    if (as === undefined && error instanceof CliError && error.failure === 'noToken') return undefined
    throw error
  }
}

async function ofStoredApp(
  { clientId, apiUrl, simulator }: Installation,
  { config, context }: { readonly config: Config; readonly context: Context },
): Promise<CollectedCredentials> {
  const app = findAppOf(config, { clientId, apiUrl, simulator })?.app
  return {
    clientSecret: await secretOrNull(app?.clientSecret, context),
    signingSecret: await secretOrNull(app?.signingSecret, context),
    appToken: await secretOrNull(app?.appToken, context),
  }
}

/** Returns the URL with the port of `base`, because the simulator's port can have changed since the install. */
function moved(url: string, base: string): string {
  const { pathname, search } = new URL(url)
  return new URL(pathname + search, base).href
}

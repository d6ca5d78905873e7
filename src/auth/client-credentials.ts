import { findAppOf } from '../config/find-app.ts'
import type { Installation } from '../config/installation.ts'
import type { Config } from '../config/store.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { simulatedClient } from '../simulator/control/client.ts'
import { secretValue } from './secret-value.ts'

/** The client id and the client secret of an app. */
export interface ClientCredentials {
  readonly id: string
  /** The client secret; null for an app with PKCE, which needs no client secret. */
  readonly secret: string | null
}

/**
 * Returns the client id and secret of an installation's app. On the simulator, the secret comes from the simulator.
 * Otherwise it comes from the first of these that has it: the environment, if SLACK_CLIENT_ID is this app's id; the
 * stored app; an environment without SLACK_CLIENT_ID.
 * @throws CliError with the exit reason `usage` and the code `no_client_secret`; the hint says how to pass the secret.
 */
export async function clientOf(
  installation: Installation,
  config: Config,
  context: Context,
): Promise<ClientCredentials> {
  const { settings, terminal } = context
  const id = installation.clientId ?? settings.clientId
  if (id === undefined) throw missing(installation, undefined)
  if (installation.simulator) return { id, secret: await secretOnSimulator(id, context) }
  const record = findAppOf(config, { clientId: id, apiUrl: installation.apiUrl })?.app
  if (record?.pkce) return { id, secret: null }
  const exported = settings.clientSecret !== undefined ? settings.clientSecret : null
  const secret =
    settings.clientId === id
      ? (exported ?? record?.clientSecret)
      : (record?.clientSecret ?? ownOf(settings.clientId, exported))
  if (!secret) throw missing(installation, id)
  const value = await secretValue(secret, context)
  terminal.conceal(value)
  return { id, secret: value }
}

/**
 * Returns the client secret from the environment. Null when the environment has a client id too, because the secret may
 * belong to another app.
 */
function ownOf(exportedId: string | undefined, secret: string | null): string | null {
  return exportedId === undefined ? secret : null
}

async function secretOnSimulator(id: string, context: Context): Promise<string> {
  const client = await simulatedClient(await context.simulator(), { clientId: id })
  if (client) return client.clientSecret
  throw new CliError('noToken', 'The simulator no longer has the app of this installation', {
    code: 'invalid_client_id',
    hint: 'The simulator was reset. Install its app again: slack-tokens login --sim',
  })
}

function missing({ appName }: Installation, id: string | undefined): CliError {
  const app = appName ?? (id === undefined ? 'the app' : `the app ${id}`)
  const given = id === undefined ? '--client-id ID' : `--client-id ${id}`
  return new CliError('usage', `This needs the client id and secret of ${app}, which are not stored here`, {
    code: 'no_client_secret',
    hint: `Store them: slack-tokens app add ${given}   or set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET`,
  })
}

import { findAppOf } from '../config/find-app.ts'
import type { Installation } from '../config/installation.ts'
import type { Config } from '../config/store.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { simulatedClient } from '../simulator/control/client.ts'

/** What an app proves itself with. */
export interface ClientCredentials {
  readonly id: string
  /** Null for an app that opted into PKCE, which needs none. */
  readonly secret: string | null
}

/**
 * Client id and secret of the app that an installation is of: from the simulator, from the environment when it is about
 * this app, from the remembered app.
 * @throws CliError usage, code `no_client_secret`, naming how to give it.
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
  terminal.conceal(secret)
  return { id, secret }
}

/** A secret that is exported beside the id of another app is that app's. */
function ownOf(exportedId: string | undefined, secret: string | null): string | null {
  return exportedId === undefined ? secret : null
}

async function secretOnSimulator(id: string, context: Context): Promise<string> {
  const client = await simulatedClient(await context.simulator(), { clientId: id })
  if (client) return client.clientSecret
  throw new CliError('noToken', 'The simulator no longer knows the app that this installation is of', {
    code: 'invalid_client_id',
    hint: 'It was reset. Install its app again: slack-tokens login --sim',
  })
}

function missing({ appName }: Installation, id: string | undefined): CliError {
  const app = appName ?? (id === undefined ? 'the app' : `the app ${id}`)
  const given = id === undefined ? '--client-id ID' : `--client-id ${id}`
  return new CliError('usage', `This takes the app’s own credentials, and those of ${app} are not known here`, {
    code: 'no_client_secret',
    hint: `Remember them: slack-tokens app add ${given}   or set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET`,
  })
}

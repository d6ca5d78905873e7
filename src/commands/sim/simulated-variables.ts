import { collectEnvironment } from '../../auth/environment/collect.ts'
import { type EnvVariable, variablesOf } from '../../auth/environment/variables.ts'
import { findInstallation, lacksProject } from '../../config/choose-token.ts'
import type { Installation } from '../../config/installation.ts'
import { installSilently, silentScopes } from '../../oauth/install-silently.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'
import { callMethod } from '../../slack/client/client.ts'

export interface SimulatedVariables {
  readonly variables: readonly EnvVariable[]
  /** The name of the installation that the variables belong to; undefined for the active one. */
  readonly profile?: string
}

/**
 * Returns the variables of the active installation if that is simulated. Otherwise returns the variables of a stored
 * installation of the simulator's app, and first installs the app if there is none. Does not change which installation
 * is active.
 */
export async function simulatedVariables(simulator: LocalSimulator, context: Context): Promise<SimulatedVariables> {
  const { store, settings } = context
  const config = await store.read()
  // The installation that the project names may not be stored here. The simulator's app is then used.
  const found = lacksProject(config, settings) ? undefined : findInstallation(config, settings)
  if (found?.installation.simulator)
    return { variables: variablesOf(await collectEnvironment({ reachable: true }, context)) }
  const name = (await findUsable(simulator, context)) ?? (await installOnce(simulator, context))
  const chosen = { ...settings, profile: { name, source: '--profile' } } as const
  const collected = await collectEnvironment({ reachable: true }, { ...context, settings: chosen })
  return { variables: variablesOf(collected), profile: name }
}

async function installOnce(simulator: LocalSimulator, context: Context): Promise<string> {
  const { name } = await installSilently(simulator, context)
  context.terminal.note(
    `Installed the simulator’s app as “${name}”. It is not the active installation; later runs use it`,
  )
  return name
}

/**
 * Returns the name of a stored installation of the simulator's own app whose token works and has all scopes that an
 * install would request. Undefined when there is none.
 */
async function findUsable(simulator: LocalSimulator, context: Context): Promise<string | undefined> {
  const { profiles } = await context.store.read()
  const { app } = await control(simulator, 'describe', {}, ['app'])
  const scopes = silentScopes(app)
  for (const [name, installation] of Object.entries(profiles)) {
    if (!installation.simulator || installation.clientId !== app.clientId) continue
    const user = userOf(installation, context)
    if (!hasAll(installation.bot, scopes.bot) || !hasAll(user, scopes.user)) continue
    if (!(await works(installation.bot?.token ?? user?.token, simulator, context))) continue
    context.terminal.note(`The tokens are those of “${name}”, which is not the active installation`)
    return name
  }
  return undefined
}

/** Returns the user token of the person in `--user`, otherwise of the person who installed last. */
function userOf({ users }: Installation, { settings }: Context): Installation['users'][number] | undefined {
  const wanted = settings.user?.replace(/^@/, '').toLowerCase()
  if (wanted === undefined) return users[0]
  return users.find(({ userId, userName }) => [userId, userName].some((one) => one?.toLowerCase() === wanted))
}

function hasAll(access: { readonly scopes: readonly string[] } | null | undefined, scopes: readonly string[]): boolean {
  return scopes.every((scope) => access?.scopes.includes(scope))
}

async function works(token: string | undefined, simulator: LocalSimulator, context: Context): Promise<boolean> {
  if (token === undefined) return false
  const wire = { ...context, http: simulator.http, timeout: context.settings.httpTimeout }
  const { body } = await callMethod({ apiUrl: simulator.apiUrl, method: 'auth.test', token }, wire)
  return body['ok'] === true
}

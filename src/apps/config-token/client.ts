import { httpFor } from '../../auth/http-for-token.ts'
import type { ConfigTokenPair } from '../../config/installation.ts'
import type { Config } from '../../config/store.ts'
import { CliError } from '../../errors.ts'
import type { Context, LocalSimulator } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'
import { callMethod } from '../../slack/client/client.ts'
import { configError } from './errors.ts'
import { unnamedWorkspace, whereConfigTokens } from './read.ts'
import { freshConfigToken, rotateConfigToken } from './rotate.ts'

/** The workspace or app whose settings a command reads or changes. */
export interface ConfigTarget {
  readonly apiUrl: string
  readonly simulator?: boolean
  /**
   * The id of the workspace of the configuration token. When it is absent, the workspace is the only one with a stored
   * token, or the one where the app is installed.
   */
  readonly team?: string | undefined
  readonly clientId?: string
}

/** Access to `apps.manifest.*` with a configuration token, which is rotated when it expires. */
export interface ConfigAccess {
  readonly apiUrl: string
  readonly teamId: string
  /**
   * Calls a method and returns Slack's answer. Rotates an expired token once.
   * @throws CliError for `ok: false`, with advice about configuration tokens.
   */
  call(method: string, args: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>>
}

/**
 * Returns access to the settings of the apps of one workspace. On the simulator, the access uses the simulator's own
 * configuration token, which is not a secret.
 * @throws CliError with the exit reason `noToken`: no token is stored for the workspace; `usage`: several tokens are
 * stored, and no workspace is named.
 */
export async function configAccess(target: ConfigTarget, context: Context): Promise<ConfigAccess> {
  if (target.simulator) return await simulatorAccess(context)
  const kept = chooseConfigToken(await context.store.read(), target)
  let storedToken = await freshConfigToken(kept, context)
  const { apiUrl, teamId } = storedToken
  return {
    ...{ apiUrl, teamId },
    async call(method, args) {
      let body = await send({ apiUrl, method, token: storedToken.token, args }, context)
      if (body['error'] === 'token_expired' && storedToken.refreshToken !== '') {
        storedToken = await rotateConfigToken(storedToken, { lasts: false }, context)
        body = await send({ apiUrl, method, token: storedToken.token, args }, context)
      }
      if (body['ok'] === true) return body
      throw configError(method, body, { teamId, appId: args['app_id'] })
    },
  }
}

interface ConfigCall {
  readonly apiUrl: string
  readonly method: string
  readonly token: string
  readonly args: Readonly<Record<string, string>>
}

async function send(call: ConfigCall, context: Context, simulator = false) {
  const { settings, terminal } = context
  terminal.conceal(call.token)
  const http = await httpFor(simulator, context)
  const wire = { ...context, http, timeout: settings.httpTimeout, maxWait: settings.maxWait }
  return (await callMethod(call, wire)).body
}

/**
 * Returns the stored configuration token, with its refresh token, of the workspace that the target names. If the target
 * names none, returns the only stored one, or the one of the workspace where the app is installed.
 * @throws CliError with the exit reason `noToken` when none is stored, or `usage` when several could be meant.
 */
export function chooseConfigToken(config: Config, { apiUrl, team, clientId }: ConfigTarget): ConfigTokenPair {
  const there = Object.values(config.configTokens ?? {}).filter((storedToken) => storedToken.apiUrl === apiUrl)
  const named = team === undefined ? there : there.filter(({ teamId }) => teamId === team)
  const installed = Object.values(config.profiles).filter((one) => one.clientId === clientId && clientId !== undefined)
  const near = named.filter(({ teamId }) => installed.some(({ workspace }) => workspace?.id === teamId))
  const [only, ...more] = named.length > 1 && near.length > 0 ? near : named
  const names = there.map(({ teamId }) => teamId).join(', ')
  if (only === undefined)
    throw new CliError('noToken', `No app configuration token is stored for ${team ?? new URL(apiUrl).host}`, {
      code: 'no_config_token',
      hint: there.length > 0 ? `A token is stored for ${names}. ${whereConfigTokens}` : whereConfigTokens,
    })
  if (more.length > 0)
    throw new CliError('usage', `App configuration tokens of several workspaces are stored: ${names}`, {
      code: 'several_config_tokens',
      hint: there.some(({ teamId }) => teamId === unnamedWorkspace)
        ? `Name the workspace of the app: --team T…   To remove the token without one: slack-tokens app config-token --remove ${unnamedWorkspace}`
        : 'Name the workspace of the app: --team T…',
    })
  return only
}

async function simulatorAccess(context: Context): Promise<ConfigAccess> {
  const simulator = await context.simulator()
  const { apiUrl } = simulator
  const { token, teamId } = await simulatedToken(simulator, context.clock.now())
  return {
    ...{ apiUrl, teamId },
    async call(method, args) {
      const body = await send({ apiUrl, method, token, args }, context, true)
      if (body['ok'] === true) return body
      throw configError(method, body, { teamId, appId: args['app_id'] })
    },
  }
}

async function simulatedToken(simulator: LocalSimulator, now: number): Promise<{ token: string; teamId: string }> {
  const fields = ['configToken', 'configTokenExpires', 'workspace'] as const
  let { configToken, configTokenExpires, workspace } = await control(simulator, 'describe', {}, fields)
  if (configToken === null || (configTokenExpires ?? 0) * 1000 < now + 60_000)
    ({ configToken } = await control(simulator, 'issueConfigToken', {}, fields))
  return { token: configToken ?? '', teamId: workspace.id }
}

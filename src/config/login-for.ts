import { classicName } from '../slack/facts/classic-scopes.ts'
import type { Identity, Installation } from './installation.ts'
import { loginCommand } from './login-command.ts'
import type { Config } from './store.ts'

/** The command that asks for more scopes of an installation. Slack adds them to those granted before. */
export function loginFor(
  installation: Pick<Installation, 'simulator' | 'flow'> | undefined,
  identity: Identity,
  scopes: readonly string[],
): string {
  const v1 = installation?.flow === 'v1'
  const requested = [...new Set(v1 ? scopes.map((scope) => classicName(scope, identity)) : scopes)].join(',')
  // What is stored can be added to; a pasted answer, or a classic app's one list for both tokens, is asked for anew.
  const adds = installation !== undefined && !v1 && installation.flow !== 'token'
  const bot = adds ? 'addScope' : 'scopes'
  const user = adds ? 'addUserScope' : 'userScopes'
  return loginCommand({ sim: installation?.simulator, v1, [identity === 'bot' ? bot : user]: requested })
}

/** The command that installs the same app again. */
export function loginAgain(kept: Pick<Config, 'apps'>, { simulator, flow, clientId, apiUrl }: Installation): string {
  if (simulator) return loginCommand({ sim: true, v1: flow === 'v1' })
  const known = Object.entries(kept.apps ?? {}).find(([, app]) => app.clientId === clientId && app.apiUrl === apiUrl)
  return loginCommand(known ? { app: known[0] } : { clientId: clientId ?? undefined })
}

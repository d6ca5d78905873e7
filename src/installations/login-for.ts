import { classicName } from '../slack/classic-scopes.ts'
import type { Identity, Installation } from './installation.ts'
import type { Kept } from './store.ts'

/** The command that asks for more scopes of an installation. Slack adds them to those granted before. */
export function loginFor(
  installation: Pick<Installation, 'simulator' | 'flow'> | undefined,
  identity: Identity,
  scopes: readonly string[],
): string {
  const asked = installation?.flow === 'v1' ? scopes.map((scope) => classicName(scope, identity)) : scopes
  const simulated = installation?.simulator ? ' --sim' : ''
  const classic = installation?.flow === 'v1' ? ' --v1' : ''
  // What is stored can be added to; a pasted answer, or a classic app's one list for both tokens, is asked for anew.
  const adds = installation !== undefined && !classic && installation.flow !== 'token'
  const option = adds
    ? identity === 'bot'
      ? '--add-scope'
      : '--add-user-scope'
    : identity === 'bot'
      ? '--scopes'
      : '--user-scopes'
  return `slack-tokens login${simulated}${classic} ${option} ${[...new Set(asked)].join(',')}`
}

/** The command that installs the same app again. */
export function loginAgain(kept: Pick<Kept, 'apps'>, { simulator, flow, clientId, apiUrl }: Installation): string {
  if (simulator) return `slack-tokens login --sim${flow === 'v1' ? ' --v1' : ''}`
  const known = Object.entries(kept.apps ?? {}).find(([, app]) => app.clientId === clientId && app.apiUrl === apiUrl)
  if (known) return `slack-tokens login --app ${known[0]}`
  return clientId === null ? 'slack-tokens login' : `slack-tokens login --client-id ${clientId}`
}

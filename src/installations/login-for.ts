import { classicName } from '../slack/classic-scopes.ts'
import type { Identity, Installation } from './installation.ts'

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

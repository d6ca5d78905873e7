import type { Identity, Installation } from './installation.ts'

/** The command that asks for more scopes of an installation. Slack adds them to those granted before. */
export function loginFor(
  installation: Pick<Installation, 'simulator' | 'flow'> | undefined,
  identity: Identity,
  scopes: readonly string[],
): string {
  const simulated = installation?.simulator ? ' --sim' : ''
  const classic = installation?.flow === 'v1' ? ' --v1' : ''
  return `slack-tokens login${simulated}${classic} ${identity === 'bot' ? '--scopes' : '--user-scopes'} ${scopes.join(',')}`
}

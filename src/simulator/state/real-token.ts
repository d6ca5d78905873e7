import { tokenKind } from '../../slack/facts/token-kinds.ts'

/**
 * Whether `token` looks like one that Slack issued. The simulator's contain `-sim-`; any other token came here by
 * mistake and must not be used or stored.
 */
export function looksReal(token: string): boolean {
  return tokenKind(token) !== undefined && !token.includes('-sim-')
}

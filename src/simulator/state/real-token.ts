import { tokenKind } from '../../slack/facts/token-kinds.ts'

/**
 * Whether `token` looks like one that Slack issued. All tokens of the simulator contain `-sim-`; a token without it was
 * sent by mistake and must not be used or stored.
 */
export function looksReal(token: string): boolean {
  return tokenKind(token) !== undefined && !token.includes('-sim-')
}

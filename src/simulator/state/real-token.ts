import { tokenKind } from '../../slack/facts/token-kinds.ts'

/**
 * Whether `token` looks like a token of the real Slack: it does not contain `-sim-`. All tokens of the simulator
 * contain `-sim-`. A token of the real Slack was sent by mistake, and must be neither used nor stored.
 */
export function looksReal(token: string): boolean {
  return tokenKind(token) !== undefined && !token.includes('-sim-')
}

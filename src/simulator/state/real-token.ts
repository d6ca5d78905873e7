import { tokenKind } from '../../slack/facts/token-kinds.ts'

/**
 * Whether `token` looks like a token of the real Slack. Every token of the simulator contains `-sim-`. A token without
 * it was sent by mistake, and must be neither used nor stored.
 */
export function looksReal(token: string): boolean {
  return tokenKind(token) !== undefined && !token.includes('-sim-')
}

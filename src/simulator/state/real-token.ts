import { tokenKind } from '../../slack/facts/token-kinds.ts'

/**
 * Whether `token` looks like a token of the real Slack, which means that it does not contain `-sim-`, as every token of
 * the simulator does. Such a token was sent by mistake, and must be neither used nor stored.
 */
export function looksReal(token: string): boolean {
  return tokenKind(token) !== undefined && !token.includes('-sim-')
}

import { tokenKind } from '../../slack/facts/token-kinds.ts'

/**
 * Whether `token` looks like one that Slack itself issued. The simulator's own carry `-sim-`; anything else of that
 * shape came here by mistake and must not be used or kept.
 */
export function looksReal(token: string): boolean {
  return tokenKind(token) !== undefined && !token.includes('-sim-')
}

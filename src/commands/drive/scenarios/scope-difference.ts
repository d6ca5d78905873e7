import { type Finding, finding } from '../findings/finding.ts'
import type { DriveStage } from '../types.ts'
import type { Walked } from '../walk.ts'

/**
 * Compares the scopes of the link with those in the app's manifest. Slack's documentation does not say what Slack does
 * with scopes that only the link has, so the difference is a remark.
 */
export function differingScopes({ declared }: DriveStage, { query }: Walked): readonly Finding[] {
  if (!declared || !query || query.link.flow === 'v1') return []
  const { botScopes, userScopes } = query.link
  const differences = [
    lacking('the manifest lacks', 'bot', botScopes, declared.scopes.bot),
    lacking('the manifest lacks', 'user', userScopes, declared.scopes.user),
    lacking('the link lacks', 'bot', declared.scopes.bot, botScopes),
    lacking('the link lacks', 'user', declared.scopes.user, userScopes),
  ].filter((one) => one !== undefined)
  return differences.length > 0 ? [finding('scopes-differ', differences.join('; '))] : []
}

/** Describes the scopes in `all` that `there` lacks; undefined when it has them all. */
function lacking(who: string, token: string, all: readonly string[], there: readonly string[]): string | undefined {
  const missing = all.filter((scope) => !there.includes(scope))
  return missing.length > 0
    ? `${who} the ${token} scope${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`
    : undefined
}

import { grantOf } from './classic-scopes.ts'
import { methodFacts } from './methods.ts'
import { scopeFacts } from './scopes.ts'

/** Whether a token may call a method, by the tables of methods and scopes. */
export type MethodAccess =
  /** `by`: the scope that allows it, possibly a classic one that covers it; null when none is needed. */
  | { readonly state: 'yes'; readonly by: string | null }
  /** Any one of these would do, the narrowest first; none of them is held. */
  | { readonly state: 'lacksScope'; readonly anyOf: readonly string[] }
  /** No scope changes that. */
  | { readonly state: 'wrongKind' }
  /** The method is authenticated by something other than a token of an install, or by nothing. */
  | { readonly state: 'noToken' }
  /** Not documented, or the token's scopes are not known. */
  | { readonly state: 'unknown'; readonly anyOf: readonly string[] }

/**
 * Whether a token with these scopes may call a method.
 * @param scopes the token's scopes; null when unknown.
 * @returns `unknown` for a method that is not in the tables.
 */
export function accessTo(method: string, kind: 'bot' | 'user', scopes: readonly string[] | null): MethodAccess {
  const facts = methodFacts(method)
  const accepted = facts?.[kind]
  if (facts?.auth && facts.auth !== 'none') return { state: 'noToken' }
  if (!facts || accepted === 'unknown' || accepted === undefined) return { state: 'unknown', anyOf: [] }
  if (accepted === null) return { state: 'wrongKind' }
  if (accepted.length === 0) return { state: 'yes', by: null }
  if (scopes === null) return { state: 'unknown', anyOf: askable(accepted, kind) }
  const by = accepted.map((scope) => grantOf(scope, scopes, kind)).find((scope) => scope !== undefined)
  return by === undefined ? { state: 'lacksScope', anyOf: askable(accepted, kind) } : { state: 'yes', by }
}

/** The accepted scopes that a v2 install can request, least powerful first. */
function askable(accepted: readonly string[], kind: 'bot' | 'user'): readonly string[] {
  const possible = accepted.filter((scope) => {
    const facts = scopeFacts(scope)
    return facts === undefined || (facts[kind] && !facts.classic && !facts.heldBy && !facts.signIn)
  })
  return (possible.length > 0 ? possible : [...accepted]).toSorted((one, other) => powerOf(one) - powerOf(other))
}

/**
 * Rank of a scope by its power, for choosing among several that suffice: listing, reading content, changing,
 * administration; public before private.
 */
export function powerOf(scope: string): number {
  const { classic, restricted } = scopeFacts(scope) ?? {}
  const family = scope.split(':')[0] ?? ''
  return (
    (restricted || classic ? 1000 : 0) +
    (/:(?:write|manage|join)/.test(scope) ? 100 : 0) +
    (/:history/.test(scope) ? 10 : 0) +
    Math.max(0, ['channels', 'groups', 'mpim', 'im'].indexOf(family))
  )
}

import { grantOf } from './classic-scopes.ts'
import { methodFacts } from './methods.ts'
import { scopeFacts } from './scopes.ts'

/** Whether a token may call a method, according to the tables of methods and scopes. */
export type MethodAccess =
  /**
   * The token may call the method. `by` is the scope that allows the call: the method's scope, or a classic scope that
   * covers it. Null when the method needs no scope.
   */
  | { readonly state: 'yes'; readonly by: string | null }
  /** The token has none of the scopes in `anyOf`. Any one of them is enough; the least powerful comes first. */
  | { readonly state: 'lacksScope'; readonly anyOf: readonly string[] }
  /** The method accepts no token of this kind, with any scope. */
  | { readonly state: 'wrongKind' }
  /** The method needs no token of an install: it uses other credentials, or none. */
  | { readonly state: 'noToken' }
  /** The method is not documented, or the token's scopes are not known. */
  | { readonly state: 'unknown'; readonly anyOf: readonly string[] }

/**
 * Returns whether a token with these scopes may call a method.
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

/** Returns the accepted scopes that a v2 install can request, the least powerful first. */
function askable(accepted: readonly string[], kind: 'bot' | 'user'): readonly string[] {
  const possible = accepted.filter((scope) => {
    const facts = scopeFacts(scope)
    return facts === undefined || (facts[kind] && !facts.classic && !facts.heldBy && !facts.signIn)
  })
  return (possible.length > 0 ? possible : [...accepted]).toSorted((one, other) => powerOf(one) - powerOf(other))
}

/**
 * Returns a number that is larger for a more powerful scope, to choose the least powerful of several scopes. In
 * ascending order: listing, reading messages, changing, restricted or classic scopes; public comes before private.
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

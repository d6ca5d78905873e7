import type { Identity } from '../config/installation.ts'
import { accessTo, powerOf } from '../slack/facts/access.ts'
import { unknownMethod } from '../slack/facts/find-methods.ts'
import { type MethodFacts, methodFacts, retiredFor } from '../slack/facts/methods.ts'
import { scopeOrigin } from '../slack/facts/scope-origin.ts'
import { either } from '../terminal/labelled.ts'

export interface Needs {
  /** The smallest list of scopes for each kind of token, with the methods that need each scope. */
  readonly lists: Readonly<Record<Identity, readonly NeededScope[]>>
  /** The methods that need no scope. */
  readonly noScope: readonly { readonly method: string; readonly identity: Identity }[]
  /** The methods that no scope allows, each with the reason. */
  readonly impossible: readonly { readonly method: string; readonly why: string }[]
  /**
   * The retired methods with their successors. If a method has exactly one successor, the lists contain the scopes of
   * the successor.
   */
  readonly retired: readonly { readonly method: string; readonly successors: readonly string[] }[]
}

export interface NeededScope {
  readonly scope: string
  readonly for: readonly string[]
}

/**
 * Returns the smallest lists of scopes that allow all the methods. If several lists are equally small, it returns the
 * list with the least powerful scopes. A method counts for the bot token if it accepts one, otherwise for the user
 * token; `only` restricts the result to one kind.
 * @throws CliError with the exit reason `usage` and the code `unknown_method`.
 */
export function scopesNeeded(wanted: readonly string[], only: Identity | undefined): Needs {
  const plans = [...new Set(wanted.map(methodInUse))].map((method) => plan(method, only))
  const list = (identity: Identity) =>
    smallestList(plans.flatMap((one) => ('anyOf' in one && one.identity === identity ? [one] : [])))
  return {
    lists: { bot: list('bot'), user: list('user') },
    noScope: plans.flatMap((one) => ('free' in one ? [{ method: one.method, identity: one.identity }] : [])),
    impossible: plans.flatMap((one) => ('why' in one ? [{ method: one.method, why: one.why }] : [])),
    retired: [...new Set(wanted)].flatMap((method) => {
      const family = retiredFor(method)
      const successors = family ? [family] : methodFacts(method)?.successors
      return successors ? [{ method, successors }] : []
    }),
  }
}

/** Returns the method, or its successor when the method is retired and has exactly one successor. */
export function methodInUse(method: string): string {
  const successor = retiredFor(method)
  return successor === undefined || successor === 'conversations.*' ? method : successor
}

interface RequestedScope {
  readonly method: string
  readonly anyOf: readonly string[]
}

type ScopePlan =
  | (RequestedScope & { readonly identity: Identity })
  | { readonly method: string; readonly identity: Identity; readonly free: true }
  | { readonly method: string; readonly why: string }

function plan(method: string, only: Identity | undefined): ScopePlan {
  const facts = methodFacts(method)
  if (!facts && retiredFor(method))
    return { method, why: 'Slack has retired this method, and no single method replaces it' }
  if (!facts) throw unknownMethod(method)
  if (facts.auth === 'none') return { method, identity: only ?? 'bot', free: true }
  const candidates = only ? [only] : (['bot', 'user'] as const)
  for (const identity of candidates) {
    const access = accessTo(method, identity, [])
    if (access.state === 'yes') return { method, identity, free: true }
    if (access.state !== 'lacksScope') continue
    const origins = access.anyOf.map((scope) => scopeOrigin(scope, { kind: identity }))
    const anyOf = origins.flatMap((one) => (one.from === 'install' && one.kind === identity ? [one.scope] : []))
    if (anyOf.length > 0) return { method, identity, anyOf }
    const why = origins.flatMap((one) => (one.from === 'install' ? [] : [one.why]))[0]
    if (why !== undefined) return { method, why }
  }
  return { method, why: whyNot(facts, only) }
}

function whyNot(facts: MethodFacts, only: Identity | undefined): string {
  if (facts.auth) return 'it accepts no token of an install'
  if (facts.other?.app) return `it needs an app-level token with ${either(facts.other.app)}, which no install yields`
  if (facts.other?.configuration) return 'it needs an app configuration token, which no install yields'
  if (only && facts[only] === null) return `it accepts no ${only} token`
  return 'Slack’s reference does not say which tokens it accepts'
}

/**
 * Maximum number of scopes for which all combinations are tried. With more scopes, the search repeatedly takes the
 * scope that serves the most methods.
 */
const mostTried = 16

/** Returns a smallest set of scopes with at least one scope for each request. Deterministic. Exported for its test. */
export function smallestList(wishes: readonly RequestedScope[]): NeededScope[] {
  // A request that accepts only one scope needs that scope.
  const forced = [...new Set(wishes.flatMap(({ anyOf }) => (anyOf.length === 1 ? anyOf : [])))]
  const open = wishes.filter(({ anyOf }) => !anyOf.some((scope) => forced.includes(scope)))
  const candidates = [...new Set(open.flatMap(({ anyOf }) => anyOf))].sort(
    (one, other) => powerOf(one) - powerOf(other) || one.localeCompare(other),
  )
  const chosen = [...forced, ...(candidates.length > mostTried ? greedy(open, candidates) : exact(open, candidates))]
  return chosen
    .sort()
    .map((scope) => ({ scope, for: wishes.filter(({ anyOf }) => anyOf.includes(scope)).map(({ method }) => method) }))
}

/** Returns the set with the least total power among the smallest sets that serve all requests. */
function exact(open: readonly RequestedScope[], candidates: readonly string[]): readonly string[] {
  for (let size = 0; size <= candidates.length; size += 1) {
    const fitting = choices(candidates, size).filter((set) => serves(set, open))
    const [best] = fitting.toSorted((one, other) => totalPower(one) - totalPower(other))
    if (best) return best
  }
  return candidates
}

function greedy(open: readonly RequestedScope[], candidates: readonly string[]): readonly string[] {
  const chosen: string[] = []
  let left = open
  while (left.length > 0) {
    const count = (scope: string) => left.filter(({ anyOf }) => anyOf.includes(scope)).length
    const [best] = candidates.toSorted((one, other) => count(other) - count(one))
    if (best === undefined || count(best) === 0) break
    chosen.push(best)
    left = left.filter(({ anyOf }) => !anyOf.includes(best))
  }
  return chosen
}

function serves(set: readonly string[], open: readonly RequestedScope[]): boolean {
  return open.every(({ anyOf }) => anyOf.some((scope) => set.includes(scope)))
}

function totalPower(set: readonly string[]): number {
  return set.reduce((sum, scope) => sum + powerOf(scope), 0)
}

/** Returns all subsets with `size` elements, in the order of `from`. */
function choices(from: readonly string[], size: number): string[][] {
  if (size === 0) return [[]]
  return from.flatMap((first, at) => choices(from.slice(at + 1), size - 1).map((rest) => [first, ...rest]))
}

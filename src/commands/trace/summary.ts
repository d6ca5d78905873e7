import { accessTo } from '../../slack/facts/access.ts'
import { grantOf } from '../../slack/facts/classic-scopes.ts'
import { eventFact } from '../../slack/facts/events.ts'
import { methodFacts, methods } from '../../slack/facts/methods.ts'
import type { TokenBook, TracedActor } from './token-book.ts'
import type { TracedCall } from './traced-call.ts'

/** The calls of one method with one token. */
export interface MethodCount {
  readonly name: string
  readonly as: TracedActor | null
  readonly isClient: boolean
  calls: number
  refused: number
  limited: number
  /** The sum of the durations in milliseconds; `slowest` is the longest of them. */
  total: number
  slowest: number
}

/** The scopes of a token that neither a call nor an event of this run used. */
export interface UnusedScopes {
  readonly as: TracedActor
  readonly scopes: readonly string[]
}

/** A method that was called with a user token, and that a bot token may call too. */
export interface BotAlternative {
  readonly name: string
  readonly as: TracedActor
  /** The bot token that may call the method; null when no bot token is known. */
  readonly bot: TracedActor | null
  /** The scopes of which the bot token needs one; empty when the bot token may call the method already. */
  readonly lacks: readonly string[]
}

export interface TraceSummary {
  readonly calls: number
  readonly refused: number
  readonly limited: number
  /** The counts, sorted by the number of calls: the highest first. */
  readonly counts: readonly MethodCount[]
  readonly unused: readonly UnusedScopes[]
  readonly botAlternatives: readonly BotAlternative[]
}

export interface SummaryCollector {
  add(call: TracedCall): void
  /** Counts the scopes that an event needs as used. Call it for each event that arrived through a WebSocket. */
  addEvent(type: string): void
  summary(): TraceSummary
}

/** The maximum number of rows in the summary. Each row counts the calls of one method with one token. */
const mostCounts = 5000

export function createSummary(book: TokenBook): SummaryCollector {
  const counts = new Map<string, MethodCount>()
  const events = new Set<string>()
  const all = { calls: 0, refused: 0, limited: 0 }
  return {
    add(call) {
      const { name, as, isClient, ok, retryAfter, milliseconds } = call
      all.calls += 1
      if (retryAfter !== null) all.limited += 1
      else if (!ok) all.refused += 1
      const key = `${name} ${as?.number ?? (isClient ? 'client' : '-')}`
      const count = counts.get(key) ?? { name, as, isClient, calls: 0, refused: 0, limited: 0, total: 0, slowest: 0 }
      if (counts.size < mostCounts) counts.set(key, count)
      count.calls += 1
      if (retryAfter !== null) count.limited += 1
      else if (!ok) count.refused += 1
      count.total += milliseconds
      count.slowest = Math.max(count.slowest, milliseconds)
    },
    addEvent: (type) => void events.add(type),
    summary() {
      // A token's owner can become known after its first calls.
      const latest = new Map(book.seen.map((actor) => [actor.number, actor]))
      const named = [...counts.values()]
        .map((count) => ({
          ...count,
          as: count.as && (latest.get(count.as.number) ?? count.as),
        }))
        .toSorted((one, other) => other.calls - one.calls || (one.name < other.name ? -1 : 1))
      return {
        ...all,
        counts: named,
        unused: [...latest.values()].flatMap((actor) => unusedBy(actor, named, events)),
        botAlternatives: named.flatMap((count) => botAlternative(count, book)),
      }
    },
  }
}

function unusedBy(as: TracedActor, counts: readonly MethodCount[], events: ReadonlySet<string>): UnusedScopes[] {
  const { kind, granted } = as
  if ((kind !== 'bot' && kind !== 'user') || granted === null) return []
  // A call does not show which of several accepted scopes Slack used, so all of them count.
  const used = counts
    .filter((count) => count.as?.number === as.number && count.refused < count.calls)
    .flatMap(({ name }) => methodFacts(name)?.[kind] ?? [])
  const forEvents = [...events].flatMap((type) => eventFact(type)?.scopes ?? [])
  const usedGrants = new Set([...used, ...forEvents].map((scope) => grantOf(scope, granted, kind)))
  const scopes = granted.filter((scope) => !usedGrants.has(scope) && isForMethods(scope, kind))
  return scopes.length > 0 ? [{ as, scopes }] : []
}

/**
 * Whether a method needs the scope. A scope such as `commands` only permits events, which can reach the app in ways
 * that the trace does not see.
 */
function isForMethods(scope: string, kind: 'bot' | 'user'): boolean {
  return Object.keys(methods).some((name) => {
    const access = accessTo(name, kind, [scope])
    return access.state === 'yes' && access.by === scope
  })
}

function botAlternative({ name, as }: MethodCount, book: TokenBook): BotAlternative[] {
  // The methods `auth.*` act on the token itself, so a bot token cannot replace the user token.
  if (as?.kind !== 'user' || name.startsWith('auth.')) return []
  const bot = book.botBeside(as) ?? null
  const access = accessTo(name, 'bot', bot?.granted ?? null)
  if (access.state === 'yes') return [{ name, as, bot, lacks: [] }]
  const needs = access.state === 'lacksScope' || access.state === 'unknown' ? access.anyOf : []
  return needs.length > 0 ? [{ name, as, bot, lacks: needs }] : []
}

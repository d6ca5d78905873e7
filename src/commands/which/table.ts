import { type AvailableTokens, knownScopes } from '../../config/available-tokens.ts'
import type { Identity } from '../../config/installation.ts'
import { accessTo, type MethodAccess } from '../../slack/facts/access.ts'
import { coveredScopes } from '../../slack/facts/classic-scopes.ts'
import { type MethodFacts, methodFacts, methods, methodsReadOn } from '../../slack/facts/methods.ts'
import { scopeFacts } from '../../slack/facts/scopes.ts'
import { paragraph, type TextSheet } from '../../terminal/layout.ts'
import { columns } from '../../terminal/table.ts'

const names = Object.keys(methods)

export interface MethodRow extends Pick<MethodFacts, 'bot' | 'user' | 'tier'> {
  readonly method: string
  readonly deprecated: boolean
  /** Whether the user's own token may call the method; null when the user has no such token. */
  readonly yours: Readonly<Record<Identity, MethodAccess['state'] | null>>
}

/** Returns a row for each known method: facts about it, and whether the user's tokens may call it. */
export function methodRows(some: readonly string[], holdings: AvailableTokens): MethodRow[] {
  return some.flatMap((method) => {
    const facts = methodFacts(method)
    if (!facts) return []
    const state = (identity: Identity) => {
      const chosen = holdings[identity]
      return chosen ? accessTo(method, identity, knownScopes(chosen)).state : null
    }
    const { bot, user, tier, deprecated } = facts
    const yours = { bot: state('bot'), user: state('user') }
    return [{ method, bot, user, tier, deprecated: deprecated !== undefined, yours }]
  })
}

/**
 * Returns the methods that a scope allows for one kind of token; `other` means app-level and configuration tokens. A
 * classic scope allows every method that its covered scopes allow. If this kind of token cannot have the scope, the
 * list is empty, even if Slack's reference lists methods for the scope.
 */
export function methodsOpenedBy(scope: string, kind: Identity | 'other'): string[] {
  const rights = [scope, ...coveredScopes(scope)]
  const facts = scopeFacts(scope)
  if (kind !== 'other' && facts && !facts[kind]) return []
  return names.filter((method) => acceptedFrom(method, kind).some((one) => rights.includes(one)))
}

function acceptedFrom(method: string, kind: Identity | 'other'): readonly string[] {
  const facts = methodFacts(method)
  if (kind === 'other') return [...(facts?.other?.app ?? []), ...(facts?.other?.configuration ?? [])]
  const accepted = facts?.[kind]
  return accepted === undefined || accepted === null || accepted === 'unknown' ? [] : accepted
}

/** Returns the methods that a token may call now. @param scopes the token's scopes. */
export function methodsFor(identity: Identity, scopes: readonly string[]): string[] {
  return names.filter((method) => accessTo(method, identity, scopes).state === 'yes')
}

export interface TableOptions {
  readonly identities: readonly Identity[]
  /** The line under the table. */
  readonly summary: string
}

/** Returns a table with one line per method: the scopes for each kind of token, with a mark for an allowed call. */
export function methodTable(rows: readonly MethodRow[], options: TableOptions, sheet: TextSheet): string {
  const { paint, width } = sheet
  const { identities, summary } = options
  const longest = Math.max(...rows.map(({ method }) => method.length))
  // The width that remains for the scopes: without the marks, the gaps between the columns, and the tier at the end.
  const tiers = Math.max('TIER'.length, ...rows.map(({ tier }) => tier.replace('Tier ', '').length))
  const rooms = shareRoom(rows, identities, width - longest - 2 - tiers - 4 * identities.length)
  const cells = rows.map((row) => [
    row.deprecated ? paint.dim(row.method) : row.method,
    ...identities.map((identity, at) => cell(row, identity, { room: rooms[at] ?? 0, paint })),
    paint.dim(row.tier.replace('Tier ', '')),
  ])
  const head = ['METHOD', ...identities.map((identity) => identity.toUpperCase()), 'TIER'].map((one) => paint.dim(one))
  const marked = rows.some(({ yours }) => identities.some((identity) => yours[identity] !== null))
  const legend = marked
    ? '  ✓ your token may, ✗ your token lacks the scope, ? unknown, – not accepted.'
    : '  – not accepted.'
  const below = [...paragraph(summary + legend, sheet), paint.dim(`Slack’s reference of ${methodsReadOn}`)]
  return [columns(head, cells), '', ...below].join('\n')
}

/**
 * Returns the width for each kind of token. Divides the whole width `all` equally, but a kind that needs less gives the
 * rest to the others.
 */
function shareRoom(rows: readonly MethodRow[], identities: readonly Identity[], all: number): number[] {
  const share = Math.max(10, Math.floor(all / identities.length))
  const least = identities.map((identity) =>
    Math.max(...rows.map((row) => Math.min(share, shortened(acceptedFrom(row.method, identity), 0).length))),
  )
  const wanted = least.reduce((sum, one) => sum + one, 0)
  return least.map((one) => Math.max(share, one + all - wanted))
}

interface CellOptions extends Pick<TextSheet, 'paint'> {
  /** The width for the scopes, in columns. */
  readonly room: number
}

function cell({ yours, ...facts }: MethodRow, identity: Identity, { room, paint }: CellOptions): string {
  const accepted = facts[identity]
  if (accepted === null) return paint.dim('–')
  const mine = yours[identity]
  const marks = { yes: paint.green('✓ '), lacksScope: paint.red('✗ '), unknown: paint.yellow('? ') }
  const mark = mine === null || mine === 'wrongKind' || mine === 'noToken' ? '' : marks[mine]
  if (accepted === 'unknown') return `${mark}not documented`
  return mark + (accepted.length === 0 ? 'no scope' : fitted(accepted, room))
}

/**
 * Returns as many scopes as fit into the width, followed by the number of omitted scopes. Cuts the first scope if it
 * alone does not fit.
 */
function fitted(scopes: readonly string[], room: number): string {
  const text = shortened(scopes, room)
  if (text.length <= room) return text
  const rest = /(?: \+\d+)?$/.exec(text)?.[0] ?? ''
  // The part after the colon is the most important part of a scope.
  const end = /:[a-z]+(?: \+\d+)?$/.exec(text)?.[0] ?? rest
  return `${text.slice(0, Math.max(1, room - end.length - 1))}…${end}`
}

/** Returns as many uncut scopes as fit, but at least one, followed by the number of omitted scopes. */
function shortened(scopes: readonly string[], room: number): string {
  for (let count = scopes.length; count > 1; count -= 1) {
    const text = scopes.slice(0, count).join(', ') + others(scopes.length - count)
    if (text.length <= room) return text
  }
  return (scopes[0] ?? '') + others(scopes.length - 1)
}

function others(count: number): string {
  return count > 0 ? ` +${count}` : ''
}

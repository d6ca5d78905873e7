import { columns } from '../columns.ts'
import type { Sheet } from '../explain/layout.ts'
import { type Holdings, knownScopes } from '../installations/holdings.ts'
import type { Identity } from '../installations/installation.ts'
import { type Access, accessTo } from '../slack/access.ts'
import { coveredScopes } from '../slack/classic-scopes.ts'
import { type MethodFacts, methodFacts, methods, methodsReadOn } from '../slack/methods.ts'

const names = Object.keys(methods)

export interface MethodRow extends Pick<MethodFacts, 'bot' | 'user' | 'tier'> {
  readonly method: string
  readonly deprecated: boolean
  /** Whether one's own token may call it; null where there is no such token. */
  readonly yours: Readonly<Record<Identity, Access['state'] | null>>
}

export function methodRows(some: readonly string[], holdings: Holdings): MethodRow[] {
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

/** The methods that a scope opens to a kind of token, a classic one by all that it covers. */
export function methodsOpenedBy(scope: string, identity: Identity): string[] {
  const rights = [scope, ...coveredScopes(scope)]
  return names.filter((method) => {
    const accepted = methodFacts(method)?.[identity]
    return Array.isArray(accepted) && accepted.some((one: string) => rights.includes(one))
  })
}

/** The methods that a token may call now. @param scopes what it holds. */
export function methodsFor(identity: Identity, scopes: readonly string[]): string[] {
  return names.filter((method) => accessTo(method, identity, scopes).state === 'yes')
}

export interface TableOptions {
  readonly identities: readonly Identity[]
  /** One line under the table. */
  readonly summary: string
}

/** One line a method: what it takes from each kind of token, and a mark where one's own may call it. */
export function methodTable(rows: readonly MethodRow[], options: TableOptions, sheet: Sheet): string {
  const { paint, width } = sheet
  const { identities, summary } = options
  const longest = Math.max(...rows.map(({ method }) => method.length))
  // Mark, two gaps and the tier stand beside the scopes.
  const room = Math.floor((width - longest - 10) / identities.length) - 4
  const cells = rows.map((row) => [
    row.deprecated ? paint.dim(row.method) : row.method,
    ...identities.map((identity) => cell(row, identity, { room, paint })),
    paint.dim(row.tier.replace('Tier ', '')),
  ])
  const head = ['METHOD', ...identities.map((identity) => identity.toUpperCase()), 'TIER'].map((one) => paint.dim(one))
  const marked = rows.some(({ yours }) => identities.some((identity) => yours[identity] !== null))
  const legend = marked ? '  ✓ yours may, ✗ yours lacks the scope, ? not known, – not taken.' : '  – not taken.'
  return [columns(head, cells), '', `${summary}${legend}`, paint.dim(`Slack’s reference of ${methodsReadOn}`)].join(
    '\n',
  )
}

interface CellOptions extends Pick<Sheet, 'paint'> {
  /** Characters for the scopes. */
  readonly room: number
}

function cell({ yours, ...facts }: MethodRow, identity: Identity, { room, paint }: CellOptions): string {
  const accepted = facts[identity]
  if (accepted === null) return paint.dim('–')
  const mine = yours[identity]
  const marks = { yes: paint.green('✓ '), lacksScope: paint.red('✗ '), unknown: paint.yellow('? ') }
  const mark = mine === null || mine === 'wrongKind' || mine === 'noToken' ? '' : marks[mine]
  if (accepted === 'unknown') return `${mark}not documented`
  return mark + (accepted.length === 0 ? 'no scope' : shortened(accepted, room))
}

/** As many scopes as there is room for, and how many more. */
function shortened(scopes: readonly string[], room: number): string {
  for (let count = scopes.length; count > 1; count -= 1) {
    const more = scopes.length - count
    const text = scopes.slice(0, count).join(', ') + (more > 0 ? ` +${more}` : '')
    if (text.length <= room) return text
  }
  return `${scopes[0]}${scopes.length > 1 ? ` +${scopes.length - 1}` : ''}`
}

import { CliError } from '../../errors.ts'
import { methodFacts } from '../../slack/facts/methods.ts'
import { nearest } from '../../slack/facts/nearest.ts'
import { type ScopeFacts, scopeFacts, scopes } from '../../slack/facts/scopes.ts'
import { methodsOpenedBy } from './table.ts'

/** All that is known of a scope; printed as it is by `scopes NAME --json`. */
export interface ScopeReport extends Pick<ScopeFacts, 'bot' | 'user' | 'means'> {
  readonly scope: string
  readonly classic: boolean
  readonly successors: readonly string[]
  readonly counterpart: string | null
  /** Who alone can have it granted; null for everybody. */
  readonly restricted: string | null
  /** False when Slack turns down Marketplace apps that use it. */
  readonly marketplace: boolean
  readonly note: string | null
  /** The methods it opens to each kind of token; `other` are app-level and configuration tokens. */
  readonly methods: Readonly<Record<'bot' | 'user' | 'other', readonly string[]>>
}

/** @throws CliError usage, code `unknown_scope`. */
export function scopeReport(scope: string): ScopeReport {
  const { bot, user, means, classic, successor, counterpart, restricted, unlisted, note } = knownScope(scope)
  return {
    ...{ scope, bot, user, means },
    classic: classic ?? false,
    successors: successor ?? [],
    counterpart: counterpart ?? null,
    restricted: restricted ?? null,
    marketplace: unlisted === undefined && classic === undefined,
    note: note ?? null,
    methods: {
      bot: methodsOpenedBy(scope, 'bot'),
      user: methodsOpenedBy(scope, 'user'),
      other: methodsOpenedBy(scope, 'other'),
    },
  }
}

/** @throws CliError usage, code `unknown_scope`, details `suggestions`. */
export function knownScope(name: string): ScopeFacts {
  const facts = scopeFacts(name)
  if (facts) return facts
  const suggestions = nearest(name, Object.keys(scopes))
  const shown = /^[\w.:-]{1,80}$/.test(name) ? `“${name}”` : 'That'
  throw new CliError('usage', `${shown} is not among the ${Object.keys(scopes).length} scopes known here`, {
    code: 'unknown_scope',
    hint: methodFacts(name)
      ? `It is a method. What it needs: slack-tokens scopes --needs ${name}`
      : suggestions.length > 0
        ? `Perhaps: slack-tokens scopes ${suggestions.join(', or ')}`
        : 'A method says which it needs: slack-tokens which chat.postMessage   A newer scope can be asked for all the same',
    details: { suggestions },
  })
}

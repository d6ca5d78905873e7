import type { Identity, Installation } from '../../config/installation.ts'
import { scopeAdvice } from '../../config/login-for.ts'
import { CliError } from '../../errors.ts'
import { methodFacts } from '../../slack/facts/methods.ts'
import { nearest } from '../../slack/facts/nearest.ts'
import { scopeOrigin } from '../../slack/facts/scope-origin.ts'
import { type ScopeFacts, scopeFacts, scopes } from '../../slack/facts/scopes.ts'
import { methodsOpenedBy } from './table.ts'

/** All facts about a scope; printed as it is by `scopes NAME --json`. */
export interface ScopeReport extends Pick<ScopeFacts, 'bot' | 'user' | 'means'> {
  readonly scope: string
  readonly classic: boolean
  readonly successors: readonly string[]
  readonly counterpart: string | null
  /** Who can have it granted; null for everybody. */
  readonly restricted: string | null
  /** Whether Slack accepts Marketplace apps that use it. */
  readonly marketplace: boolean
  readonly note: string | null
  /** The login that requests it, for each kind of token that an install grants it to. */
  readonly logins: Readonly<Partial<Record<Identity, string>>>
  /** The methods that it allows to each kind of token; `other` are app-level and configuration tokens. */
  readonly methods: Readonly<Record<'bot' | 'user' | 'other', readonly string[]>>
}

/**
 * @param installation the installation that a login would add to.
 * @param suffix is added to commands, ` --profile acme`.
 * @throws CliError usage, code `unknown_scope`.
 */
export function scopeReport(scope: string, installation: Installation | undefined, suffix: string): ScopeReport {
  const { bot, user, means, classic, successor, counterpart, restricted, unlisted, note } = knownScope(scope)
  return {
    ...{ scope, bot, user, means },
    classic: classic ?? false,
    successors: successor ?? [],
    counterpart: counterpart ?? null,
    restricted: restricted ?? null,
    marketplace: unlisted === undefined && classic === undefined,
    note: note ?? null,
    logins: loginsFor(scope, installation, suffix),
    methods: {
      bot: methodsOpenedBy(scope, 'bot'),
      user: methodsOpenedBy(scope, 'user'),
      other: methodsOpenedBy(scope, 'other'),
    },
  }
}

function loginsFor(scope: string, installation: Installation | undefined, suffix: string): ScopeReport['logins'] {
  const flow = installation?.flow === 'v1' ? 'v1' : 'v2'
  const logins = (['bot', 'user'] as const).flatMap((kind) => {
    const origin = scopeOrigin(scope, { kind, flow })
    if (origin.from !== 'install' || origin.kind !== kind) return []
    if (flow === 'v2' && origin.scope !== scope) return []
    return [[kind, scopeAdvice(installation, kind, [scope], suffix).command ?? '']]
  })
  return Object.fromEntries(logins) as ScopeReport['logins']
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
        : 'A method says which it needs: slack-tokens which chat.postMessage   A newer scope can still be requested',
    details: { suggestions },
  })
}

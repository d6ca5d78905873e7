import type { Identity, Installation } from '../../config/installation.ts'
import { scopeAdvice } from '../../config/login-for.ts'
import { CliError } from '../../errors.ts'
import { methodFacts } from '../../slack/facts/methods.ts'
import { scopeOrigin } from '../../slack/facts/scope-origin.ts'
import { meantScopes, type ScopeFacts, scopeFacts, scopes } from '../../slack/facts/scopes.ts'
import { methodsOpenedBy } from './table.ts'

/** All facts about a scope. `scopes NAME --json` prints it unchanged. */
export interface ScopeReport extends Pick<ScopeFacts, 'bot' | 'user' | 'means'> {
  readonly scope: string
  readonly classic: boolean
  readonly successors: readonly string[]
  readonly counterpart: string | null
  /** The people who can get the scope; null when everybody can. */
  readonly restricted: string | null
  /** Whether Slack accepts Marketplace apps that use the scope. */
  readonly marketplace: boolean
  readonly note: string | null
  /** For each kind of token that can get the scope through an install, the login command that requests the scope. */
  readonly logins: Readonly<Partial<Record<Identity, string>>>
  /** For each kind of token, the methods that the scope allows. `other` means app-level and configuration tokens. */
  readonly methods: Readonly<Record<'bot' | 'user' | 'other', readonly string[]>>
}

/**
 * Returns all facts about a scope.
 * @param installation the installation to which a login would add the scope.
 * @param suffix text to add to commands, for example ` --profile acme`.
 * @throws CliError with the exit reason `usage` and the code `unknown_scope`.
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

/**
 * Returns the facts about a scope.
 * @throws CliError with the exit reason `usage` and the code `unknown_scope`: no scope has this name. Similar names are
 * in `details.suggestions`.
 */
export function knownScope(name: string): ScopeFacts {
  const facts = scopeFacts(name)
  if (facts) return facts
  const suggestions = meantScopes(name)
  const shown = /^[\w.:-]{1,80}$/.test(name) ? `“${name}”` : 'That'
  throw new CliError('usage', `${shown} is not among the ${Object.keys(scopes).length} scopes known here`, {
    code: 'unknown_scope',
    hint: /^(?:list|ls|all)$/.test(name)
      ? 'The scopes of your tokens: slack-tokens scopes'
      : methodFacts(name)
        ? `It is a method. What it needs: slack-tokens scopes --needs ${name}`
        : suggestions.length > 0
          ? `Perhaps: slack-tokens scopes ${suggestions.join(', or ')}`
          : 'A method says which it needs: slack-tokens which chat.postMessage   A newer scope can still be requested',
    details: { suggestions },
  })
}

import { classicName } from './classic-scopes.ts'
import { type ScopeFacts, scopeFacts } from './scopes.ts'

/** How an app can get a scope. */
export type ScopeOrigin =
  /** An install grants it: `scope` must be in the list of scopes for the token of `kind`. */
  | {
      readonly from: 'install'
      readonly scope: string
      readonly kind: 'bot' | 'user'
      /** The only people to whom Slack grants the scope; null when Slack grants it to everybody. */
      readonly restricted: string | null
    }
  /** It is a scope of classic apps. `successors` are the scopes for a current app; empty for `identify`. */
  | { readonly from: 'history'; readonly why: string; readonly successors: readonly string[] }
  /**
   * No install grants it. `sign-in`: it belongs to sign-in. `settings`: it belongs to another kind of token. `itself`:
   * it cannot be requested at all.
   */
  | { readonly from: 'sign-in' | 'settings' | 'itself'; readonly why: string }

export interface ScopeWish {
  /**
   * The kind of token that needs the scope. If only the other kind can have the scope, the result names that kind.
   */
  readonly kind: 'bot' | 'user'
  /** The flow of the installed app; `v2` when no app is installed. */
  readonly flow?: 'v1' | 'v2' | undefined
}

/** Scopes from before 2016, which even a classic app should not request. */
const beforeObjects = ['read', 'post', 'client', 'identify']

/** Returns how an app of that flow gets a scope. All commands that advise a scope use this function. Never throws. */
export function scopeOrigin(scope: string, { kind, flow = 'v2' }: ScopeWish): ScopeOrigin {
  const facts = scopeFacts(scope)
  // The scope may be newer than the table, so it is requested unchanged.
  if (!facts) return { from: 'install', scope, kind, restricted: null }
  if (facts.heldBy) return { from: 'settings', why: `${scope} is ${facts.note ?? 'granted by no install'}` }
  if (facts.signIn) return { from: 'sign-in', why: signInReason(scope) }
  if (!facts.bot && !facts.user) {
    return { from: 'itself', why: `${scope} cannot be requested${facts.note ? `: ${facts.note}` : ''}` }
  }
  if (facts.classic && (flow === 'v2' || beforeObjects.includes(scope))) return ofHistory(scope, facts)
  const restricted = facts.restricted ?? null
  if (flow === 'v1') return { from: 'install', restricted, ...inOneList(scope, facts, kind) }
  const counterpart = facts[kind] ? undefined : facts.counterpart
  if (counterpart !== undefined) return { from: 'install', restricted, scope: counterpart, kind }
  return { from: 'install', restricted, scope, kind: facts[kind] ? kind : otherThan(kind) }
}

/** Returns why an install does not grant a sign-in scope (docs.slack.dev/authentication/sign-in-with-slack). */
function signInReason(scope: string): string {
  return scope.startsWith('identity.')
    ? `${scope} is granted by Sign in with Slack alone, an authorize link with user_scope=${scope} and no other scope; no install grants it. An install reads the same with users:read (users.info)`
    : `${scope} is granted by Sign in with Slack alone, at openid/connect/authorize; no install grants it`
}

function ofHistory(scope: string, { successor = [] }: ScopeFacts): ScopeOrigin {
  const today = successor.length > 0 ? `; today: ${successor.join(', ')}` : ''
  return { from: 'history', why: `${scope} is a scope of classic apps${today}`, successors: successor }
}

/**
 * Returns the scope that a classic app requests. A classic app has only one list of scopes, in which `bot` covers
 * nearly all rights of a bot token.
 */
function inOneList(scope: string, facts: ScopeFacts, kind: 'bot' | 'user'): { scope: string; kind: 'bot' | 'user' } {
  if (facts.classic) return { scope, kind: facts.bot ? 'bot' : 'user' }
  const holder = facts[kind] ? kind : otherThan(kind)
  return { scope: classicName(scope, holder), kind: holder }
}

function otherThan(kind: 'bot' | 'user'): 'bot' | 'user' {
  return kind === 'bot' ? 'user' : 'bot'
}

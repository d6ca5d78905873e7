import { classicName } from './classic-scopes.ts'
import { type ScopeFacts, scopeFacts } from './scopes.ts'

/** How an app gets a scope. */
export type ScopeOrigin =
  /** By an install: `scope` is requested for the token of `kind`, in the list of that kind. */
  | {
      readonly from: 'install'
      readonly scope: string
      readonly kind: 'bot' | 'user'
      /** Who alone can have it granted; null for everybody. */
      readonly restricted: string | null
    }
  /** A scope of classic apps. What an app of today asks for in its place; none for `identify`. */
  | { readonly from: 'history'; readonly why: string; readonly successors: readonly string[] }
  /** A flow of its own (sign-in), another kind of token (settings), or nothing that one could ask for (itself). */
  | { readonly from: 'sign-in' | 'settings' | 'itself'; readonly why: string }

export interface ScopeWish {
  /** The token that needs it. When no token of that kind can hold it, the answer names the other kind. */
  readonly kind: 'bot' | 'user'
  /** The flow of the installed app; `v2` when nothing is installed. */
  readonly flow?: 'v1' | 'v2' | undefined
}

/** Scopes from before 2016, which even a classic app is better off without. */
const beforeObjects = ['read', 'post', 'client', 'identify']

/** How an app of that flow gets a scope: the one answer for every command that advises one. Never throws. */
export function scopeOrigin(scope: string, { kind, flow = 'v2' }: ScopeWish): ScopeOrigin {
  const facts = scopeFacts(scope)
  // It may be newer than the table, so it is requested as it is.
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

/** docs.slack.dev/authentication/sign-in-with-slack */
function signInReason(scope: string): string {
  return scope.startsWith('identity.')
    ? `${scope} is granted by Sign in with Slack alone, an authorize link with user_scope=${scope} and no other scope; no install grants it. An install reads the same with users:read (users.info)`
    : `${scope} is granted by Sign in with Slack alone, at openid/connect/authorize; no install grants it`
}

function ofHistory(scope: string, { successor = [] }: ScopeFacts): ScopeOrigin {
  const today = successor.length > 0 ? `; today: ${successor.join(', ')}` : ''
  return { from: 'history', why: `${scope} is a scope of classic apps${today}`, successors: successor }
}

/** A classic app has one list; `bot` is in it for nearly all that a bot token may do. */
function inOneList(scope: string, facts: ScopeFacts, kind: 'bot' | 'user'): { scope: string; kind: 'bot' | 'user' } {
  if (facts.classic) return { scope, kind: facts.bot ? 'bot' : 'user' }
  const holder = facts[kind] ? kind : otherThan(kind)
  return { scope: classicName(scope, holder), kind: holder }
}

function otherThan(kind: 'bot' | 'user'): 'bot' | 'user' {
  return kind === 'bot' ? 'user' : 'bot'
}

import { powerOf } from '../slack/facts/access.ts'
import { conversationKinds, familyOf } from '../slack/facts/conversation-scopes.ts'
import { scopeOrigin } from '../slack/facts/scope-origin.ts'
import { classicHolder, companionScopes, scopeFacts, scopeList } from '../slack/facts/scopes.ts'
import type { Identity } from './installation.ts'
import { loginFor, scopeAdvice } from './login-for.ts'

/**
 * The lists of scopes in Slack's answer `missing_scope`, separated by commas. One scope of `needed` is enough, except
 * for a call that touches several kinds of conversation.
 */
export interface MissingScope {
  readonly needed: string
  readonly provided?: string | undefined
}

interface TokenAtHand {
  readonly held: readonly string[]
  /** The flow of the app that the token belongs to. */
  readonly flow: 'v1' | 'v2'
}

/**
 * Returns advice for `missing_scope` when only Slack's answer is known, and not the token. The provided scopes show
 * which kind of token it can be. The advice is an imperative or, if no login helps, the reason for that. It has no full
 * stop at the end.
 */
export function neededAdvice({ needed, provided = '' }: MissingScope): string {
  const held = scopeList(provided)
  const isClassic = held.some((scope) => scopeFacts(scope)?.classic && scope !== 'identify')
  const token: TokenAtHand = { held, flow: isClassic ? 'v1' : 'v2' }
  const named = scopeList(needed)
  const lacking = named.filter((scope) => !held.includes(scope))
  const wanted = lacking.length > 0 ? lacking : named
  const families = new Set(wanted.map(familyOf))
  if (families.size > 1 && !families.has(undefined)) return conversationAdvice(wanted, token)
  const pair = wanted.find((scope) => Object.hasOwn(companionScopes, scope))
  const companion = pair && companionScopes[pair]
  if (pair && companion && wanted.every((scope) => scope === pair || scope === companion))
    return `${pair} is requested together with ${companion}. ${requestAdvice(held.includes(companion) ? [pair] : [companion, pair], token)}`
  const ranked = wanted.toSorted((one, other) => powerOf(one) - powerOf(other))
  const ask =
    ranked.find((scope) => scopeOrigin(scope, { kind: 'bot', flow: token.flow }).from === 'install') ?? ranked[0]
  if (ask === undefined) return 'To see the scopes of the method: slack-tokens which METHOD'
  return wanted.length === 1
    ? requestAdvice([ask], token)
    : `Any one of ${wanted.join(', ')} is enough. ${requestAdvice([ask], token)}`
}

function requestAdvice(asks: readonly string[], token: TokenAtHand): string {
  const ask = asks.at(-1) ?? ''
  const more = `to see what this scope allows: slack-tokens scopes ${ask}`
  const { command, notes } = loginsFor(kindsFor(ask, token), token, () => asks)
  const isUmbrella = scopeFacts(ask)?.classic && (scopeFacts(ask)?.successor?.length ?? 0) > 1 && token.flow === 'v2'
  const known = [
    ...notes,
    ...(isUmbrella ? ['the scopes of the method are enough: slack-tokens which METHOD'] : []),
    more,
  ]
  if (command === null) return known.join('; ')
  return `Request it in addition to the granted scopes: ${command}; ${known.join('; ')}`
}

/** Returns the advice for scopes of several kinds of conversation: public channels, private channels and so on. */
function conversationAdvice(wanted: readonly string[], token: TokenAtHand): string {
  const families = new Set(wanted.map(familyOf))
  const of = (kind: Identity) => wanted.filter((scope) => possibleKinds(scope, token.flow).includes(kind))
  const whole = (['bot', 'user'] as const).filter((kind) => new Set(of(kind).map(familyOf)).size === families.size)
  const kinds = whole.filter((kind) => fits(token.held, kind))
  const chosen = [kinds, whole].find((some) => some.length > 0) ?? ['user']
  const { command, notes } = loginsFor(chosen, token, of)
  const asked = wanted.filter((scope) => chosen.some((kind) => of(kind).includes(scope)))
  const listed = asked.map((scope) => `${scope} for ${conversationKinds[familyOf(scope) ?? 'channels']}`).join(', ')
  const rule = `One scope is needed for each kind of conversation that the call touches: ${listed}`
  const list = /:read$/.test(wanted[0] ?? '')
    ? ' (conversations.list: each kind in types, and public channels without it)'
    : ''
  if (command === null) return [`${rule}${list}`, ...notes].join('; ')
  return [`${rule}${list}. Request those too: ${command}`, ...notes].join('; ')
}

/** Returns the `login` command for one kind of token, or a text with one command for each of two kinds. */
function loginsFor(
  [first = 'user', second]: readonly Identity[],
  { flow }: TokenAtHand,
  scopesOf: (kind: Identity) => readonly string[],
): { readonly command: string | null; readonly notes: readonly string[] } {
  const installation = flow === 'v1' ? ({ flow, clientId: null } as const) : ({ flow } as const)
  const { command, notes } = scopeAdvice(installation, first, scopesOf(first))
  if (command === null || second === undefined) return { command: command && `${command} (a ${first} token)`, notes }
  const other =
    flow === 'v1' ? loginFor(installation, second, scopesOf(second)) : `--add-user-scope ${scopesOf(second).join(',')}`
  return { command: `${command} for the bot, ${other} for the user`, notes }
}

/** Returns the kinds of token that can have both the new scope and the scopes that were granted already. */
function kindsFor(scope: string, { held, flow }: TokenAtHand): readonly Identity[] {
  const holder = classicHolder(scope)
  if (flow === 'v2' && holder) return [holder]
  const possible = possibleKinds(scope, flow)
  const fitting = possible.filter((kind) => fits(held, kind))
  return fitting.length > 0 ? fitting : possible
}

function possibleKinds(scope: string, flow: 'v1' | 'v2'): Identity[] {
  return (['bot', 'user'] as const).filter((kind) => {
    const origin = scopeOrigin(scope, { kind, flow })
    return origin.from === 'install' && origin.kind === kind && (flow === 'v1' || origin.scope === scope)
  })
}

function fits(held: readonly string[], kind: Identity): boolean {
  return held.every((one) => scopeFacts(one)?.[kind] ?? true)
}

import { powerOf } from '../slack/facts/access.ts'
import { scopeOrigin } from '../slack/facts/scope-origin.ts'
import { scopeFacts, scopeList } from '../slack/facts/scopes.ts'
import type { Identity } from './installation.ts'
import { loginFor, scopeAdvice } from './login-for.ts'

/** The scopes in Slack's answer `missing_scope`, joined by commas. Any one of `needed` is enough. */
export interface MissingScope {
  readonly needed: string
  readonly provided?: string | undefined
}

/**
 * Returns advice for `missing_scope` when only Slack's answer is known, and not the token. The provided scopes show
 * which kind of token it can be. The advice is an imperative, or the reason why no login helps, without a full stop.
 */
export function neededAdvice({ needed, provided = '' }: MissingScope): string {
  const held = scopeList(provided)
  const classic = held.some((scope) => scopeFacts(scope)?.classic && scope !== 'identify')
  const flow = classic ? 'v1' : 'v2'
  const wanted = scopeList(needed).toSorted((one, other) => powerOf(one) - powerOf(other))
  const ask = wanted.find((scope) => scopeOrigin(scope, { kind: 'bot', flow }).from === 'install') ?? wanted[0]
  if (ask === undefined) return 'See what the method takes: slack-tokens which METHOD'
  const more = `what it opens: slack-tokens scopes ${ask}`
  const kinds = kindsFor(ask, held, flow)
  const [first = 'user', second] = kinds
  const advice = scopeAdvice(classic ? { flow: 'v1', clientId: null } : { flow: 'v2' }, first, [ask])
  const notes = advice.notes.join('; ')
  if (advice.command === null) return `${notes}; ${more}`
  const known = notes === '' ? more : `${notes}; ${more}`
  if (second === undefined)
    return `Request it too, and it is added to those granted: ${advice.command} (a ${first} token); ${known}`
  const other = classic ? loginFor({ flow: 'v1', clientId: null }, second, [ask]) : `--add-user-scope ${ask}`
  return `Request it too, and it is added to those granted: ${advice.command} for the bot, ${other} for the user; ${known}`
}

/** Returns the kinds of token that can have both the new scope and the granted scopes. */
function kindsFor(scope: string, held: readonly string[], flow: 'v1' | 'v2'): readonly Identity[] {
  const possible = (['bot', 'user'] as const).filter((kind) => {
    const origin = scopeOrigin(scope, { kind, flow })
    return origin.from === 'install' && origin.kind === kind && (flow === 'v1' || origin.scope === scope)
  })
  const fits = possible.filter((kind) => held.every((one) => scopeFacts(one)?.[kind] ?? true))
  return fits.length > 0 ? fits : possible
}

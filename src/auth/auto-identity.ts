import { holdingsOf, knownScopes } from '../config/available-tokens.ts'
import type { Identity } from '../config/installation.ts'
import type { Context } from '../runtime/context.ts'
import { accessTo, type MethodAccess } from '../slack/facts/access.ts'
import { type AsOptions, identityOf } from './as-option.ts'

/** The states of a token for a method, from the most to the least likely to work. */
const chances: readonly MethodAccess['state'][] = ['yes', 'noToken', 'unknown', 'lacksScope', 'wrongKind']

/**
 * Returns the identity for a call of `method`. This is the identity that the options request. With `--as auto`, it is
 * the identity whose token the method accepts and whose scopes are enough, or `bot` if both fit. With `--as auto`, also
 * prints the choice and the reason on stderr.
 */
export async function identityFor(method: string, options: AsOptions<'auto'>, context: Context): Promise<Identity> {
  const { as, ...rest } = options
  if (as !== 'auto') return identityOf(as === undefined ? rest : { as })
  const held = holdingsOf(await context.store.read(), context.settings)
  const scopesOf = (identity: Identity) => {
    const chosen = held[identity]
    return chosen ? knownScopes(chosen) : null
  }
  const access = { bot: accessTo(method, 'bot', scopesOf('bot')), user: accessTo(method, 'user', scopesOf('user')) }
  const chance = (identity: Identity) =>
    held[identity] ? chances.indexOf(access[identity].state) : chances.length + kindRank(access[identity])
  const picked = chance('user') < chance('bot') ? 'user' : 'bot'
  const other = picked === 'bot' ? 'user' : 'bot'
  const { terminal } = context
  const why = held[picked] && held[other] ? reason(method, picked, access) : `no ${other} token is stored`
  if (held[picked]) terminal.note(terminal.paint.dim(`(--as auto: the ${picked} token; ${why})`))
  return picked
}

/**
 * Returns a rank for an identity without a stored token: 1 if the method refuses its kind of token, otherwise 0. The
 * identity with the smaller rank is chosen.
 */
function kindRank({ state }: MethodAccess): number {
  return state === 'wrongKind' ? 1 : 0
}

function reason(method: string, picked: Identity, access: Readonly<Record<Identity, MethodAccess>>): string {
  const mine = access[picked]
  const theirs = access[picked === 'bot' ? 'user' : 'bot']
  const other = picked === 'bot' ? 'user' : 'bot'
  if (mine.state === 'unknown' && theirs.state === 'unknown') return `unknown which token ${method} accepts`
  if (theirs.state === 'wrongKind') return `${method} accepts no ${other} token`
  if (theirs.state === 'lacksScope' && mine.state !== 'lacksScope')
    return `the ${other} token lacks ${theirs.anyOf.join(' or ')}`
  if (mine.state === 'lacksScope') return 'neither token has a scope for it'
  return `${method} accepts both`
}

import type { LoggedRequest } from '../../../simulator/control/client.ts'
import type { AppReaction } from './actions.ts'

/**
 * The user or bot user for whom an app acts, and the workspace that issued the token. The text is the same as in the
 * simulator's log: `bot:U…@T…` or `user:U…@T…`.
 */
export type Owner = string

/** Whether the owner of a token is this person, in any workspace. */
export function isOwnedBy(owner: Owner | undefined, user: string): boolean {
  return owner?.startsWith(`user:${user}@`) ?? false
}

export const isBot = (owner: Owner) => owner.startsWith('bot:')

/** Returns the workspace that issued the token. */
export const placeOf = (owner: Owner) => owner.split('@')[1] ?? ''

export type OwnerKind = 'bot' | 'user'
export const ownerKinds: readonly OwnerKind[] = ['bot', 'user']

/** Returns the kinds of valid tokens of a workspace with which an app made these calls. */
export function kindsAt(place: string, calls: readonly LoggedRequest[]): readonly OwnerKind[] {
  return ownerKinds.filter((kind) =>
    calls.some(({ as, owner = '' }) => as !== null && owner.startsWith(`${kind}:`) && placeOf(owner) === place),
  )
}

/** Returns for whom an app acted with valid tokens, each owner once. */
export function ownersIn(action: AppReaction | undefined): readonly Owner[] {
  const valid = (action?.calls ?? []).flatMap(({ as, owner }) => (as !== null && owner !== undefined ? [owner] : []))
  return [...new Set(valid)].toSorted()
}

const deadCodes = ['account_inactive', 'token_revoked', 'token_expired', 'invalid_auth']

/** Returns the calls that Slack refused because of their token. */
export function deadCallsIn(action: AppReaction | undefined): readonly LoggedRequest[] {
  return (action?.calls ?? []).filter(({ error }) => error !== null && deadCodes.includes(error))
}

/** Returns the owners for whom the app acted before, but not in a later action. */
export function lostOwners(before: AppReaction | undefined, after: AppReaction | undefined): readonly Owner[] {
  if (!before || !after) return []
  const left = ownersIn(after)
  return ownersIn(before).filter((owner) => !left.includes(owner))
}

/** Returns a text that is equal for two actions in which the app did the same. */
export function likenessOf(action: AppReaction | undefined): string {
  return action ? `${action.failure === undefined} ${ownersIn(action).join(' ')}` : ''
}

/** Describes an action as evidence: `GET /hello: auth.test as bot:U…`, or how it failed. */
export function reportAction({ how, calls, failure }: AppReaction): string {
  const made = calls.map(
    ({ what, owner, error }) => `${what} as ${shownOwner(owner ?? '')}${error ? `: ${error}` : ''}`,
  )
  const shown = made.length > 0 ? [...new Set(made)].slice(0, 3).join(', ') : 'no call to Slack'
  return `${how}: ${shown}${failure === undefined ? '' : `; ${failure}`}`
}

/** Returns a text that names an owner: `the bot in T…`, `U… in T…`. */
export function shownOwner(owner: Owner): string {
  const [who = '', place = ''] = owner.split('@')
  const [kind, id = ''] = who.split(':')
  return `${kind === 'bot' ? 'the bot' : `the user ${id}`} in ${place}`
}

/** Returns the condition that at least `times` calls were made for every owner of an earlier action. */
export function actsFor(before: AppReaction | undefined, times = 1): (calls: readonly LoggedRequest[]) => boolean {
  const wanted = ownersIn(before)
  return (calls) =>
    wanted.every((owner) => calls.filter((call) => call.as !== null && call.owner === owner).length >= times)
}

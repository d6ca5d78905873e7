import type { LoggedRequest } from '../../../simulator/control/client.ts'
import { type Finding, finding } from '../findings/finding.ts'
import { type AppReaction, refreshesIn } from './actions.ts'
import { findingAt } from './judge.ts'
import { deadCallsIn, lostOwners, ownersIn, reportAction, shownOwner } from './owners.ts'

/** Returns the refresh token of a refresh, as the simulator's log masks it. */
export const tokenIn = ({ args }: LoggedRequest): string => args['refresh_token'] ?? ''

/**
 * Judges what an app did after its tokens expired. Returns at most one finding.
 * @param usual what the app does while its tokens are valid
 * @param history `spent` has the refresh tokens of an earlier round, masked. `isOn` says whether the developer has switched
 * token rotation on
 */
export function judgeRound(
  usual: AppReaction,
  done: AppReaction,
  history: { readonly spent: readonly string[]; readonly isOn: boolean },
): readonly Finding[] {
  const { refreshes } = done
  const { spent, isOn } = history
  const refused = refreshes.find(({ ok }) => !ok)
  if (refused && spent.includes(tokenIn(refused))) {
    return [findingAt('refresh-not-stored', `${tokenIn(refused)} was sent a second time: ${refused.error}`, done)]
  }
  const lost = lostOwners(usual, done)
  const [one] = lost
  if (one === undefined) return []
  if (refused) {
    const { what, error } = refused
    const found = finding('refresh-refused', `${what} with grant_type=refresh_token: ${error}`, error ?? '')
    return [done.hop ? { ...found, at: done.hop } : found]
  }
  if (refreshes.length === 0) {
    return [findingAt(isOn ? 'tokens-not-refreshed' : 'rotation-not-handled', reportAction(done), done)]
  }
  const got = [...new Set(refreshes.map(({ owner = '' }) => shownOwner(owner)))].join(' and ')
  const dead = deadCallsIn(done).find(({ owner }) => owner === one)
  const then = dead ? `${dead.what} as ${shownOwner(one)}: ${dead.error}` : `no call as ${shownOwner(one)} any more`
  return [findingAt('token-pair-lost', `refreshed: ${got}; ${then}`, done)]
}

/** Judges two uses at the same time, after the tokens expired. Returns at most one finding. */
export function judgeRace(
  usual: AppReaction,
  {
    actions,
    calls,
  }: { readonly actions: readonly (AppReaction | undefined)[]; readonly calls: readonly LoggedRequest[] },
): readonly Finding[] {
  const refreshes = refreshesIn(calls)
  const reused = refreshes.find((one, at) => refreshes.findIndex((other) => tokenIn(other) === tokenIn(one)) < at)
  if (!reused) return []
  const twice = refreshes.filter((one) => tokenIn(one) === tokenIn(reused))
  const answers = twice.map(({ error }) => error ?? 'ok').join(', then ')
  const failed = actions.find((action) => action?.failure !== undefined)
  const served = (owner: string) => calls.filter((call) => call.as !== null && call.owner === owner).length
  const unserved = ownersIn(usual).find((owner) => served(owner) < actions.length)
  const evidence = `two uses at once sent ${tokenIn(reused)} of ${shownOwner(reused.owner ?? '')} (${answers})`
  if (failed?.failure === undefined && unserved === undefined) return [finding('refresh-raced', evidence)]
  const consequence = failed?.failure ?? `one of the two made no call as ${shownOwner(unserved ?? '')}`
  return [findingAt('refresh-token-reused', `${evidence}; ${consequence}`, failed ?? actions.at(-1) ?? usual)]
}

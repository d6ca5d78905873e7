import type { LoggedRequest } from '../../../simulator/control/client.ts'
import { type Finding, finding } from '../findings/finding.ts'
import { type AppReaction, refreshesIn } from './actions.ts'
import { findingAt } from './judge.ts'
import { deadCallsIn, lostOwners, type Owner, ownersIn, reportAction, shownOwner } from './owners.ts'

/** Returns the refresh token of a refresh, as the simulator's log masks it. */
const tokenIn = ({ args }: LoggedRequest): string => args['refresh_token'] ?? ''

/**
 * Judges what an app did after its tokens expired. Returns at most one finding.
 * @param usual what the app does while its tokens are valid
 * @param history `earlier` is what the app did when its tokens expired before. `isOn` says whether the developer has
 * switched token rotation on
 */
export function judgeRound(
  usual: AppReaction,
  done: AppReaction,
  { earlier, isOn }: { readonly earlier?: AppReaction; readonly isOn: boolean },
): readonly Finding[] {
  const { refreshes } = done
  const refused = refreshes.find(({ ok }) => !ok)
  const lost = lostOwners(usual, done)
  // What the second of two refreshes at once destroys is seen only when the tokens expire again.
  const reused = [done, earlier]
    .flatMap((one) => (one ? reusedIn(one) : []))
    .find(({ owner = '' }) => lost.includes(owner))
  if (reused) {
    const { owner = '', error } = reused
    const evidence = `one use sent ${tokenIn(reused)} of ${shownOwner(owner)} twice at once (ok, then ${error})`
    return [findingAt('refresh-token-reused', `${evidence}; ${afterwards(done, owner)}`, done)]
  }
  if (refused && earlier?.refreshes.some((one) => tokenIn(one) === tokenIn(refused))) {
    return [findingAt('refresh-not-stored', `${tokenIn(refused)} was sent a second time: ${refused.error}`, done)]
  }
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
  return [findingAt('token-pair-lost', `refreshed: ${got}; ${afterwards(done, one)}`, done)]
}

/** Tells what an app did at last for an owner whose token is lost. */
function afterwards(done: AppReaction, owner: Owner): string {
  const dead = deadCallsIn(done).find((call) => call.owner === owner)
  return dead ? `${dead.what} as ${shownOwner(owner)}: ${dead.error}` : `no call as ${shownOwner(owner)} any more`
}

/**
 * Returns the refused refreshes whose refresh token another refresh used at the same time. If the app has called Slack
 * with the new token in between, it refreshed one time after the other, and has not stored the new refresh token.
 */
function reusedIn({ calls, refreshes }: AppReaction): readonly LoggedRequest[] {
  return refreshes.filter((refused, at) => {
    const first = refreshes.slice(0, at).find((one) => one.ok && tokenIn(one) === tokenIn(refused))
    if (refused.ok || !first) return false
    return !calls.some(
      (call) => call.as !== null && call.owner === refused.owner && call.at > first.at && call.at < refused.at,
    )
  })
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

import type { End } from '../../../browser/hop.ts'
import type { LoggedRequest } from '../../../simulator/control/client.ts'
import { exchangesIn } from '../app-calls.ts'
import { isCaught } from '../failure-page.ts'
import { type Finding, finding } from '../findings/finding.ts'
import { isBroken, isLibraryPage, judgeInstall, reportEnd } from '../judge.ts'
import { settle } from '../settle.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import type { Walked } from '../walk.ts'
import { played, soon } from './scenario.ts'

/** Opens the callback with an invented state, then with the right state in a browser that never opened the install address. */
export async function wrongState(stage: DriveStage): Promise<PlayedScenario> {
  const tried = await tryState(stage, 'made-up-by-somebody-else')
  const { callback } = tried
  if (!callback || tried.findings.length > 0) return tried.played()
  const other = stage.newWalker()
  const end = await other.comeBack(callback)
  const calls = await tried.seen()
  const findings =
    exchangesIn(calls).length > 0 ? [finding('state-not-bound', `another browser: ${reportEnd(end)}`)] : []
  return played({ ...tried.walked, hops: [...tried.walked.hops, ...other.hops], end }, calls, findings)
}

/**
 * Opens the callback without a state. Then opens it without a state and with an empty one, in a browser that never
 * opened the install address. That browser has no stored state, so a comparison of two missing states finds them equal.
 */
export async function missingState(stage: DriveStage): Promise<PlayedScenario> {
  const tried = await tryState(stage, null)
  const { callback, walked } = tried
  if (!callback || tried.findings.length > 0) return tried.played()
  const hops = [...walked.hops]
  for (const state of [null, '']) {
    const other = stage.newWalker()
    const end = await other.comeBack(withState(callback, state))
    const calls = await tried.seen()
    const how = `${state === null ? 'no state' : 'an empty state'}, in a browser that never opened the install address: `
    const findings = judgeState(end, calls, how)
    hops.push(...other.hops)
    if (findings.length > 0) return played({ ...walked, hops, end }, calls, findings)
  }
  return played({ ...walked, hops }, await tried.seen(), [])
}

/**
 * Goes through an install up to the callback, and opens the callback with `state` in place of the right state. Null
 * removes the state.
 */
async function tryState(stage: DriveStage, state: string | null) {
  const watch = await stage.watch()
  const walker = stage.newWalker()
  const begun = await walker.walkToCallback({ decision: 'allow' })
  const seen = async () => {
    await settle(stage, soon)
    return await watch.calls()
  }
  const { callback, query: requested } = begun
  const result = (walked: Walked, calls: readonly LoggedRequest[], findings: readonly Finding[]) => {
    return { walked, callback, findings, seen, played: () => played(walked, calls, findings) }
  }
  if (!callback) return result(begun, [], judgeInstall(begun, []))
  const end = await walker.comeBack(withState(callback, state))
  const calls = await seen()
  const how = `${state === null ? 'no state' : 'another state'}${requested?.state === null ? ', and the link has none' : ''}: `
  return result({ ...begun, hops: walker.hops, end }, calls, judgeState(end, calls, how))
}

/** Returns the findings about a callback that the app must refuse. @param how what is wrong with its state */
function judgeState(end: End, calls: readonly LoggedRequest[], how: string): readonly Finding[] {
  const evidence = how + reportEnd(end)
  if (exchangesIn(calls).length > 0) return [finding('state-not-checked', evidence)]
  return isBroken(end) && !isLibraryPage(end) && !isCaught(end) ? [finding('wrong-state-crash', evidence)] : []
}

function withState(callback: URL, state: string | null): URL {
  const changed = new URL(callback)
  if (state === null) changed.searchParams.delete('state')
  else changed.searchParams.set('state', state)
  return changed
}

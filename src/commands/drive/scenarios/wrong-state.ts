import type { LoggedRequest } from '../../../simulator/control/client.ts'
import { exchangesIn } from '../app-calls.ts'
import { type Finding, finding } from '../findings/finding.ts'
import { isBroken, isLibraryPage, judgeInstall, reportEnd } from '../judge.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import type { Walked } from '../walk.ts'
import { played, shortAfterthought } from './scenario.ts'

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

/** Opens the callback without a state. */
export async function missingState(stage: DriveStage): Promise<PlayedScenario> {
  return (await tryState(stage, null)).played()
}

/** Installs up to the callback, and opens the callback with `state` in place of the right one; null removes it. */
async function tryState(stage: DriveStage, state: string | null) {
  const watch = await stage.watch()
  const walker = stage.newWalker()
  const begun = await walker.walkToCallback({ decision: 'allow' })
  const seen = () => watch.until((calls) => exchangesIn(calls).length > 0, shortAfterthought)
  const { callback, query: requested } = begun
  const result = (walked: Walked, calls: readonly LoggedRequest[], findings: readonly Finding[]) => {
    return { walked, callback, findings, seen, played: () => played(walked, calls, findings) }
  }
  if (!callback) return result(begun, [], judgeInstall(begun, []))
  const end = await walker.comeBack(withState(callback, state))
  const calls = await seen()
  const how = `${state === null ? 'no state' : 'another state'}${requested?.state === null ? ', and the link has none' : ''}: `
  const evidence = how + reportEnd(end)
  const isCrash = isBroken(end) && !isLibraryPage(end)
  const findings =
    exchangesIn(calls).length > 0
      ? [finding('state-not-checked', evidence)]
      : isCrash
        ? [finding('wrong-state-crash', evidence)]
        : []
  return result({ ...begun, hops: walker.hops, end }, calls, findings)
}

function withState(callback: URL, state: string | null): URL {
  const bent = new URL(callback)
  if (state === null) bent.searchParams.delete('state')
  else bent.searchParams.set('state', state)
  return bent
}

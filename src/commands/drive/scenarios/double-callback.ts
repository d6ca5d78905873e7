import { exchangesIn } from '../app-calls.ts'
import { isCaught } from '../failure-page.ts'
import { finding } from '../findings/finding.ts'
import { isBroken, isLibraryPage, judgeInstall, reportEnd, twice } from '../judge.ts'
import { settle } from '../settle.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { played, soon } from './scenario.ts'

/** Opens the callback a second time, as a reload of the page does. */
export async function doubleCallback(stage: DriveStage): Promise<PlayedScenario> {
  const watch = await stage.watch()
  const walker = stage.newWalker()
  const walked = await walker.walk({ decision: 'allow' })
  const first = judgeInstall(walked, await watch.calls())
  if (!walked.callback || first.length > 0) return played(walked, await watch.calls(), first)
  const end = await walker.comeBack(walked.callback)
  await settle(stage, soon)
  const calls = await watch.calls()
  const exchanges = exchangesIn(calls)
  const findings =
    isBroken(end) && !isLibraryPage(end) && !isCaught(end)
      ? [finding('reload-crash', reportEnd(end))]
      : exchanges.length > 1
        ? [finding('reload-exchanged', `${twice(exchanges)}; ${reportEnd(end)}`)]
        : []
  return played({ ...walked, hops: walker.hops, end }, calls, findings)
}

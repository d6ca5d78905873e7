import type { End } from '../../../browser/hop.ts'
import { exchangesIn } from '../app-calls.ts'
import { type Finding, finding } from '../findings/finding.ts'
import { isBroken, isLibraryPage, judgeInstall, reportEnd } from '../judge.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { played, shortAfterthought } from './scenario.ts'

/**
 * Installs once, and then opens the callback of a second install with a code that Slack does not accept. A code is valid
 * for ten minutes (docs.slack.dev/authentication/installing-with-oauth), so this happens to people who wait.
 */
export async function expiredCode(stage: DriveStage): Promise<PlayedScenario> {
  const watch = await stage.watch()
  const good = await stage.newWalker().walk({ decision: 'allow' })
  const before = judgeInstall(good, await watch.calls())
  if (before.length > 0) return played(good, await watch.calls(), before)
  const walker = stage.newWalker()
  const begun = await walker.walkToCallback({ decision: 'allow' })
  const { callback } = begun
  if (!callback) return played(begun, await watch.calls(), judgeInstall(begun, []))
  const late = new URL(callback)
  late.searchParams.set('code', '1111111111.2222222222.0123456789abcdef')
  const end = await walker.comeBack(late)
  const calls = await watch.until((seen) => exchangesIn(seen).length > 1, shortAfterthought)
  const refused = exchangesIn(calls).at(-1)
  const evidence = `${refused && !refused.ok ? `${refused.what} answered ${refused.error}; ` : ''}${reportEnd(end)}`
  return played({ ...begun, hops: [...good.hops, ...walker.hops], end }, calls, judgeRefusal(end, good.end, evidence))
}

/** Returns the findings about the page after a refused exchange. @param success the page after a good install */
function judgeRefusal(end: End, success: Parameters<typeof isBroken>[0], evidence: string): readonly Finding[] {
  if (isBroken(end)) return isLibraryPage(end) ? [] : [finding('refused-code-500', evidence)]
  // After a redirect the page can show the error with a script, so it is not compared.
  const isSame =
    end.kind === 'page' && success.kind === 'page' && end.status === success.status && end.text === success.text
  return isSame && end.url.searchParams.has('code') ? [finding('failure-as-success', evidence)] : []
}

import type { LoggedRequest } from '../../../simulator/control/client.ts'
import { exchangesIn } from '../app-calls.ts'
import type { ConsentChoice } from '../consent-step.ts'
import type { Finding, FindingId } from '../findings/finding.ts'
import { isHappy, judgeInstall } from '../judge.ts'
import type { DriveStage } from '../types.ts'
import type { Walked, Walker } from '../walk.ts'
import { afterthought } from './scenario.ts'

export interface InstalledOnce {
  readonly walked: Walked
  /** The app's calls to Slack during the install. */
  readonly calls: readonly LoggedRequest[]
  readonly findings: readonly Finding[]
}

/**
 * Goes through one install with `choice` on the consent page, and judges it.
 * @param broken the finding to report for a crash at the callback
 */
export async function installOnce(
  stage: DriveStage,
  choice: Omit<ConsentChoice, 'decision'> = {},
  { broken = 'callback-crash', walker = stage.newWalker() }: { broken?: FindingId; walker?: Walker } = {},
): Promise<InstalledOnce> {
  const watch = await stage.watch()
  const walked = await walker.walk({ decision: 'allow', ...choice })
  const calls = await watch.until(
    (seen) => !walked.callback || !isHappy(walked.end) || exchangesIn(seen).length > 0,
    afterthought,
  )
  return { walked, calls, findings: judgeInstall(walked, calls, broken) }
}

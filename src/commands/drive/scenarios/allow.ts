import type { Finding } from '../findings/finding.ts'
import { finding } from '../findings/finding.ts'
import { reportEnd } from '../judge.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { acceptsAgain, whyRefused } from './allow-refused.ts'
import { installOnce } from './install-once.ts'
import { played } from './scenario.ts'
import { differingScopes } from './scope-difference.ts'
import { usedAtOnce } from './used-at-once.ts'

/** Goes through a plain install. After a good one, it looks at what only the first install shows. */
export async function allow(stage: DriveStage): Promise<PlayedScenario> {
  const walker = stage.newWalker()
  const once = await installOnce(stage, {}, { walker })
  // The requests below are not part of the install.
  const walked = { ...once.walked, hops: [...once.walked.hops] }
  if (once.findings.length > 0) return played(walked, once.calls, await whyRefused(stage, once))
  const early = await usedAtOnce(stage, walker)
  const hops = early.length > 0 ? [...walker.hops] : walked.hops
  // An unreachable last page is no defect of the app.
  const stranded: Finding[] =
    walked.end.kind === 'unreachable' ? [finding('landing-unreachable', reportEnd(walked.end))] : []
  const others = early.length > 0 ? [] : await acceptsAgain(stage)
  const found = [...stranded, ...early, ...others, ...differingScopes(stage, walked)]
  return played({ ...walked, hops }, once.calls, found)
}

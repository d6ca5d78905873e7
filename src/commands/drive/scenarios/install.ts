import { control } from '../../../simulator/control/client.ts'
import { exchangesIn } from '../app-calls.ts'
import type { ConsentChoice } from '../consent-step.ts'
import { type FindingId, finding } from '../findings/finding.ts'
import { isBroken, isHappy, isSdkPage, judgeInstall, reportEnd } from '../judge.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { afterthought, played } from './scenario.ts'

/**
 * Goes through one install with `choice` on the consent page, and judges it.
 * @param broken the finding to report for a crash at the callback
 */
export async function installs(
  stage: DriveStage,
  choice: Omit<ConsentChoice, 'decision'>,
  broken: FindingId = 'callback-crash',
): Promise<PlayedScenario> {
  const watch = await stage.watch()
  const walked = await stage.newWalker().walk({ decision: 'allow', ...choice })
  const calls = await watch.until(
    (seen) => !walked.callback || !isHappy(walked.end) || exchangesIn(seen).length > 0,
    afterthought,
  )
  const findings = judgeInstall(walked, calls, broken)
  const { end } = walked
  // An unreachable last page is no defect of the app. It is reported only for the plain install.
  const isStranded = end.kind === 'unreachable' && findings.length === 0 && Object.keys(choice).length === 0
  return played(walked, calls, isStranded ? [finding('landing-unreachable', reportEnd(end))] : findings)
}

/** Installs the app on the whole organization. */
export async function organization(stage: DriveStage): Promise<PlayedScenario> {
  const { simulator } = stage
  const { organization: before } = await control(simulator, 'describe', {}, ['organization'])
  const one = { id: 'E0SIMDRIVE', name: 'Sandbox Corp', domain: 'sandbox-corp' }
  await control(simulator, 'setOrganization', { organization: one })
  try {
    return await installs(stage, { organization: one.id }, 'org-crash')
  } finally {
    await control(simulator, 'setOrganization', { organization: before })
  }
}

/** Presses Cancel on the consent page. */
export async function deny(stage: DriveStage): Promise<PlayedScenario> {
  const watch = await stage.watch()
  const walked = await stage.newWalker().walk({ decision: 'cancel' })
  const { end } = walked
  const calls = await watch.calls()
  const [exchange] = exchangesIn(calls)
  const findings = !walked.callback
    ? judgeInstall(walked, [])
    : isBroken(end)
      ? [finding(isSdkPage(end) ? 'denial-500-sdk' : 'denial-500', reportEnd(end))]
      : exchange
        ? [finding('denial-exchanged', `${exchange.what} ${exchange.error ?? 'ok'}; ${reportEnd(end)}`)]
        : []
  return played(walked, calls, findings)
}

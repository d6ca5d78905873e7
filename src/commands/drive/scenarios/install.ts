import type { InstallLink } from '../../../oauth/install-link.ts'
import { exchangesIn } from '../app-calls.ts'
import type { ConsentChoice } from '../consent-step.ts'
import { type FindingId, finding } from '../findings/finding.ts'
import { hanging, isBroken, isSdkPage, judgeInstall, reportEnd } from '../judge.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { installOnce } from './install-once.ts'
import { played } from './scenario.ts'

/**
 * Goes through one install with `choice` on the consent page, and judges it.
 * @param broken the finding to report for a crash at the callback
 */
export async function installs(
  stage: DriveStage,
  choice: Omit<ConsentChoice, 'decision'>,
  broken: FindingId = 'callback-crash',
): Promise<PlayedScenario> {
  const { walked, calls, findings } = await installOnce(stage, choice, { broken })
  return played(walked, calls, findings)
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
    : end.kind === 'silent'
      ? [hanging(end, calls)]
      : isBroken(end)
        ? [finding(isSdkPage(end) ? 'denial-500-sdk' : 'denial-500', reportEnd(end))]
        : exchange
          ? [finding('denial-exchanged', `${exchange.what} ${exchange.error ?? 'ok'}; ${reportEnd(end)}`)]
          : []
  return played(walked, calls, findings)
}

/**
 * Installs a classic app without its scope `bot`, so that the answer has no bot token and the token at the top is the
 * person's.
 */
export async function classic(stage: DriveStage): Promise<PlayedScenario> {
  const unfit = ({ flow, botScopes, userScopes }: InstallLink) => {
    if (flow !== 'v1') return 'the link is not that of a classic app'
    const others = [...botScopes, ...userScopes].filter((scope) => scope !== 'bot')
    return others.length === 0 ? 'the link requests only the scope bot' : undefined
  }
  return await installs(stage, { unfit, withoutScope: 'bot' }, 'v1-crash')
}

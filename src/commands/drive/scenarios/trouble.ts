import type { End, Hop } from '../../../browser/hop.ts'
import type { LoggedRequest } from '../../../simulator/control/client.ts'
import type { Watch } from '../app-calls.ts'
import { exchangesIn } from '../app-calls.ts'
import type { ConsentQuery } from '../consent-step.ts'
import { failurePageOf } from '../failure-page.ts'
import { type Finding, type FindingId, finding } from '../findings/finding.ts'
import { isBroken, isLibraryRefusal, judgeInstall, mixedFlows, reportEnd } from '../judge.ts'
import { judgeLater } from '../later-install.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { type InstalledOnce, installOnce } from './install-once.ts'
import { isSameEnd } from './same-page.ts'
import { played, soon } from './scenario.ts'
import { claimsSuccess } from './success-claim.ts'

/** A trouble of the exchange, which a scenario stages in the simulator. */
export interface Trouble {
  /**
   * Stages the trouble, after Slack redirected the browser to `callback`. Returns the URL to open in place of
   * `callback`; undefined when it is the same.
   */
  begin(callback: URL, query: ConsentQuery): Promise<URL | undefined>
  /**
   * Acts while the trouble lasts; by default only opens the callback. `open` opens the callback and returns the last
   * page.
   */
  during?(open: () => Promise<End>, watch: Watch): Promise<End>
  /** Removes what `begin` staged. It is also called when the scenario fails. */
  end(): Promise<void>
  /** How long to wait for the app's calls after its page, in milliseconds. */
  readonly patience?: number
  /** Whether the wait can end after these calls; by default one exchange is enough. */
  readonly isEnough?: (calls: readonly LoggedRequest[]) => boolean
  /** The finding for an app that breaks. */
  readonly crash: FindingId
  /** Returns further findings about the app's calls during the trouble. */
  judge?(exchanges: readonly LoggedRequest[]): readonly Finding[]
}

/**
 * Goes through an install with a trouble of the exchange, and judges what the person sees. Then the trouble is over,
 * and a plain install must work.
 */
export async function playTrouble(stage: DriveStage, trouble: Trouble): Promise<PlayedScenario> {
  const watch = await stage.watch()
  const walker = stage.newWalker()
  const begun = await walker.walkToCallback({ decision: 'allow' })
  const { callback, query } = begun
  if (!callback || !query) return played(begun, [], judgeInstall(begun, []))
  let end: End
  let calls: readonly LoggedRequest[]
  try {
    const url = (await trouble.begin(callback, query)) ?? callback
    const open = () => walker.comeBack(url)
    end = trouble.during ? await trouble.during(open, watch) : await open()
    const { isEnough = (seen) => exchangesIn(seen).length > 0, patience = soon.most } = trouble
    calls = await watch.until(isEnough, patience)
  } finally {
    await trouble.end()
  }
  const walked = { ...begun, end }
  const at = walker.hops.at(-1)
  const mixed = mixedFlows(exchangesIn(calls), query.link)
  if (mixed) return played(walked, calls, [mixed])
  const later = end.kind === 'nobody' || end.kind === 'broken' ? undefined : await installOnce(stage)
  const findings = judgeTrouble({ end, calls, later, at }, trouble)
  return {
    ...played(walked, [...calls, ...(later?.calls ?? [])], findings),
    hops: [...walker.hops, ...(later?.walked.hops ?? [])],
  }
}

interface Troubled {
  readonly end: End
  /** The app's calls during the trouble. */
  readonly calls: readonly LoggedRequest[]
  /** The plain install afterwards; undefined when the app no longer answers. */
  readonly later: InstalledOnce | undefined
  /** The last request during the trouble. */
  readonly at: Hop | undefined
}

function judgeTrouble({ end, calls, later, at }: Troubled, trouble: Trouble): readonly Finding[] {
  const exchanges = exchangesIn(calls)
  const last = exchanges.at(-1)
  const located = (one: Finding) => ({ ...one, at: at ?? one.at })
  const answers = last ? `${last.what} answered ${last.error ?? 'ok'}; ` : ''
  const own = (trouble.judge?.(exchanges) ?? []).map(located)
  if (isBroken(end)) {
    const id = brokenId(end, trouble)
    if (id) own.push(located(finding(id, answers + reportEnd(end), last?.error ?? '')))
  }
  if (!later) return own
  const isTold = last !== undefined && !last.ok && !exchanges.some(({ ok }) => ok)
  if (isTold && later.findings.length === 0) {
    const succeeded = later.walked.end
    const evidence = `${answers}${reportEnd(end)}; after an install that succeeded: ${reportEnd(succeeded)}`
    if (isSameEnd(end, succeeded) || claimsSuccess(end, succeeded))
      own.push(located(finding('failure-as-success', evidence, last.error ?? '')))
  }
  return [...own, ...judgeLater(later)]
}

/** Returns the finding for a page with a status of 500 or more, or for none; undefined when the app caught the error. */
function brokenId(end: End, { crash }: Trouble): FindingId | undefined {
  if (isLibraryRefusal(end)) return 'refused-code-500'
  const shown = failurePageOf(end) ?? 'crash'
  return shown === 'way-on' ? undefined : shown === 'crash' ? crash : 'failure-dead-end'
}

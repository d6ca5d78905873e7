import type { End, Hop } from '../../../browser/hop.ts'
import { type Finding, finding } from '../findings/finding.ts'
import { reportEnd } from '../judge.ts'
import type { DriveStage } from '../types.ts'
import type { UseWatch } from '../use-watch.ts'
import type { Walker } from '../walk.ts'
import { isUnable } from './cannot-act.ts'

interface UseVisit {
  readonly end: End
  readonly works: boolean
  readonly hop: Hop | undefined
  /** The milliseconds since the callback, without the time of the visits themselves. */
  readonly after: number
}

/** The visits directly after the callback: two, because two processes take turns. */
const atOnce = [0, 0]
/** The pauses before further visits when one of the first failed, in milliseconds. */
const pauses = [200, 500, 1000, 0, 0]
/** The pauses before further visits when the app still says that it is not installed: a queue may store it late. */
const longPauses = [2500, 4000]

/**
 * Opens the address of `--use` directly after the first install, in the same browser. If it does not work at once, opens
 * it again later: an app that answered the callback before it stored the installation works only later, and an app that
 * stores it in one of its processes works only sometimes.
 */
export async function usedAtOnce(
  {
    use,
    useWatch,
    clock,
    signal,
  }: Pick<DriveStage, 'use' | 'clock' | 'signal'> & { readonly useWatch: Pick<UseWatch, 'hangs'> },
  walker: Pick<Walker, 'comeBack' | 'hops'>,
): Promise<readonly Finding[]> {
  if (!use) return []
  const visits: UseVisit[] = []
  let after = 0
  const visit = async (pause: number) => {
    if (pause > 0) await clock.sleep(pause, signal)
    after += pause
    const end = await walker.comeBack(use)
    visits.push({
      end,
      works: end.kind === 'page' && end.status < 400 && !isUnable(end),
      hop: walker.hops.at(-1),
      after,
    })
  }
  for (const pause of atOnce) if (!useWatch.hangs) await visit(pause)
  if (useWatch.hangs || visits.every(({ works }) => works)) return []
  for (const pause of pauses) await visit(pause)
  for (const pause of longPauses) if (visits.every(isUnused)) await visit(pause)
  return judgeVisits(visits)
}

function isUnused({ works, end }: UseVisit): boolean {
  return !works && (end.kind === 'slack' || isUnable(end))
}

function judgeVisits(visits: readonly UseVisit[]): readonly Finding[] {
  const failed = visits.find(({ works }) => !works)
  const good = visits.find(({ works }) => works)
  // If every visit failed, the address may need more than the install, such as a sign-in.
  if (!failed || !good) return []
  const located = (one: Finding) => [{ ...one, at: failed.hop ?? one.at }]
  const firstGood = visits.indexOf(good)
  const isLater = visits.slice(firstGood).every(({ works }) => works)
  if (isLater) {
    const evidence = `directly after the callback ${reportEnd(failed.end)}; ${good.after} ms later ${reportEnd(good.end)}`
    return located(finding('answers-before-stored', evidence))
  }
  const worksAgain = visits.slice(visits.indexOf(failed)).some(({ works }) => works)
  if (!worksAgain) return []
  const count = visits.filter(({ works }) => works).length
  const evidence = `${count} of ${visits.length} visits in a row worked; the others: ${reportEnd(failed.end)}`
  return located(finding('installation-in-one-process', evidence))
}

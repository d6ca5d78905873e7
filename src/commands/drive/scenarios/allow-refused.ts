import type { Page } from '../../../browser/hop.ts'
import { CliError } from '../../../errors.ts'
import { exchangesIn } from '../app-calls.ts'
import { type Finding, finding } from '../findings/finding.ts'
import { isBroken, isHappy, reportEnd } from '../judge.ts'
import type { DriveStage } from '../types.ts'
import type { InstalledOnce } from './install-once.ts'
import { soon } from './scenario.ts'

/**
 * Looks for the cause of a plain install that the callback refused before the exchange. Returns the finding that names
 * the cause; otherwise the findings of the install.
 */
export async function whyRefused(stage: DriveStage, once: InstalledOnce): Promise<readonly Finding[]> {
  const { walked, calls, findings } = once
  const isRefusal = findings.some(({ id }) => id === 'callback-refused' || id === 'callback-crash')
  if (!isRefusal || walked.end.kind !== 'page' || exchangesIn(calls).length > 0) return findings
  const refusal = reportEnd(walked.end)
  const stripped = await strippedCookie(stage, once)
  if (stripped) return [finding('cookie-stripped', `${stripped}; ${refusal}`)]
  const tries = await triesUntilAccepted(stage)
  if (tries === undefined) return findings
  return [finding('state-in-one-process', `refused at first: ${refusal}; accepted at try ${tries} of the same install`)]
}

/**
 * Compares the cookies that the app sets at the install address with those that it sets at its printed address, when
 * the two addresses are on different ports. Returns the difference; undefined when there is none.
 */
async function strippedCookie(stage: DriveStage, { walked }: InstalledOnce): Promise<string | undefined> {
  const { start } = stage
  const printed = stage.printed()
  if (!printed || printed.origin === start.origin) return undefined
  const direct = new URL(start.pathname + start.search, printed)
  const browser = stage.newBrowser()
  const answer = await browser.visit(direct, false)
  if (answer.kind !== 'page') return undefined
  const arrived = walked.hops.flatMap(({ set, lost }) => [...set, ...lost.map(({ name }) => name)])
  const missing = browser.hops.flatMap(({ set }) => set).filter((name) => !arrived.includes(name))
  return missing.length > 0 ? `${direct.host} sets ${missing.join(', ')}, ${start.host} does not` : undefined
}

/**
 * Repeats the plain install after it worked, so that another process of the app gets the callback. Returns the finding
 * when the callback refuses this install before the exchange, and accepts a later install.
 */
export async function acceptsAgain(stage: DriveStage): Promise<readonly Finding[]> {
  const again = await tryInstall(stage, 1)
  if (!again) return []
  const isRefused = !isHappy(again.end) && !isBroken(again.end)
  if (again.isAccepted && isRefused) stage.secondInstall.page = reportEnd(again.end)
  if (again.isAccepted) return []
  const tries = await triesUntilAccepted(stage)
  if (tries === undefined) {
    if (isRefused) stage.secondInstall.page = reportEnd(again.end)
    return []
  }
  const evidence = `accepted at first; then refused: ${reportEnd(again.end)}; accepted at a later try of the same install`
  return [finding('state-in-one-process', evidence)]
}

/** For each further try, the number of visits of other people between the install address and the callback. */
const others = [0, 1, 2, 3, 1, 2]

/**
 * Tries the same install again and again. Returns the number of the first try that works. The first of these tries has
 * the number 2.
 */
async function triesUntilAccepted(stage: DriveStage): Promise<number | undefined> {
  for (const [index, visits] of others.entries()) {
    const tried = await tryInstall(stage, visits)
    if (!tried) return undefined
    if (tried.isAccepted) return index + 2
  }
  return undefined
}

interface TriedInstall {
  readonly end: Page
  /** Whether the app exchanged the code. */
  readonly isAccepted: boolean
}

/**
 * Goes through the plain install in a new browser. The `visits` of other people between its two steps change which
 * process of the app gets the callback, because processes often take turns. Returns undefined when the install does not
 * end with a page.
 */
async function tryInstall(stage: DriveStage, visits: number): Promise<TriedInstall | undefined> {
  const watch = await stage.watch()
  const walker = stage.newWalker()
  try {
    const { callback } = await walker.walkToCallback({ decision: 'allow' })
    if (!callback) return undefined
    for (let visit = 0; visit < visits; visit += 1) await stage.newBrowser().visit(stage.start, false)
    const end = await walker.comeBack(callback)
    // A limit on the number of requests says nothing about this install.
    if (end.kind !== 'page' || end.status === 429 || end.status === 503) return undefined
    const calls = await watch.until((seen) => exchangesIn(seen).length > 0, isHappy(end) ? soon.most : 0)
    return { end, isAccepted: exchangesIn(calls).length > 0 }
  } catch (error) {
    if (error instanceof CliError) return undefined
    throw error
  }
}

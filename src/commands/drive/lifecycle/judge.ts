import { type Finding, type FindingId, finding } from '../findings/finding.ts'
import type { AppReaction } from './actions.ts'
import type { EventWay } from './events.ts'
import { deadCallsIn, likenessOf, lostOwners, type Owner, reportAction, shownOwner } from './owners.ts'

/**
 * Does something once, and a second time when the app did not act for every owner of `before`. An app may need one
 * failed call to see that a token is invalid.
 */
export async function twiceAtMost(
  before: AppReaction | undefined,
  act: () => Promise<AppReaction | undefined>,
): Promise<AppReaction | undefined> {
  const first = await act()
  if (!before || !first || lostOwners(before, first).length === 0) return first
  const second = await act()
  return second ? { ...second, calls: [...first.calls, ...second.calls] } : first
}

/** Returns the finding `id` about an action, with the request to which it belongs. */
export function findingAt(id: FindingId, evidence: string, action: AppReaction): Finding {
  const found = finding(id, evidence)
  return action.hop ? { ...found, at: action.hop } : found
}

interface Compared {
  readonly id: FindingId
  readonly before: AppReaction | undefined
  readonly after: AppReaction | undefined
  /** The owners whose loss is a defect. */
  readonly matters: (owner: Owner) => boolean
}

/** Returns at most one finding: the app no longer acts for an owner for whom it acted before. */
export function judgeLoss({ id, before, after, matters }: Compared): readonly Finding[] {
  const lost = lostOwners(before, after).filter(matters)
  const [one] = lost
  if (one === undefined || !before || !after) return []
  return [findingAt(id, `before as ${lost.map(shownOwner).join(' and ')}; then ${reportAction(after)}`, after)]
}

/**
 * Whether the app acts differently in different browsers. Such an app recognizes people by a cookie. In any other app,
 * a person's browser shows nothing about this person.
 */
export function knowsBrowsers(own: AppReaction | undefined, others: readonly (AppReaction | undefined)[]): boolean {
  return others.some((other) => other && likenessOf(other) !== likenessOf(own))
}

/**
 * Judges calls with a token that does not work any more. One call with each token is allowed: an app without events
 * notices by that call that the token is dead. More calls are the defect `id`. They are a remark when the app could not
 * get the event about the token.
 */
export function judgeDead(
  id: FindingId,
  actions: readonly (AppReaction | undefined)[],
  { events, owned }: { readonly events: EventWay; readonly owned: (owner: Owner) => boolean },
): readonly Finding[] {
  const dead = actions.flatMap((action) => deadCallsIn(action).map((call) => ({ call, action })))
  const again = dead.find(
    ({ call }, at) => owned(call.owner ?? '') && dead.findIndex((one) => one.call.owner === call.owner) < at,
  )
  const own = dead.filter(({ call }) => call.owner === again?.call.owner)
  const [, second] = again ? own : []
  if (!second?.action) return []
  const called = own.map(({ call }) => `${call.what} ${call.error ?? ''}`).slice(0, 3)
  const evidence = `${own.length} calls as ${shownOwner(second.call.owner ?? '')}: ${called.join(', ')}`
  return [findingAt(events.problem === null ? id : 'removal-untold', told(evidence, events), second.action)]
}

/** Returns evidence with the reason why the app got no events. */
export function told(evidence: string, { problem }: EventWay): string {
  return problem === null ? evidence : `${evidence}; ${problem}`
}

import type { Hop } from '../../../browser/hop.ts'
import type { ScenarioName } from '../scenarios/names.ts'
import { callbackFindings } from './callback.ts'
import { eventFindings } from './events.ts'
import { exchangeFindings } from './exchange.ts'
import { firstUseFindings } from './first-use.ts'
import { grantFindings } from './grant.ts'
import { leakFindings } from './leaks.ts'
import { lifecycleFindings } from './lifecycle.ts'
import { refusalFindings } from './refusal.ts'
import { securityFindings } from './security.ts'
import type { FindingFacts, FindingPlace } from './types.ts'
import { walkFindings } from './walk.ts'

/** All kinds of findings that drive reports, each with its explanation and fix. */
export const findingFacts = {
  ...walkFindings,
  ...exchangeFindings,
  ...callbackFindings,
  ...refusalFindings,
  ...grantFindings,
  ...securityFindings,
  ...leakFindings,
  ...firstUseFindings,
  ...eventFindings,
  ...lifecycleFindings,
} as const satisfies Readonly<Record<string, FindingFacts>>

export type FindingId = keyof typeof findingFacts

export function isFinding(id: string): id is FindingId {
  return Object.hasOwn(findingFacts, id)
}

export interface Finding extends Pick<FindingFacts, 'weight' | 'says'> {
  readonly id: FindingId
  readonly cause: string
  readonly cure: string
  /** What was observed, as a text for the user. */
  readonly evidence: string
  /** The request to which the finding belongs, if it is known. Otherwise its place, such as `callback`. */
  readonly at: FindingPlace | Hop
}

/** Creates a finding. @param code Slack's error code, for a cause and a fix that depend on it. */
export function finding(id: FindingId, evidence: string, code = ''): Finding {
  const { weight, says, cause, cure, at }: FindingFacts = findingFacts[id]
  const text = (one: FindingFacts['cure']) => (typeof one === 'string' ? one : one(code))
  return { id, weight, says, cause: text(cause), cure: text(cure), evidence, at }
}

/**
 * Returns the findings that a drive has not reported yet. Some findings are reported only once in a drive: for these,
 * `reported` collects the later scenarios that have them too.
 */
export function notReported(
  findings: readonly Finding[],
  reported: Map<FindingId, ScenarioName[]>,
  scenario: ScenarioName,
): readonly Finding[] {
  return findings.filter(({ id }) => {
    const { once }: FindingFacts = findingFacts[id]
    if (!once) return true
    const others = reported.get(id)
    if (others) others.push(scenario)
    else reported.set(id, [])
    return !others
  })
}

import { callbackFindings } from './callback.ts'
import { exchangeFindings } from './exchange.ts'
import { lifecycleFindings } from './lifecycle.ts'
import { securityFindings } from './security.ts'
import type { FindingFacts } from './types.ts'
import { walkFindings } from './walk.ts'

/** All kinds of findings that drive reports, each with its explanation and fix. */
export const findingFacts = {
  ...walkFindings,
  ...exchangeFindings,
  ...callbackFindings,
  ...securityFindings,
  ...lifecycleFindings,
} as const satisfies Readonly<Record<string, FindingFacts>>

export type FindingId = keyof typeof findingFacts

export interface Finding extends FindingFacts {
  readonly id: FindingId
  readonly cure: string
  /** What was observed, in words for the user. */
  readonly evidence: string
}

/** Creates a finding. @param code Slack's error code, for a fix that depends on it. */
export function finding(id: FindingId, evidence: string, code = ''): Finding {
  const { weight, says, cure }: FindingFacts = findingFacts[id]
  return { id, weight, says, cure: typeof cure === 'string' ? cure : cure(code), evidence }
}

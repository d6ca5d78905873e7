import type { FindingId } from '../findings/finding.ts'
import { callbackExplanations } from './callback.ts'
import { eventExplanations } from './events.ts'
import { exchangeExplanations } from './exchange.ts'
import { firstUseExplanations } from './first-use.ts'
import { grantExplanations } from './grant.ts'
import { leakExplanations } from './leaks.ts'
import { lifecycleExplanations } from './lifecycle.ts'
import { refusalExplanations } from './refusal.ts'
import { securityExplanations } from './security.ts'
import type { FindingExplanation } from './types.ts'
import { walkExplanations } from './walk.ts'

/** The explanation of every kind of finding. */
export const explanations = {
  ...walkExplanations,
  ...exchangeExplanations,
  ...callbackExplanations,
  ...refusalExplanations,
  ...grantExplanations,
  ...securityExplanations,
  ...leakExplanations,
  ...firstUseExplanations,
  ...eventExplanations,
  ...lifecycleExplanations,
} as const satisfies Readonly<Record<FindingId, FindingExplanation>>

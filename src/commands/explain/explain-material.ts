import { isFields } from '../../responses/fields.ts'
import type { ParsedResponse } from '../../responses/types.ts'
import { errorFacts } from '../../slack/facts/errors.ts'
import type { Explanation } from './explanation.ts'
import { missingTokens } from './missing.ts'
import { remarks } from './remarks.ts'

/**
 * Explains a parsed response: why a token is missing, what needs care, what a refusal means. `now` in milliseconds, to
 * recognize expired tokens. Pure; never throws; sends nothing.
 */
export function explainResponse(parsed: ParsedResponse, now: number): Explanation {
  const { shape, error, value } = parsed
  const facts = error === null ? undefined : errorFacts(error, 'exchange')
  return {
    ...parsed,
    refusal:
      error === null
        ? null
        : {
            means: facts?.means ?? 'This code is not known here.',
            next: facts?.next ?? 'Look it up in docs.slack.dev/reference/methods',
          },
    missing: isFields(value) ? missingTokens(shape, value, parsed) : [],
    remarks: remarks(parsed, now),
  }
}

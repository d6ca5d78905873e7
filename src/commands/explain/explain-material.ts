import { isFields } from '../../responses/fields.ts'
import type { ParsedResponse } from '../../responses/types.ts'
import { errorFacts } from '../../slack/facts/errors.ts'
import type { Explanation } from './explanation.ts'
import { missingTokens } from './missing.ts'
import { remarks } from './remarks.ts'

/**
 * Explains a parsed response: adds the reasons for missing tokens, warnings, and the meaning of a refusal. Sends
 * nothing. Never throws.
 * @param now milliseconds since 1970, to recognize expired tokens.
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

import type { AnswerBody } from '../state/refusal.ts'

/**
 * Returns the answer with these codes in `warning` and `response_metadata.warnings`, after the warnings that it already
 * has.
 */
export function warn(body: AnswerBody, codes: readonly string[]): AnswerBody {
  if (codes.length === 0) return body
  const metadata = body['response_metadata'] as { readonly warnings?: readonly string[] } | undefined
  const warnings = [...(metadata?.warnings ?? []), ...codes]
  return { ...body, warning: warnings.join(','), response_metadata: { ...metadata, warnings } }
}

/**
 * Returns the answer with Slack's warning about the content type of a POST, if there is one. Slack adds it to errors
 * too.
 */
export function withWarnings(body: AnswerBody, contentType: string | undefined): AnswerBody {
  if (contentType === undefined) return body
  const type = contentType.toLowerCase()
  const charset = type.includes('charset=')
  if (type.startsWith('application/json')) return charset ? body : warn(body, ['missing_charset'])
  return charset && type.startsWith('application/x-www-form-urlencoded') ? warn(body, ['superfluous_charset']) : body
}

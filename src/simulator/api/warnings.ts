import type { AnswerBody } from '../state/refusal.ts'

/** Adds `warning` and `response_metadata.warnings` to an answer, behind the warnings that it has. */
export function warn(body: AnswerBody, codes: readonly string[]): AnswerBody {
  if (codes.length === 0) return body
  const metadata = body['response_metadata'] as { readonly warnings?: readonly string[] } | undefined
  const warnings = [...(metadata?.warnings ?? []), ...codes]
  return { ...body, warning: warnings.join(','), response_metadata: { ...metadata, warnings } }
}

/** Adds Slack's warnings about the content type of a POST, to successes and failures. */
export function withWarnings(body: AnswerBody, contentType: string | undefined): AnswerBody {
  if (contentType === undefined) return body
  const type = contentType.toLowerCase()
  const charset = type.includes('charset=')
  if (type.startsWith('application/json')) return charset ? body : warn(body, ['missing_charset'])
  return charset && type.startsWith('application/x-www-form-urlencoded') ? warn(body, ['superfluous_charset']) : body
}

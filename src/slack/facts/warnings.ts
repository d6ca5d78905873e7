import { longestSentence, oneLine } from './one-line.ts'

/**
 * Meanings of Slack's warnings, which also occur in successful answers. Codes: docs.slack.dev/apis/web-api, and the
 * reference pages of the methods.
 */
const meanings: Readonly<Record<string, string>> = {
  missing_charset: 'harmless: the content type named no charset',
  superfluous_charset: 'harmless: a form’s content type needs no charset',
  missing_text_in_message: 'blocks without text: notifications and screen readers have no text',
  missing_fallback_in_attachments: 'attachments without a fallback text for notifications',
  message_truncated: 'the text was longer than 40,000 characters and was cut',
  already_in_channel: 'nothing changed: already a member',
  method_deprecated: 'this method will be retired: see its page in Slack’s reference',
}

/** Returns the warnings of an answer, each once, with its meaning if it is known. */
export function warningsOf(body: Readonly<Record<string, unknown>>): readonly string[] {
  const metadata = record(body['response_metadata'])
  const first = typeof body['warning'] === 'string' ? body['warning'].split(',') : []
  const codes = [...listed(first), ...listed(metadata['warnings'])]
  const said = [...new Set(codes)].map((code) => {
    const means = Object.hasOwn(meanings, code) ? meanings[code] : undefined
    return `Slack warns: ${code}${means ? ` (${means})` : ''}`
  })
  return [...said, ...[...new Set(listed(metadata['messages']))].map((message) => `Slack says: ${message}`)]
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function listed(value: unknown): string[] {
  const texts: unknown[] = Array.isArray(value) ? value : []
  return texts
    .filter((one) => typeof one === 'string')
    .map((one) => oneLine(one, longestSentence))
    .filter((one) => one !== '')
}

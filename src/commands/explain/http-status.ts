import { readParsed } from '../../responses/read-fields.ts'
import { statusAlone } from '../../slack/facts/known-errors/status-alone.ts'
import { explainResponse } from './explain-material.ts'
import type { ExplainedWord } from './single-value.ts'

/**
 * Explains a text that is an HTTP status and nothing else, as `429` or `HTTP 429`, for calls to Slack. Returns undefined
 * for any other text, and for a status that Slack is not known to answer with. Loads the meanings only for a status.
 * @param now milliseconds since 1970.
 */
export async function explainStatus(text: string, now: number): Promise<ExplainedWord | undefined> {
  const status = statusAlone(text)
  if (status === undefined) return undefined
  const [{ codeOfStatus }, { allMeanings }] = await Promise.all([
    import('../../slack/facts/known-errors/http-status.ts'),
    import('../../slack/facts/known-errors/tables.ts'),
  ])
  const code = codeOfStatus(status)
  const [meaning] = code === undefined ? [] : allMeanings(code)
  if (!meaning) return undefined
  const notes = [meaning.means, `Next: ${meaning.next}`]
  return {
    title: `HTTP status ${status}`,
    explanation: explainResponse({ ...readParsed(text), notes }, now),
    commands: [],
    secret: false,
    address: false,
  }
}

import type { DocumentRequest } from './document-trail.ts'
import type { ChromiumTab } from './tab.ts'

/**
 * Matches what lets a page change or navigate after it has loaded: a script, a handler in an attribute, another document
 * inside the page, a refresh. The text is not parsed, so it also matches harmless pages; they only take longer.
 */
const canChange = /<script|<i?frame|<object|<embed|\son\w+\s*=|\/on\w+\s*=|["']on\w+\s*=|http-equiv|javascript:/i

/**
 * Whether a page that has loaded stays as it is, so that nobody needs to wait for it. Looks at the source, because a
 * script can remove itself from the page.
 */
export async function isFinished(tab: ChromiumTab, { id, answer }: DocumentRequest): Promise<boolean> {
  if (!answer || 'refresh' in answer.rest) return false
  const source = await tab.send('Network.getResponseBody', { requestId: id }).catch(() => undefined)
  return source !== undefined && !source.base64Encoded && !canChange.test(source.body)
}

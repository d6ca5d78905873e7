import { maskWebhook } from '../../slack/facts/token-kinds.ts'

/**
 * Returns the path of a webhook URL, with its ids but without its secret part and its query; empty for text that is no
 * URL.
 */
export function shownWebhook(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : ''
  const masked = maskWebhook(path)
  return masked === path ? path.replace(/[^/]*\/?$/, '…') : masked
}

import { maskWebhook } from '../../slack/facts/token-kinds.ts'

/** The path of a webhook URL with its ids, without its secret part and without a query. Empty for any other text. */
export function shownWebhook(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : ''
  const masked = maskWebhook(path)
  return masked === path ? path.replace(/[^/]*\/?$/, '…') : masked
}

import { maskWebhook } from '../../slack/facts/token-kinds.ts'

/** The path of a webhook's URL: its ids stay, its secret part and a query do not. Any other text shows nothing. */
export function shownWebhook(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : ''
  const masked = maskWebhook(path)
  return masked === path ? path.replace(/[^/]*\/?$/, '…') : masked
}

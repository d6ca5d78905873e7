import { maskWebhook } from '../slack/tokens.ts'

/** Whether a secret is one no more: nothing but the prefix, capital letters and punctuation is left of it. */
export function isRedacted(secret: string): boolean {
  const rest = secret.replace(/^(?:xoxe\.)?[a-z]{4}-/, '')
  return /…|\*\*|\.\.\./.test(rest) || /^[[<]/.test(rest) || !/[a-z0-9]/.test(rest)
}

/** The path of a webhook's URL: its ids stay, its secret part and a query do not. Any other text shows nothing. */
export function shownWebhook(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : ''
  const masked = maskWebhook(path)
  return masked === path ? path.replace(/[^/]*\/?$/, '…') : masked
}

import { answerConsent } from '../../browser/answer-consent.ts'
import { createBrowser } from '../../browser/browser.ts'
import { comeBack, findSlack, whyStuck } from '../../browser/find-slack.ts'
import type { End } from '../../browser/hop.ts'
import { sendDirectly } from '../../browser/send-directly.ts'
import { isAuthorize } from '../../browser/urls.ts'
import type { Approved, Consent } from './types.ts'

/** Milliseconds within which each page of the app must answer. */
const patience = 30_000

/**
 * Runs an install as a person with a browser does, and returns the app's last page (see `Simulator.approve`).
 * @throws Error when the install does not reach the callback
 */
export async function approve(
  url: string,
  { installUrl, consent }: { installUrl: string | URL; consent: Consent },
): Promise<Approved> {
  const start = new URL(installUrl)
  const { signal } = new AbortController()
  // The test decides where its app runs, so the browser can open pages on every host.
  const browser = createBrowser({ send: sendDirectly, signal, patience, allowedHosts: 'all' })
  const found = await findSlack(browser, start, new URL(url))
  if (found.kind !== 'slack' || !isAuthorize(found.url, new URL(url))) throw new Error(`${tellEnd(found, start)}`)
  const page = `${url}${found.url.pathname}${found.url.search}`
  const callback = await answerConsent(page, sendDirectly, { decision: 'allow', ...consent })
  // If the install starts at Slack's consent page, the app has no session for this browser, so the callback is not
  // opened.
  if (found.url === start) return { callback, status: null, url: callback.href, text: '' }
  const end = await comeBack(browser, callback)
  // If the app's success page redirects to Slack or to another site, the last page before this redirect is returned.
  const last = end.kind === 'page' ? end : end.kind === 'slack' || end.kind === 'elsewhere' ? end.last : undefined
  if (!last) throw new Error(tellEnd(end, callback))
  return { callback, status: last.status, url: last.url.href, text: last.text }
}

function tellEnd(end: End, start: URL): string {
  const stuck = end.kind === 'page' ? whyStuck(end) : undefined
  if (stuck?.kind === 'script') return `${end.url.href} leads on by script only, and scripts are not run`
  if (stuck) return `${end.url.href} wants a person’s choice: ${stuck.labels.join(', ')}`
  if (end.kind === 'page') return `${end.url.href} answered ${end.status} and leads to no consent page of Slack’s`
  if (end.kind === 'loop') return `${start.href} redirects more than 20 times`
  if ('says' in end) return `Nothing answers at ${end.url.href}: ${end.says}`
  return `${start.href} leads to ${end.url.href}`
}

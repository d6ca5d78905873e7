import type { Browser } from './browser.ts'
import { formChoices, formOnward, formToSlack, type Step } from './form.ts'
import type { End, Page } from './hop.ts'
import { wayOn } from './links.ts'
import { liveMarkup } from './live-markup.ts'
import { isCrossSite } from './site.ts'
import { asBrowsersGo, isAtSlack, isAuthorize, isOtherSimulator } from './urls.ts'

/** The maximum number of redirects in a row. Browsers also stop at twenty. */
const mostRedirects = 20

/** The maximum number of the app's pages before Slack's page. */
const mostPages = 5

interface FollowState {
  /** The page that sent the browser to the first address; undefined for a typed address. */
  readonly from?: URL | undefined
  /** Returns whether to stop before visiting `url`. */
  readonly isEnd: (url: URL) => boolean
}

/** Takes one step and follows redirects. Stops at a page, or at an address for which `isEnd` returns true. */
async function follow(browser: Browser, start: Step, { from, isEnd }: FollowState): Promise<End> {
  let { url, body } = start
  let last: Page | undefined
  for (let count = 0; count < mostRedirects; count += 1) {
    const page = await browser.visit(url, isCrossSite(from, url), body)
    if (page.kind !== 'page' || !page.location) return page
    if (isEnd(page.location)) return { kind: 'slack', url: page.location, last: page }
    url = page.location
    last = page
    // After a posted form, a browser follows the redirect with a GET.
    body = undefined
  }
  return { kind: 'loop', url, last }
}

/**
 * Walks from an app's install address to the address at Slack or a simulator that the app leads to. Follows redirects,
 * and the link, button or form on the app's pages. The found address is not always a consent page.
 * @param simulator base URL of the simulator that replaces Slack.
 */
export async function findSlack(browser: Browser, start: URL, simulator: URL): Promise<End> {
  const end = await walkOn(browser, start, simulator)
  return end.kind === 'slack' ? { ...end, url: asBrowsersGo(end.url) } : end
}

async function walkOn(browser: Browser, start: URL, simulator: URL): Promise<End> {
  const isEnd = (url: URL) =>
    isAtSlack(url) || isAuthorize(url, simulator) || (url.origin !== start.origin && isOtherSimulator(url, simulator))
  let step: Step = { url: start }
  let last: Page | undefined
  // A walk can have several pages: one with a button, one with a question or a sign-in, one with the link to Slack.
  for (let count = 0; count < mostPages; count += 1) {
    if (last ? isEnd(step.url) : isAuthorize(start, simulator)) return { kind: 'slack', url: step.url, last }
    const end = await follow(browser, step, { from: last?.url, isEnd })
    if (end.kind !== 'page' || end.status >= 400) return end
    const next = nextStep(end.text, end.url, simulator)
    if (!next) return end
    step = next
    last = end
  }
  return { kind: 'loop', url: step.url, last }
}

/** Returns the next step on a page of the app: its link to Slack, or its form. */
function nextStep(html: string, from: URL, simulator: URL): Step | undefined {
  const link = wayOn(html, from, simulator)
  return formToSlack(html, from, simulator) ?? (link ? { url: link } : formOnward(html, from))
}

/** Why this browser finds no next step on a page where a person would find one: several choices, or a script. */
export type Stuck = { readonly kind: 'choice'; readonly labels: readonly string[] } | { readonly kind: 'script' }

/** Returns why the walk is stuck on a page. Returns undefined when nothing shows that a person could continue. */
export function whyStuck({ text, url, status }: Page): Stuck | undefined {
  if (status >= 400) return undefined
  const labels = formChoices(text, url)
  if (labels.length > 0) return { kind: 'choice', labels }
  return liveMarkup(text).hasScript ? { kind: 'script' } : undefined
}

/**
 * The address of Slack's page for the SameSite rules. With it, Slack is another site than the app, even when a local
 * simulator replaces Slack.
 */
const slack = new URL('https://slack.com/')

/**
 * Follows the redirect from Slack to the app's callback and the app's further redirects. Stops before an address of
 * Slack and before a host that is not allowed.
 */
export async function comeBack(browser: Browser, callback: URL): Promise<End> {
  const isEnd = (url: URL) => isAtSlack(url) || !browser.allows(url)
  const end = await follow(browser, { url: callback }, { from: slack, isEnd })
  return end.kind === 'slack' && !isAtSlack(end.url) ? { ...end, kind: 'elsewhere' } : end
}

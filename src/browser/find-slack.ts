import type { Browser } from './browser.ts'
import { formChoices, formOnward, formToSlack, type Step } from './form.ts'
import type { End, Page } from './hop.ts'
import { wayOn } from './links.ts'
import { liveMarkup } from './live-markup.ts'
import { isCrossSite } from './site.ts'
import { asBrowsersGo, isAtSlack, isAuthorize, isOtherSimulator } from './urls.ts'

/** The maximum number of redirects in a row; browsers stop at twenty too. */
const mostRedirects = 20

/** The maximum number of pages of the app before Slack's page. */
export const mostPages = 5

interface FollowState {
  /** The URL of the page that sent the browser to the first URL; undefined for a URL that a person typed. */
  readonly from?: URL | undefined
  /** Returns whether the walk ends before it visits `url`. */
  readonly isEnd: (url: URL) => boolean
}

/**
 * Requests the URL of `start`, and follows the redirects. Ends at a page, or before a URL for which `isEnd` returns
 * true.
 */
async function follow(browser: Browser, start: Step, { from, isEnd }: FollowState): Promise<End> {
  let { url, body } = start
  let last: Page | undefined
  for (let count = 0; count < mostRedirects; count += 1) {
    const page = await browser.visit(url, isCrossSite(from, url), body)
    if (page.kind !== 'page' || !page.location) return page
    if (isEnd(page.location)) return { kind: 'slack', url: page.location, last: page }
    url = page.location
    last = page
    // After a posted form, browsers follow the redirect with a GET.
    body = undefined
  }
  return { kind: 'loop', url, last }
}

/**
 * Starts at an app's install URL and follows redirects, and the links, buttons or forms on the app's pages, until one
 * leads to Slack or to a simulator. The URL that is found is not always a consent page.
 * @param simulator base URL of the simulator that replaces Slack
 */
export async function findSlack(browser: Browser, start: URL, simulator: URL): Promise<End> {
  const end = await walkOn(browser, start, simulator)
  return end.kind === 'slack' ? { ...end, url: asBrowsersGo(end.url) } : end
}

/** Whether a walk to Slack ends before it visits `url`: the URL is one of Slack or of a simulator. */
export function leadsOut(url: URL, start: URL, simulator: URL): boolean {
  if (isAtSlack(url) || isAuthorize(url, simulator)) return true
  return url.origin !== start.origin && isOtherSimulator(url, simulator)
}

async function walkOn(browser: Browser, start: URL, simulator: URL): Promise<End> {
  const isEnd = (url: URL) => leadsOut(url, start, simulator)
  let step: Step = { url: start }
  let last: Page | undefined
  // A walk can have several pages, for example a page with a button, then a question or a sign-in, then the link to
  // Slack.
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

/**
 * Returns the next step on a page of the app, from its link to Slack or its form; undefined when the page has neither.
 */
export function nextStep(html: string, from: URL, simulator: URL): Step | undefined {
  return formToSlack(html, from, simulator) ?? wayOn(html, from, simulator) ?? formOnward(html, from)
}

/**
 * The reason why this browser cannot continue on a page where a person could continue: the person has to choose a
 * button, or a script navigates.
 */
export type Stuck = { readonly kind: 'choice'; readonly labels: readonly string[] } | { readonly kind: 'script' }

/**
 * Returns why this browser cannot continue on a page where a person can perhaps continue; undefined when the page has
 * neither a choice of buttons nor a script.
 */
export function whyStuck({ text, url, status }: Page): Stuck | undefined {
  if (status >= 400) return undefined
  const labels = formChoices(text, url)
  if (labels.length > 0) return { kind: 'choice', labels }
  return liveMarkup(text).hasScript ? { kind: 'script' } : undefined
}

/**
 * The page from which the browser comes to the callback. It is Slack's URL even when a local simulator replaces Slack,
 * so that Slack is another site than the app for the SameSite rules.
 */
const slack = new URL('https://slack.com/')

/**
 * Follows the redirect from Slack to the app's callback, and the redirects of the app after it. Ends before a URL of
 * Slack, and before a host that is not allowed.
 */
export async function comeBack(browser: Browser, callback: URL): Promise<End> {
  const isEnd = (url: URL) => isAtSlack(url) || !browser.allows(url)
  const end = await follow(browser, { url: callback }, { from: slack, isEnd })
  return end.kind === 'slack' && !isAtSlack(end.url) ? { ...end, kind: 'elsewhere' } : end
}

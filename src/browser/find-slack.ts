import type { Browser } from './browser.ts'
import { formChoices, formOnward, formToSlack, type Step } from './form.ts'
import type { End, Page } from './hop.ts'
import { wayOn } from './links.ts'
import { liveMarkup } from './live-markup.ts'
import { isCrossSite } from './site.ts'
import { asBrowsersGo, isAtSlack, isAuthorize, isOtherSimulator } from './urls.ts'

/** Redirects in a row; browsers give up at twenty. */
const mostRedirects = 20

/** Pages of the app's own before Slack's. */
const mostPages = 5

interface FollowState {
  /** The page that sent the browser there; left out when a person typed the address. */
  readonly from?: URL | undefined
  /** Whether a redirect to `url` is the end, which is then not visited. */
  readonly isEnd: (url: URL) => boolean
}

/** Takes one step and follows redirects. Ends at a page, or before the address that `isEnd` finds. */
async function follow(browser: Browser, start: Step, { from, isEnd }: FollowState): Promise<End> {
  let { url, body } = start
  let last: Page | undefined
  for (let count = 0; count < mostRedirects; count += 1) {
    const page = await browser.visit(url, isCrossSite(from, url), body)
    if (page.kind !== 'page' || !page.location) return page
    if (isEnd(page.location)) return { kind: 'slack', url: page.location, last: page }
    url = page.location
    last = page
    // A browser follows the redirect of a form with a GET.
    body = undefined
  }
  return { kind: 'loop', url, last }
}

/**
 * From an app's install address to where it leads at Slack or at any simulator, by redirects and by the link, the button
 * or the form of the app's own pages. That need not be a consent page.
 * @param simulator the base URL of the one that stands for Slack
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
  // A page with a button, a page of the app's own behind it that asks or signs in, and a page with the link.
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

/** What a person does on a page of the app's own: follows its link to Slack, or sends its form. */
function nextStep(html: string, from: URL, simulator: URL): Step | undefined {
  const link = wayOn(html, from, simulator)
  return formToSlack(html, from, simulator) ?? (link ? { url: link } : formOnward(html, from))
}

/** Why a page of the app's own leads nobody on here, while it would a person with a browser. */
export type Stuck = { readonly kind: 'choice'; readonly labels: readonly string[] } | { readonly kind: 'script' }

/** Undefined where nothing tells that a person would get further. */
export function whyStuck({ text, url, status }: Page): Stuck | undefined {
  if (status >= 400) return undefined
  const labels = formChoices(text, url)
  if (labels.length > 0) return { kind: 'choice', labels }
  return liveMarkup(text).hasScript ? { kind: 'script' } : undefined
}

/** Slack's page, which is never the app's site, whatever the simulator is reached by. */
const slack = new URL('https://slack.com/')

/** From Slack to the app's callback and on to where that leads, but neither back to Slack nor to a host that is not visited. */
export async function comeBack(browser: Browser, callback: URL): Promise<End> {
  const isEnd = (url: URL) => isAtSlack(url) || !browser.allows(url)
  const end = await follow(browser, { url: callback }, { from: slack, isEnd })
  return end.kind === 'slack' && !isAtSlack(end.url) ? { ...end, kind: 'elsewhere' } : end
}

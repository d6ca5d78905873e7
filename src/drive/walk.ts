import { type Browser, checkHost } from '../browser/browser.ts'
import type { Hop, NoPage, Page } from '../browser/hop.ts'
import { wayOn } from '../browser/page.ts'
import { isAtSlack, isAuthorize } from '../browser/place.ts'
import { CliError } from '../errors.ts'
import { isLoopback } from '../is-loopback.ts'
import type { Asked, Choice, SlackSide } from './slack-side.ts'

/** How a walk ended when no page was the end. */
export interface Left {
  /** `slack`: sent on to Slack; `elsewhere`: to a host that is not visited; `loop`: redirected without an end. */
  readonly kind: 'slack' | 'elsewhere' | 'loop'
  readonly url: URL
}

/** Slack's own page refused to ask. */
export interface RefusedBySlack {
  readonly kind: 'refused'
  /** Slack's code. */
  readonly code: string
  readonly says: string
}

export type End = Page | NoPage | Left

export interface Walked {
  readonly hops: readonly Hop[]
  /** Undefined when Slack's page was not reached. */
  readonly asked?: Asked
  /** Where Slack sent the browser. */
  readonly callback?: URL
  readonly end: End | RefusedBySlack
}

export interface Walker {
  /** From the app's install route over Slack to the app's last page. */
  walk(choice: Choice): Promise<Walked>
  /** The same as far as Slack's answer: the callback is not visited. */
  walkToCallback(choice: Choice): Promise<Walked>
  /** The browser comes from Slack to `callback` and follows where that leads. */
  comeBack(callback: URL): Promise<End>
  readonly hops: readonly Hop[]
}

/** Redirects in a row; browsers give up at twenty. */
const mostRedirects = 20

export interface WalkerOptions {
  readonly browser: Browser
  readonly slack: SlackSide
  readonly start: URL
  /** The simulator's base URL. */
  readonly simulator: URL
}

export function createWalker({ browser, slack, start, simulator }: WalkerOptions): Walker {
  const { hops } = browser

  /** Follows redirects. Ends at a page, or before the page that `isEnd` finds. */
  const follow = async (from: URL, crossSite: boolean, isEnd: (url: URL) => boolean): Promise<End> => {
    let url = from
    let foreign = crossSite
    for (let count = 0; count < mostRedirects; count += 1) {
      const page = await browser.visit(url, foreign)
      if (page.kind !== 'page' || !page.location) return page
      if (isEnd(page.location)) return { kind: 'slack', url: page.location }
      foreign ||= page.location.hostname !== url.hostname
      url = page.location
    }
    return { kind: 'loop', url }
  }

  const findConsent = async (): Promise<End> => {
    const isConsent = (url: URL) => isAuthorize(url, simulator)
    if (isConsent(start)) return { kind: 'slack', url: start }
    let url = start
    // A page with a button, and a page of the app's own behind it.
    for (let count = 0; count < 3; count += 1) {
      const end = await follow(url, false, isConsent)
      if (end.kind !== 'page' || end.status >= 400) return end
      const next = wayOn(end.text, end.url, simulator)
      if (!next) return end
      if (isConsent(next)) return { kind: 'slack', url: next }
      url = next
    }
    return { kind: 'loop', url }
  }

  const walkToCallback = async (choice: Choice): Promise<Walked> => {
    const found = await findConsent()
    if (found.kind !== 'slack') return { hops, end: found }
    try {
      const { asked, callback } = await slack.answer(found.url, choice, hops)
      checkHost(callback, browser.allowedHosts)
      return { hops, asked, callback, end: { kind: 'elsewhere', url: callback } }
    } catch (error) {
      if (!(error instanceof CliError) || error.failure !== 'refused') throw error
      return { hops, end: { kind: 'refused', code: error.code, says: error.message } }
    }
  }

  const comeBack = async (callback: URL): Promise<End> => {
    const allowed = browser.allowedHosts
    const leaves = (url: URL) => isAtSlack(url) || !(isLoopback(url) || allowed.includes(url.hostname))
    const end = await follow(callback, true, leaves)
    return end.kind === 'slack' && !isAtSlack(end.url) ? { kind: 'elsewhere', url: end.url } : end
  }

  return {
    hops,
    walkToCallback,
    comeBack,
    async walk(choice) {
      const walked = await walkToCallback(choice)
      return walked.callback ? { ...walked, end: await comeBack(walked.callback) } : walked
    },
  }
}

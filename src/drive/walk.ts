import { type Browser, checkHost } from '../browser/browser.ts'
import { formOnward, formToSlack, type Step } from '../browser/form.ts'
import type { Hop, NoPage, Page } from '../browser/hop.ts'
import { wayOn } from '../browser/page.ts'
import { isAtSlack, isAuthorize, isOtherSimulator, isSignIn } from '../browser/place.ts'
import { CliError } from '../errors.ts'
import { isLoopback } from '../is-loopback.ts'
import {
  callbackUnreachable,
  nobodyOnTheWay,
  otherSimulator,
  signInWithSlack,
  unknownRedirect,
} from './setup-faults.ts'
import type { Asked, Choice, SlackSide } from './slack-side.ts'

/** How a walk ended when no page was the end. */
export interface Left {
  /**
   * `slack`: sent on to Slack; `elsewhere`: to a host that is not visited; `unreachable`: to an address that is not
   * the app's, where nobody listens; `loop`: redirected without an end.
   */
  readonly kind: 'slack' | 'elsewhere' | 'unreachable' | 'loop'
  readonly url: URL
  /** What happened there, of one that is unreachable. */
  readonly says?: string
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

/** Pages of the app's own before Slack's. */
const mostPages = 5

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
  const follow = async (from: Step, crossSite: boolean, isEnd: (url: URL) => boolean): Promise<End> => {
    let { url, body } = from
    let foreign = crossSite
    for (let count = 0; count < mostRedirects; count += 1) {
      const page = await browser.visit(url, foreign, body)
      if (page.kind === 'nobody' && page.url.origin !== start.origin) {
        return { kind: 'unreachable', url: page.url, says: page.says }
      }
      if (page.kind !== 'page' || !page.location) return page
      if (isEnd(page.location)) return { kind: 'slack', url: page.location }
      foreign ||= page.location.hostname !== url.hostname
      url = page.location
      // A browser follows the redirect of a form with a GET.
      body = undefined
    }
    return { kind: 'loop', url }
  }

  const isConsent = (url: URL) => isAuthorize(url, simulator)
  const isOther = (url: URL) => url.origin !== start.origin && isOtherSimulator(url, simulator)

  /** The consent page that the app leads to, or where the way ends without one. @throws CliError usage */
  const findConsent = async (): Promise<End> => {
    if (isConsent(start)) return { kind: 'slack', url: start }
    let step: Step = { url: start }
    // A page with a button, a page of the app's own behind it that asks or signs in, and a page with the link.
    for (let count = 0; count < mostPages; count += 1) {
      if (isOther(step.url)) throw otherSimulator(step.url, simulator)
      const end = await follow(step, false, (url) => isAtSlack(url) || isConsent(url) || isOther(url))
      if (end.kind === 'unreachable') throw nobodyOnTheWay(end.url, { says: end.says ?? '', app: start })
      if (end.kind === 'slack' && isOther(end.url)) throw otherSimulator(end.url, simulator)
      if (end.kind === 'slack' && isSignIn(end.url)) throw signInWithSlack(end.url)
      if (end.kind !== 'page' || end.status >= 400) return end
      const next = nextStep(end.text, end.url, simulator)
      if (!next) return end
      if (isConsent(next.url)) return { kind: 'slack', url: next.url }
      step = next
    }
    return { kind: 'loop', url: step.url }
  }

  const walkToCallback = async (choice: Choice): Promise<Walked> => {
    const found = await findConsent()
    if (found.kind !== 'slack' || !isConsent(found.url)) return { hops, end: found }
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
    const end = await follow({ url: callback }, true, leaves)
    if (end.kind === 'unreachable' && end.url.origin === callback.origin) {
      throw callbackUnreachable(callback, { says: end.says ?? '', app: start })
    }
    return end.kind === 'slack' && !isAtSlack(end.url) ? { kind: 'elsewhere', url: end.url } : end
  }

  return {
    hops,
    walkToCallback,
    comeBack,
    async walk(choice) {
      const walked = await walkToCallback(choice)
      if (!walked.callback) return walked
      const end = await comeBack(walked.callback)
      if (walked.asked?.assumed && isMissing(end, walked.callback)) throw unknownRedirect(start, walked.callback)
      return { ...walked, end }
    },
  }
}

/** What a person does on a page of the app's own: follows its link to Slack, or sends its form. */
function nextStep(html: string, from: URL, simulator: URL): Step | undefined {
  const link = wayOn(html, from, simulator)
  return formToSlack(html, from, simulator) ?? (link ? { url: link } : formOnward(html, from))
}

/** The app has nothing at the redirect URL that was assumed. */
function isMissing(end: End, { pathname }: URL): boolean {
  return end.kind === 'page' && end.status === 404 && end.url.pathname === pathname
}

import type { End, Hop } from '../../browser/hop.ts'
import { isAuthorize, isOtherSimulator, isSignIn } from '../../browser/urls.ts'
import { CliError } from '../../errors.ts'
import type { CommandLine } from './command-line.ts'
import type { ConsentChoice, ConsentQuery } from './consent-step.ts'
import type { InstallBrowser } from './install-browser.ts'
import {
  callbackUnreachable,
  isNotOfTheApp,
  nobodyOnTheWay,
  otherSimulator,
  personDecides,
  refusedChoice,
  scriptsOnly,
  signInWithSlack,
  unknownRedirect,
  useUnreachable,
  wrongRedirectUrl,
} from './setup-faults.ts'

/** The end of an install for which Slack's page showed an error instead of the consent page. */
export interface RefusedBySlack {
  readonly kind: 'refused'
  /** Slack's error code. */
  readonly code: string
  readonly says: string
}

export interface Walked {
  readonly hops: readonly Hop[]
  /** The parameters of the app's link; undefined when the browser did not reach Slack's page. */
  readonly query?: ConsentQuery
  /** The URL that Slack redirected the browser to. */
  readonly callback?: URL
  readonly end: End | RefusedBySlack
}

export interface Walker {
  /** Goes through a whole install: from the app's install address to Slack's page, and then to the app's last page. */
  walk(choice: ConsentChoice): Promise<Walked>
  /** Does the same as `walk`, but does not open the callback. */
  walkToCallback(choice: ConsentChoice): Promise<Walked>
  /** Opens `callback` as a browser does after Slack's redirect, and follows the app's redirects. */
  comeBack(callback: URL): Promise<End>
  readonly hops: readonly Hop[]
}

export interface WalkerOptions {
  readonly browser: InstallBrowser
  readonly start: URL
  /** The address of `--use`; undefined without this option. */
  readonly use: URL | undefined
  /** Builds the command line of this drive, for hints. */
  readonly again: CommandLine
  /** The base URL of the simulator. */
  readonly simulator: URL
}

/**
 * Creates an object that goes through installs. Its methods throw the errors of setup-faults.ts when the set-up or the
 * link is wrong.
 */
export function createWalker({ browser, start, use, simulator, again }: WalkerOptions): Walker {
  const { hops } = browser
  /** Whether the redirect URL comes from the command line. */
  let isNamed = false

  const isConsent = (url: URL) => isAuthorize(url, simulator)

  /**
   * Follows the app's pages to Slack's consent page. Returns that page, or the last page if the app's pages do not lead
   * there.
   * @throws CliError with the exit reason `usage`: the app's page or its link makes it impossible to continue.
   */
  const findConsent = async (): Promise<End> => {
    const end = await browser.findSlack(start)
    if (end.kind === 'nobody' && end.url.origin !== start.origin) throw nobodyOnTheWay(end.url, { ...end, app: start })
    const stuck = end.kind === 'page' ? browser.whyStuck(end) : undefined
    if (stuck) throw stuck.kind === 'choice' ? personDecides(end.url, stuck.labels) : scriptsOnly(end.url, again)
    if (end.kind !== 'slack') return end
    if (isSignIn(end.url)) throw signInWithSlack(end.url)
    if (isConsent(end.url)) return end
    if (isOtherSimulator(end.url, simulator)) throw otherSimulator(end.url, simulator)
    return end
  }

  const walkToCallback = async (choice: ConsentChoice): Promise<Walked> => {
    const found = await findConsent()
    if (found.kind !== 'slack' || !isConsent(found.url)) return { hops, end: found }
    try {
      const { query: requested, callback } = await browser.answer(found.url, choice)
      isNamed = requested.named
      browser.check(callback)
      return { hops, query: requested, callback, end: { kind: 'elsewhere', url: callback } }
    } catch (error) {
      if (!(error instanceof CliError) || error.failure !== 'refused') throw error
      if (isNotOfTheApp(error.code)) throw refusedChoice(error)
      return { hops, end: { kind: 'refused', code: error.code, says: error.message } }
    }
  }

  const comeBack = async (callback: URL): Promise<End> => {
    const end = await browser.comeBack(callback)
    if (end.kind !== 'nobody' || end.url.origin === start.origin) return end
    if (end.url.origin === callback.origin && callback.href === use?.href)
      throw useUnreachable(use, { ...end, app: start, again })
    if (end.url.origin === callback.origin && isNamed) throw wrongRedirectUrl(callback, { ...end, app: start })
    if (end.url.origin === callback.origin) throw callbackUnreachable(callback, { ...end, app: start })
    return { ...end, kind: 'unreachable' }
  }

  return {
    hops,
    walkToCallback,
    comeBack,
    async walk(choice) {
      const walked = await walkToCallback(choice)
      if (!walked.callback) return walked
      const end = await comeBack(walked.callback)
      if (walked.query?.assumed && isMissing(end, walked.callback)) throw unknownRedirect(start, again, walked.callback)
      if (walked.query?.named && isMissing(end, walked.callback)) {
        throw wrongRedirectUrl(walked.callback, { says: 'the app has no such page (404)', app: start })
      }
      return { ...walked, end }
    },
  }
}

/** Whether the app answered “not found” at the guessed redirect URL. */
function isMissing(end: End, { pathname }: URL): boolean {
  return end.kind === 'page' && end.status === 404 && end.url.pathname === pathname
}

import { answerConsent } from '../../browser/answer-consent.ts'
import type { Browser } from '../../browser/browser.ts'
import { comeBack, findSlack, type Stuck, whyStuck } from '../../browser/find-slack.ts'
import type { End, Hop, Page } from '../../browser/hop.ts'
import { sendOver } from '../../browser/send.ts'
import { CliError } from '../../errors.ts'
import type { Http } from '../../runtime/context.ts'
import { consentHops, refusedHops } from './consent-hops.ts'
import type { ConsentChoice, ConsentQuery, SlackSide } from './consent-step.ts'

/** A browser that goes through one install. The scenarios do not know which browser it is. */
export interface InstallBrowser {
  /** The requests so far. */
  readonly hops: readonly Hop[]
  /**
   * Checks that `url` can be visited.
   * @throws CliError with the exit reason `usage` when the host is neither on this computer nor allowed
   */
  check(url: URL): void
  /** Follows the app's pages from `start` until one leads to Slack. Returns that address, or the last page. */
  findSlack(start: URL): Promise<End>
  /** Returns why this browser cannot continue on a page where a person can perhaps continue; undefined otherwise. */
  whyStuck(page: Page): Stuck | undefined
  /**
   * Opens the consent page at `authorize`, which `findSlack` found, and decides there. Returns the URL to which Slack
   * redirects; it is not opened yet.
   * @throws CliError with the exit reason `refused` and Slack's code: the page shows an error; `usage`: the link is
   * invalid.
   */
  answer(authorize: URL, choice: ConsentChoice): Promise<{ readonly query: ConsentQuery; readonly callback: URL }>
  /** Opens `callback` as after Slack's redirect, and follows the app's redirects. */
  comeBack(callback: URL): Promise<End>
}

/** Returns the install browser that uses our own small browser, which runs no scripts. */
export function createOwnInstallBrowser(
  browser: Browser,
  { slack, simulator }: { slack: SlackSide; simulator: { readonly url: string; readonly http: Http } },
): InstallBrowser {
  const { hops } = browser
  return {
    hops,
    check: browser.check,
    findSlack: (start) => findSlack(browser, start, new URL(simulator.url)),
    whyStuck,
    async answer(authorize, choice) {
      const { query, page } = await slack.prepare(authorize, choice)
      const callback = await answerConsent(page.href, sendOver(simulator.http), {
        decision: choice.decision,
        ...((choice.organization ?? choice.workspace) && { workspace: choice.organization ?? choice.workspace }),
        ...(choice.user && { user: choice.user }),
        ...(choice.channel && { channel: choice.channel }),
        ...(choice.unticked && { without: choice.unticked }),
      }).catch((error: unknown) => {
        if (error instanceof CliError) hops.push(...refusedHops(authorize, choice, error))
        throw error
      })
      hops.push(...consentHops(authorize, { query, choice, callback }))
      return { query, callback }
    },
    comeBack: (callback) => comeBack(browser, callback),
  }
}

import { checkHost, isAllowed } from '../../../browser/browser.ts'
import { createChromiumWalk } from '../../../browser/chromium/chromium-walk.ts'
import { type BrowserContext, type ContextOptions, openContext } from '../../../browser/chromium/context.ts'
import { type ChromiumPage, createPages, type PagesOptions } from '../../../browser/chromium/pages.ts'
import type { Hop } from '../../../browser/hop.ts'
import { CliError } from '../../../errors.ts'
import { consentHops, refusedHops } from '../consent-hops.ts'
import type { ConsentChoice, SlackSide } from '../consent-step.ts'
import type { InstallBrowser } from '../install-browser.ts'

export interface ChromiumBrowserOptions
  extends Omit<ContextOptions, 'allows' | 'now'>,
    Omit<PagesOptions, 'context' | 'hops'> {
  readonly allowedHosts: readonly string[]
  /** Returns the hint for a host that is not allowed. */
  readonly hintFor: (url: URL) => string
  readonly slack: SlackSide
  readonly onPage: (page: ChromiumPage) => Promise<void>
  /** Called with hosts that are not allowed, but from which a page wanted to load something. */
  readonly onRefusedHosts: (hosts: readonly string[]) => void
  /** Called with each context that was opened, so that it can be closed. */
  readonly onOpened: (context: BrowserContext) => void
}

/** Returns the install browser that uses Chromium. It opens its context at the first step of the walk. */
export function createChromiumBrowser(options: ChromiumBrowserOptions): InstallBrowser {
  const { allowedHosts, hintFor, slack, simulator, clock, onOpened } = options
  const hops: Hop[] = []
  const allows = (url: URL) => isAllowed(url, allowedHosts)
  const check = (url: URL) => checkHost(url, allowedHosts, hintFor)
  const open = async () => {
    const context = await openContext({ ...options, allows, now: clock.now })
    onOpened(context)
    const walk = createChromiumWalk({ pages: createPages({ ...options, context, hops }), simulator, allows, check })
    return { context, walk }
  }
  let opened: ReturnType<typeof open> | undefined
  /** Runs a step of the walk, and reports the hosts from which its pages were not allowed to load anything. */
  const step = async <T>(work: (walk: Awaited<ReturnType<typeof open>>['walk']) => Promise<T>): Promise<T> => {
    opened ??= open()
    const { context, walk } = await opened
    try {
      return await work(walk)
    } finally {
      if (context.refusedHosts.size > 0) options.onRefusedHosts([...context.refusedHosts])
    }
  }
  let stuck: ReturnType<InstallBrowser['whyStuck']>
  return {
    hops,
    check,
    findSlack: async (start) =>
      await step(async (walk) => {
        const end = await walk.findSlack(start)
        stuck = walk.whyStuck()
        return end
      }),
    whyStuck: () => stuck,
    async answer(authorize, choice) {
      const { query, page } = await slack.prepare(authorize, choice)
      // The page opens at Slack’s own address, through the proxy, so that Slack is another site than the app.
      const address = new URL(page.pathname + page.search, authorize.protocol === 'https:' ? authorize : slackHome)
      const callback = await step((walk) => walk.consent(address, pageChoice(choice))).catch((error: unknown) => {
        if (error instanceof CliError) hops.push(...refusedHops(authorize, choice, error))
        throw error
      })
      hops.push(...consentHops(authorize, { query, choice, callback }))
      return { query, callback }
    },
    comeBack: async (callback) => await step((walk) => walk.comeBack(callback)),
  }
}

const slackHome = 'https://slack.com'

function pageChoice({ decision, organization, workspace, user, channel, unticked }: ConsentChoice) {
  return { decision, workspace: organization ?? workspace, user, channel, untick: unticked }
}

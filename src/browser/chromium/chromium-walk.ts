import { leadsOut, mostPages, type Stuck } from '../find-slack.ts'
import type { End, Page } from '../hop.ts'
import { isAtSlack, isAuthorize } from '../urls.ts'
import { CdpError } from './cdp.ts'
import { answerOnPage } from './consent-page.ts'
import { browserEnded } from './page-end.ts'
import type { PageChoice } from './page-scripts.ts'
import type { Pages } from './pages.ts'
import { press, wayOnward } from './press.ts'
import type { Settled } from './settle.ts'

export interface ChromiumWalkOptions {
  readonly pages: Pages
  /** The base URL of the simulator. The simulator answers in place of Slack. */
  readonly simulator: URL
  readonly allows: (url: URL) => boolean
  /** Checks that a URL can be visited. @throws CliError when it cannot */
  readonly check: (url: URL) => void
}

/** One install in Chromium, with the cookies of a new profile. */
export interface ChromiumWalk {
  /**
   * Opens `start`, and presses the links and buttons that continue the install, until a page leads to Slack. Returns
   * the address at Slack, or the last page.
   */
  findSlack(start: URL): Promise<End>
  /** Returns why only a person can continue on the last page; undefined when a person could not continue either. */
  whyStuck(): Stuck | undefined
  /**
   * Opens Slack’s consent page at `page`, and presses a button there.
   * @returns the URL to which Slack redirects; it is not requested yet
   * @throws CliError with the exit reason `refused` when the simulator shows an error page, and with `usage` when the
   * page does not offer the choice
   */
  consent(page: URL, choice: PageChoice): Promise<URL>
  /**
   * Opens `callback` as a page that comes after Slack’s page, and follows the app. Ends before an address of Slack, and
   * before a host that is not allowed.
   */
  comeBack(callback: URL): Promise<End>
}

/** How long a page’s scripts may take to show a link or button that continues, or to navigate, in milliseconds. */
const scriptsTime = 4000
const pause = 300
/** How long a navigation may take to begin after a press, in milliseconds. */
const pressTime = 1500

export function createChromiumWalk({ pages, simulator, allows, check }: ChromiumWalkOptions): ChromiumWalk {
  const { context } = pages
  let stuck: Stuck | undefined

  /**
   * The elements that were pressed since the person opened the install address, each with its page. On a page that did
   * not change, no element is pressed twice.
   */
  const pressed = new Set<string>()

  /**
   * Presses the link or button that continues the install. Returns how the navigation ended; undefined when no element
   * continues the install.
   */
  const goOn = async ({ url }: Page): Promise<Settled | undefined> => {
    for (let waited = 0; waited <= scriptsTime; waited += pause) {
      const before = pages.mark()
      const reading = await pages.read()
      const onward = reading && wayOnward(reading, url, simulator)
      if (onward?.kind === 'press') {
        const what = `${onward.mark} ${reading?.marked}`
        if (pressed.has(what)) return undefined
        pressed.add(what)
        if (await press(context.tab, onward.mark)) return await pages.settled(before, pressTime)
      }
      if (onward?.kind === 'wait') {
        const gone = await pages.settled(before, scriptsTime)
        if (gone.kind !== 'same') return gone
        await context.openFromPage(onward.url)
        return await pages.settled(before)
      }
      stuck = onward?.kind === 'stuck' ? onward.why : undefined
      if (stuck || !reading?.hasScript) return undefined
      // A script may still be working: it can navigate, or add the button.
      const later = await pages.settled(before, pause)
      if (later.kind !== 'same') return later
    }
    return undefined
  }

  const walkOn = async (start: URL): Promise<End> => {
    const before = pages.mark()
    context.open(start)
    let settled = await pages.begun(before)
    let last: Page | undefined
    for (let count = 0; count < mostPages; count += 1) {
      const end = await pages.end(settled, 'slack')
      if (end.kind === 'slack' && !leadsOut(end.url, start, simulator)) check(end.url)
      if (end.kind !== 'page' || end.status >= 400) return end
      last = end
      const next = await goOn(end)
      if (!next) return end
      settled = next
    }
    return { kind: 'loop', url: last?.url ?? start, last }
  }

  const gone = (error: unknown): never => {
    throw error instanceof CdpError ? browserEnded(error) : error
  }
  return {
    whyStuck: () => stuck,
    async findSlack(start) {
      check(start)
      stuck = undefined
      pressed.clear()
      if (isAuthorize(start, simulator)) return { kind: 'slack', url: start }
      context.holdWhere((url) => leadsOut(url, start, simulator) || !allows(url))
      return await walkOn(start).catch(gone)
    },
    consent: async (page, choice) => await answerOnPage(pages, page, choice).catch(gone),
    async comeBack(callback) {
      check(callback)
      context.holdWhere((url) => isAtSlack(url) || !allows(url))
      const open = async (): Promise<End> => {
        const { held } = context
        let before = pages.mark() - 1
        if (held?.url.href === callback.href) await held.go()
        else {
          await held?.drop()
          if (context.openSlack()) await pages.begun(before + 1)
          before = pages.mark()
          await context.openFromPage(callback)
        }
        const settled = await pages.begun(before)
        const end = await pages.end(settled, 'elsewhere')
        await context.held?.drop()
        return end.kind === 'elsewhere' && isAtSlack(end.url) ? { ...end, kind: 'slack' } : end
      }
      return await open().catch(gone)
    },
  }
}

import type { RunClock } from '../../runtime/context.ts'
import { createJar } from '../cookie-jar.ts'
import type { Hop, LoadedPage, Page } from '../hop.ts'
import { excerpt } from '../page.ts'
import { isAtSlack, shownUrl } from '../urls.ts'
import type { BrowserContext } from './context.ts'
import { hopOf } from './document-hop.ts'
import type { DocumentRequest } from './document-trail.ts'
import { noPage } from './page-end.ts'
import type { Resource } from './resources.ts'

/** The requests of one context as hops, in the form in which our own browser describes them. */
export interface HopRecord {
  /**
   * Adds the requests since the last call. Returns the newest answer as a page; undefined when none has come.
   * @param text returns the text of the page that a request loaded; returns undefined for another request
   */
  take(text: (request: DocumentRequest) => string | undefined): Promise<Page | undefined>
}

/** How much later than its page the headers of an answer can arrive, in milliseconds. */
const lateHeaders = 1000

export interface HopRecordOptions {
  readonly clock: RunClock
  readonly signal: AbortSignal
  /** The list to which the requests are added. */
  readonly hops: Hop[]
  /** Called with every answer to a request for a document of the app, including redirects. */
  readonly onAnswer: (page: LoadedPage, hop: Hop | undefined) => void
  /** Called with every other request of a page. @param from the page */
  readonly onResource: (resource: Resource, from: URL, hop: Hop | undefined) => void
  /** Called when our own browser would have sent or stored other cookies. */
  readonly onDifference: (text: string) => void
}

export function recordHops(
  context: BrowserContext,
  { clock, signal, hops, onAnswer, onDifference }: HopRecordOptions,
): HopRecord {
  const jar = createJar()
  let taken = 0
  return {
    async take(text) {
      let last: Page | undefined
      const { documents } = context.trail
      for (; taken < documents.length; taken += 1) {
        const request = documents[taken]
        if (!request || request.isKept || isAtSlack(request.url)) continue
        // A request that is held may still be sent.
        if (context.held && taken === documents.length - 1) break
        const isOver = () => request.answer !== undefined || request.failed !== undefined
        for (let waited = 0; !isOver() && waited < lateHeaders; waited += 20) await clock.sleep(20, signal)
        const page = pageOf(request, text(request) ?? '')
        const { hop, differences } = await hopOf(request, meaning(request, page), jar)
        hops.push(hop)
        for (const one of differences) onDifference(one)
        const more = request.later.flatMap(({ headers }) => headers)
        if (page) onAnswer({ ...page, cookies: [...(request.answer?.headers ?? []), ...more] }, hop)
        last = page ?? last
      }
      return last
    },
  }
}

function pageOf({ url, answer }: DocumentRequest, text: string): Page | undefined {
  return answer && { kind: 'page', url, status: answer.status, text, location: answer.location, headers: answer.rest }
}

function meaning(request: DocumentRequest, page: Page | undefined): string {
  if (!page) return request.failed === undefined ? 'no answer in time' : noPage(request).says
  if (page.location) return `→ ${shownUrl(page.location).split('?')[0]}`
  return page.status < 400 ? excerpt(page.text) : `refused: ${excerpt(page.text)}`
}

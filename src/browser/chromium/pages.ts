import type { End, Page } from '../hop.ts'
import { longestPage } from '../read-text.ts'
import { CdpError } from './cdp.ts'
import type { BrowserContext } from './context.ts'
import type { DocumentRequest } from './document-trail.ts'
import { type HopRecordOptions, recordHops } from './hop-record.ts'
import { browserEnded, isRedirectLoop, noPage } from './page-end.ts'
import { type PageReading, readPage } from './page-scripts.ts'
import { pictureOf } from './picture.ts'
import { type Settled, type SettleOptions, settle } from './settle.ts'
import type { ChromiumTab } from './tab.ts'

/** A page that Chromium shows, with what is needed to store it. */
export interface ChromiumPage {
  readonly url: URL
  readonly status: number
  /** The HTML of the page after its scripts have run. */
  readonly html: string
  /** Returns a picture of the page, PNG in base64, with secrets masked; undefined when the page is gone. */
  picture(mask: (text: string) => string): Promise<string | undefined>
}

export interface PagesOptions extends SettleOptions, HopRecordOptions {
  readonly context: BrowserContext
  /** Called with every page before anything is pressed on it. */
  readonly onPage: (page: ChromiumPage) => Promise<void>
}

/** What the tabs of a context show. */
export interface Pages {
  readonly context: BrowserContext
  /**
   * Returns the number of documents that were requested so far. Call it before a navigation, and pass the result as
   * `before`.
   */
  mark(): number
  /** Waits until the navigation that began after `before` has ended. */
  settled(before: number, still?: number): Promise<Settled>
  /**
   * The same as `settled`, but for a navigation that this tool began itself, and that is therefore certain to come.
   * Waits longer, because a busy computer can take long until Chromium requests the page.
   */
  begun(before: number): Promise<Settled>
  /** Reads the page that the tab shows; undefined when the tab shows no page. */
  read(): Promise<PageReading | undefined>
  /**
   * Returns the end of a navigation, and records its requests.
   * @param held the kind of end for a document that was held
   * @throws CliError when the certificate is not trusted, or Chromium has ended
   */
  end(settled: Settled, held: 'slack' | 'elsewhere'): Promise<End>
  /** Reports the page that the tab shows to `onPage`. */
  show(request: DocumentRequest, reading: PageReading): Promise<void>
}

export function createPages({ context, onPage, ...options }: PagesOptions): Pages {
  const { onAnswer, onResource, patience } = options
  const record = recordHops(context, options)
  const { trail } = context

  const read = async () => (await context.tab.run(readPage(longestPage))) as PageReading | undefined
  /** Reports the page as the server sent it. That text can contain secrets that a script removes. */
  const reportSource = async (page: Page, id: string, tab: ChromiumTab) => {
    const { body, base64Encoded } = await tab.send('Network.getResponseBody', { requestId: id })
    if (!base64Encoded) onAnswer({ ...page, text: body.slice(0, longestPage), cookies: [] }, options.hops.at(-1))
  }
  const show = async (request: DocumentRequest, { html }: PageReading) => {
    const status = request.answer?.status ?? 0
    const { tab } = context
    await onPage({ url: request.url, status, html, picture: (mask) => pictureOf(tab, mask) })
  }
  const settled: Pages['settled'] = async (before, still) => {
    try {
      return await settle(context, options, { before, ...(still !== undefined && { still }) })
    } catch (error) {
      throw error instanceof CdpError ? browserEnded(error) : error
    }
  }
  return {
    context,
    mark: () => trail.documents.length,
    settled,
    async begun(before) {
      const end = await settled(before, patience)
      if (end.kind === 'same') throw browserEnded(new CdpError('Chromium did not open the page', true))
      return end
    },
    read,
    show,
    async end(settled, held) {
      // If a page navigates by itself to a host that is not visited, that page is the last page.
      const isLeft = settled.kind === 'held' && held === 'elsewhere' && !settled.held.isRedirect
      if (settled.kind === 'held' && !isLeft) {
        const last = await record.take(() => undefined)
        return { kind: held, url: settled.held.url, last }
      }
      if (settled.kind === 'gone') throw browserEnded()
      // Chromium answers no command about a page while a navigation away from it is held.
      if (isLeft) await settled.held.drop()
      const isOlder = settled.kind === 'same' || settled.kind === 'held'
      const request = isOlder ? trail.documents.findLast(({ isKept, answer }) => !isKept && answer) : settled.request
      if (!request) throw browserEnded()
      const reading = context.tab.document?.loader === request.id ? await read() : undefined
      const last = await record.take((one) => (one === request ? (reading?.html ?? '') : undefined))
      if (isRedirectLoop(request)) return { kind: 'loop', url: request.url, last }
      if (settled.kind === 'silent')
        return { kind: 'silent', url: request.url, says: `no answer within ${patience / 1000} s` }
      const target = request.answer?.location
      // An address of another program, such as slack://open, loads no page in Chromium, so the navigation ends at this
      // address.
      if (target && !/^https?:$/.test(target.protocol)) return { kind: held, url: target, last }
      if (!request.answer) return noPage(request)
      const { url, answer } = request
      const text = reading?.html ?? ''
      const { status, rest: headers } = answer
      const page: Page = { kind: 'page', url, status, text, location: undefined, headers }
      if (reading) {
        await reportSource(page, request.id, context.tab).catch(() => {})
        await show(request, reading)
        for (const one of await context.resources.take()) onResource(one, url, options.hops.at(-1))
      }
      return page
    },
  }
}

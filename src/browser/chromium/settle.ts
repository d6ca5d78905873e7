import type { RunClock } from '../../runtime/context.ts'
import type { BrowserContext } from './context.ts'
import type { DocumentRequest } from './document-trail.ts'
import { isFinished } from './finished-page.ts'
import type { HeldRequest } from './interception.ts'

/** How a navigation of Chromium ended. */
export type Settled =
  | { readonly kind: 'held'; readonly held: HeldRequest }
  /** A page has arrived, possibly with an error status. */
  | { readonly kind: 'page'; readonly request: DocumentRequest }
  /** `failed`: the request failed without an answer. `silent`: no answer came within the time limit. */
  | { readonly kind: 'failed' | 'silent'; readonly request: DocumentRequest }
  /** Nothing was requested. */
  | { readonly kind: 'same' }
  /** The tab was closed, or it crashed. */
  | { readonly kind: 'gone' }

export interface SettleOptions {
  readonly clock: RunClock
  readonly signal: AbortSignal
  /** The time limit for each request, in milliseconds. */
  readonly patience: number
}

/** How long a page that can change must be without requests before it counts as finished, in milliseconds. */
const quiet = 300
/** How long a page may send further requests after it has loaded, in milliseconds. Some pages never stop. */
const mostLater = 3000
/** How long Chromium may take from an error to the next navigation of the page, in milliseconds. */
const grace = 150
const pause = 20

/**
 * Waits until the navigation that was just begun has ended: at a held request, at a page that is quiet, or without an
 * answer.
 * @param before the number of documents that were requested before the navigation
 * @param still how long to wait for a navigation of the page's scripts, in milliseconds
 * @throws the reason of `signal` after an abort
 */
export async function settle(
  context: BrowserContext,
  { clock, signal, patience }: SettleOptions,
  { before, still = 400 }: { readonly before: number; readonly still?: number },
): Promise<Settled> {
  const start = clock.now()
  let lookedAt: DocumentRequest | undefined
  for (;;) {
    const { held, trail } = context
    const now = clock.now()
    if (held) return { kind: 'held', held }
    const request = trail.documents.length > before ? trail.documents.at(-1) : undefined
    // A window that a page opened may close itself after its last page.
    const tab = (request && context.tabOf(request.session)) ?? context.tab
    const isQuiet = tab.pending() === 0 && now - tab.lastActivity() >= quiet
    if (tab.isGone) return request?.answer && !request.isKept ? { kind: 'page', request } : { kind: 'gone' }
    if (!request || (request.isKept && request.failed !== undefined)) {
      if ((now - start >= still && isQuiet) || now - start >= still + mostLater) return { kind: 'same' }
    } else {
      const waited = now - request.since
      const { document } = tab
      if (document?.loader === request.id) {
        const { loadedAt } = document
        const isDone = loadedAt !== undefined && (isQuiet || now - loadedAt >= mostLater)
        if (isDone || waited >= patience) return { kind: 'page', request }
        if (loadedAt !== undefined && lookedAt !== request) {
          lookedAt = request
          if ((await isFinished(tab, request)) && tab.document === document) return { kind: 'page', request }
          continue
        }
      } else if (request.failed !== undefined && now - tab.lastActivity() >= grace) {
        // A download, or an answer without a page, is an answer too.
        return { kind: request.answer ? 'page' : 'failed', request }
      } else if (waited >= patience) return { kind: request.answer ? 'page' : 'silent', request }
    }
    await clock.sleep(pause, signal)
  }
}

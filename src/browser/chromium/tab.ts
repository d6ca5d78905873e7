import { isDestructive } from '../purpose.ts'
import { type Cdp, CdpError } from './cdp.ts'
import type { CdpCommands } from './cdp-types.ts'

/** The document that a tab shows. */
export interface ShownDocument {
  /** The id of the request that loaded it. */
  readonly loader: string
  readonly url: URL
  /** When its `load` event came, in milliseconds since 1970; undefined before. */
  loadedAt: number | undefined
}

/** One tab or window, and what it is loading. */
export interface ChromiumTab {
  readonly session: string
  /** The id of its main frame. */
  readonly frame: string
  /** The document that it shows; undefined before the first one, and after Chromium’s own error page. */
  readonly document: ShownDocument | undefined
  /** Whether the tab is closed, or its process has crashed. */
  readonly isGone: boolean
  /** Returns how many requests wait for an answer. */
  pending(): number
  /** When the last request began or ended, in milliseconds since 1970. */
  lastActivity(): number
  /** Sends a command to the page. @throws CdpError when Chromium refuses it, or the tab is gone */
  send<Name extends keyof CdpCommands>(method: Name, params: CdpCommands[Name][0]): Promise<CdpCommands[Name][1]>
  /**
   * Runs a script in the page, isolated from the page's own scripts. Returns the value of the script; undefined when
   * the page has gone meanwhile.
   */
  run(expression: string): Promise<unknown>
}

/** The maximum size of a loaded page, in bytes. Loading stops at this size, because a page can be endless. */
const largestPage = 20_000_000

/** Requests of these kinds stay open for as long as the page is open. */
const unending = ['EventSource', 'WebSocket', 'Media', 'Ping', 'SignedExchange']

/** Watches a new tab. @param now returns milliseconds since 1970 */
export function watchTab(
  cdp: Cdp,
  { session, frame, now }: Pick<ChromiumTab, 'session' | 'frame'> & { now: () => number },
): ChromiumTab {
  const pending = new Set<string>()
  const sizes = new Map<string, number>()
  let active = now()
  let document: ShownDocument | undefined
  let isGone = false
  const mine =
    <Event>(handle: (event: Event) => void) =>
    (event: Event, from: string | undefined) => {
      if (from === session) handle(event)
    }
  const send: ChromiumTab['send'] = async (method, params) => await cdp.send(method, params, session)
  const ended = ({ requestId }: { requestId: string }) => {
    pending.delete(requestId)
    active = now()
  }
  cdp.on(
    'Network.requestWillBeSent',
    mine(({ requestId, type = '', request }) => {
      if (unending.includes(type) || !/^https?:/.test(request.url)) return
      pending.add(requestId)
      active = now()
    }),
  )
  cdp.on('Network.loadingFinished', mine(ended))
  cdp.on('Network.loadingFailed', mine(ended))
  cdp.on(
    'Network.dataReceived',
    mine(({ requestId, dataLength }) => {
      const size = (sizes.get(requestId) ?? 0) + dataLength
      sizes.set(requestId, size)
      if (size > largestPage && size - dataLength <= largestPage) void send('Page.stopLoading', {}).catch(() => {})
    }),
  )
  cdp.on(
    'Page.frameNavigated',
    mine(({ frame: { parentId, url, loaderId } }) => {
      if (parentId !== undefined) return
      const isPage = /^https?:/.test(url)
      document = isPage ? { loader: loaderId, url: new URL(url), loadedAt: undefined } : undefined
      active = now()
    }),
  )
  cdp.on(
    'Page.loadEventFired',
    mine(() => {
      if (document) document.loadedAt = now()
    }),
  )
  cdp.on('Target.detachedFromTarget', ({ sessionId }) => {
    isGone ||= sessionId === session
  })
  cdp.on(
    'Inspector.targetCrashed',
    mine(() => {
      isGone = true
    }),
  )
  // A dialog stops the page until it is answered. It is answered as by a person who wants to install the app.
  cdp.on(
    'Page.javascriptDialogOpening',
    mine(({ message }) => {
      void send('Page.handleJavaScriptDialog', { accept: !isDestructive(message) }).catch(() => {})
    }),
  )
  return {
    session,
    frame,
    get document() {
      return document
    },
    get isGone() {
      return isGone
    },
    pending: () => pending.size,
    lastActivity: () => active,
    send,
    async run(expression) {
      try {
        const world = await send('Page.createIsolatedWorld', { frameId: frame, worldName: 'slack-tokens' })
        const { result } = await send('Runtime.evaluate', {
          expression,
          contextId: world.executionContextId,
          returnByValue: true,
        })
        return result.value
      } catch (error) {
        if (error instanceof CdpError) return undefined
        throw error
      }
    },
  }
}

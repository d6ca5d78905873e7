import { longestPage } from '../read-text.ts'
import type { Cdp } from './cdp.ts'

/** A request that a page sent after it was loaded, for a script, data, an image or something else. */
export interface Resource {
  readonly url: URL
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** The text of a script or of data; empty for anything else, and while no answer has come. */
  readonly text: string
}

/** The requests of a context that are not for documents. */
export interface ResourceTrail {
  /** Returns the requests since the last call. */
  take(): Promise<readonly Resource[]>
}

interface PendingResource {
  readonly url: URL
  readonly hasText: boolean
  status: number
  headers: Readonly<Record<string, string>>
  text: Promise<string>
}

/** The maximum numbers of requests, and of texts, that are kept until the next `take`. */
const mostRequests = 500
const mostTexts = 50

/** Records the requests in a context that are not for documents, from now on. */
export function followResources(cdp: Cdp, isOwn: (session: string | undefined) => boolean): ResourceTrail {
  let waiting = new Map<string, PendingResource>()
  let texts = 0
  cdp.on('Network.requestWillBeSent', ({ requestId, request, type = '' }, session) => {
    if (!isOwn(session) || type === 'Document' || !/^https?:/.test(request.url) || waiting.size >= mostRequests) return
    const hasText = /^(?:Script|XHR|Fetch)$/.test(type)
    const text = Promise.resolve('')
    waiting.set(requestId, { url: new URL(request.url), hasText, status: 0, headers: {}, text })
  })
  cdp.on('Network.responseReceivedExtraInfo', ({ requestId, headers, statusCode }) => {
    const one = waiting.get(requestId)
    if (!one) return
    const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
    one.status = statusCode
    one.headers = Object.fromEntries(named.filter(([name]) => name !== 'set-cookie'))
  })
  cdp.on('Network.loadingFinished', ({ requestId }, session) => {
    const one = waiting.get(requestId)
    if (!one?.hasText || texts >= mostTexts) return
    texts += 1
    // The text is gone when the tab has left the page.
    one.text = cdp.send('Network.getResponseBody', { requestId }, session).then(
      ({ body, base64Encoded }) => (base64Encoded ? '' : body.slice(0, longestPage)),
      () => '',
    )
  })
  return {
    async take() {
      const taken = [...waiting.values()]
      waiting = new Map()
      texts = 0
      return await Promise.all(
        taken.map(async ({ url, status, headers, text }) => ({ url, status, headers, text: await text })),
      )
    },
  }
}

import type { Cdp } from './cdp.ts'
import type { CdpEvents } from './cdp-types.ts'

/** What Chromium really sent with a request. */
export interface SentCookies {
  /** The names of the cookies in the request, in their order. */
  readonly names: readonly string[]
  /** The stored cookies of the site that Chromium did not send, with Chromium’s reasons. */
  readonly blocked: ReadonlyMap<string, readonly string[]>
}

/** The cookies in one answer. */
export interface ReceivedCookies {
  readonly url: URL
  /** The `Set-Cookie` headers. */
  readonly headers: readonly string[]
  /** The headers that Chromium refused, with Chromium’s reasons. */
  readonly blocked: ReadonlyMap<string, readonly string[]>
}

export interface DocumentAnswer extends ReceivedCookies {
  readonly status: number
  /** The URL to which the answer redirects; undefined when it does not redirect. */
  readonly location: URL | undefined
  /** The headers without `Set-Cookie`, with their names in lower case. */
  readonly rest: Readonly<Record<string, string>>
}

/** One request for a document in a tab. Each redirect is a separate request. */
export interface DocumentRequest {
  /** The id in the `Network` events. All requests of one chain of redirects have the same id. */
  readonly id: string
  readonly verb: 'GET' | 'POST'
  readonly url: URL
  /** The page that sent the browser here; undefined for a URL that a person typed. */
  readonly from: URL | undefined
  /** The session of its tab. */
  readonly session: string
  /** When it began, in milliseconds since 1970. */
  readonly since: number
  sent?: SentCookies
  answer?: DocumentAnswer
  /** Chromium’s error, such as `net::ERR_CONNECTION_REFUSED`. */
  failed?: string
  /** Whether it was never sent: this tool held it, dropped it, or answered it itself. */
  isKept: boolean
  /** The cookies in the answers to the requests that the page sent after it was loaded. */
  readonly later: ReceivedCookies[]
}

/** The requests for documents of one browser context, in their order. */
export interface DocumentTrail {
  readonly documents: readonly DocumentRequest[]
  /** Marks the newest request with this id as not sent. */
  keep(id: string): void
}

export interface TrailOptions {
  readonly cdp: Cdp
  /** Whether a session belongs to a tab of the context. */
  readonly isOwn: (session: string | undefined) => boolean
  readonly isMainFrame: (frameId: string | undefined) => boolean
  /** Returns the page from which a new request of a tab comes; undefined for a URL that a person typed. */
  readonly from: (session: string | undefined) => URL | undefined
  readonly now: () => number
}

type SentInfo = CdpEvents['Network.requestWillBeSentExtraInfo']
type ReceivedInfo = CdpEvents['Network.responseReceivedExtraInfo']

interface Chain {
  readonly documents: DocumentRequest[]
  /** The events with the headers, in their order. They can arrive before the event of the request itself. */
  readonly sent: SentInfo[]
  readonly received: ReceivedInfo[]
  /** The URL of a request that is not for a document. */
  other?: URL
}

/** Records the requests for documents in a context from now on. */
export function followDocuments({ cdp, isOwn, isMainFrame, from, now }: TrailOptions): DocumentTrail {
  const documents: DocumentRequest[] = []
  const chains = new Map<string, Chain>()
  const chainOf = (id: string) => {
    const chain = chains.get(id) ?? { documents: [], sent: [], received: [] }
    chains.set(id, chain)
    return chain
  }
  /**
   * Assigns the headers to the requests. Chromium reports the headers in the order of the requests, but only for
   * requests that it really sent.
   */
  const join = ({ documents: own, sent, received }: Chain) => {
    const real = own.filter(({ isKept }) => !isKept)
    for (const [index, one] of real.entries()) {
      const [request, answer] = [sent[index], received[index]]
      if (request) one.sent = sentIn(request)
      if (answer) one.answer = answerIn(answer, one.url)
    }
  }
  cdp.on('Network.requestWillBeSent', ({ requestId, request, type, frameId }, session) => {
    // An address of another program, such as slack://open, loads no document: the tab keeps its page.
    if (!isOwn(session) || !/^https?:/.test(request.url)) return
    const chain = chainOf(requestId)
    if (type !== 'Document' || !isMainFrame(frameId)) {
      chain.other = new URL(request.url)
      return
    }
    const verb = request.method === 'POST' ? 'POST' : 'GET'
    const url = new URL(request.url)
    // For a redirect, the navigation comes from the same page as for the first request of the chain.
    const [first] = chain.documents
    const one: DocumentRequest = {
      ...{ id: requestId, verb, url, from: first ? first.from : from(session) },
      ...{ session: session ?? '', since: now(), isKept: false, later: [] },
    }
    chain.documents.push(one)
    documents.push(one)
    join(chain)
  })
  cdp.on('Network.requestWillBeSentExtraInfo', (event, session) => {
    if (!isOwn(session)) return
    const chain = chainOf(event.requestId)
    chain.sent.push(event)
    join(chain)
  })
  cdp.on('Network.responseReceivedExtraInfo', (event, session) => {
    if (!isOwn(session)) return
    const chain = chainOf(event.requestId)
    chain.received.push(event)
    join(chain)
    if (chain.documents.length === 0 && chain.other) documents.at(-1)?.later.push(cookiesIn(event, chain.other))
  })
  cdp.on('Network.loadingFailed', ({ requestId, errorText }, session) => {
    const last = isOwn(session) ? chains.get(requestId)?.documents.at(-1) : undefined
    if (last) last.failed = errorText
  })
  return {
    documents,
    keep(id) {
      const last = chains.get(id)?.documents.at(-1)
      if (last) last.isKept = true
    },
  }
}

function sentIn({ headers, associatedCookies }: SentInfo): SentCookies {
  const header = headerIn(headers, 'cookie') ?? ''
  return {
    names: header === '' ? [] : header.split('; ').map((pair) => pair.slice(0, Math.max(0, pair.indexOf('=')))),
    blocked: new Map(
      associatedCookies.flatMap(({ cookie, blockedReasons }) =>
        blockedReasons.length > 0 ? [[cookie.name, blockedReasons] as const] : [],
      ),
    ),
  }
}

function cookiesIn({ headers, blockedCookies }: ReceivedInfo, url: URL): ReceivedCookies {
  const lines = headerIn(headers, 'set-cookie')
  return {
    url,
    headers: lines === undefined ? [] : lines.split('\n'),
    blocked: new Map(blockedCookies.map(({ cookieLine, blockedReasons }) => [cookieLine.trim(), blockedReasons])),
  }
}

function answerIn(event: ReceivedInfo, url: URL): DocumentAnswer {
  const target = headerIn(event.headers, 'location')
  const isRedirect = event.statusCode >= 300 && event.statusCode < 400 && target !== undefined
  const location = isRedirect && URL.canParse(target, url.href) ? new URL(target, url) : undefined
  return { ...cookiesIn(event, url), status: event.statusCode, location, rest: restOf(event.headers) }
}

function restOf(headers: SentInfo['headers']): DocumentAnswer['rest'] {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  return Object.fromEntries(named.filter(([name]) => name !== 'set-cookie'))
}

function headerIn(headers: SentInfo['headers'], name: string): string | undefined {
  return Object.entries(headers).find(([one]) => one.toLowerCase() === name)?.[1]
}

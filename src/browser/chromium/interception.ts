import { asBrowsersGo, isAtSlack, isAuthorize } from '../urls.ts'
import type { CdpEvents } from './cdp-types.ts'
import type { DocumentTrail } from './document-trail.ts'
import type { ChromiumTab } from './tab.ts'

/** A request for a document that was stopped before it was sent. */
export interface HeldRequest {
  readonly url: URL
  /** Whether an answer redirected to this request; false when a page navigated by itself, or an element was pressed. */
  readonly isRedirect: boolean
  /** Sends the request. With `address`, sends it to that address instead of the address that the page requested. */
  go(address?: URL): Promise<void>
  /** Ends the navigation: the tab keeps the page that it shows. */
  drop(): Promise<void>
}

export interface InterceptionOptions {
  readonly trail: DocumentTrail
  /** Whether a host can be visited. */
  readonly allows: (url: URL) => boolean
  /** The base URL of the simulator. The simulator answers in place of Slack. */
  readonly simulator: URL
  /** Called with the host of a request that a page was not allowed to send. */
  readonly onRefused: (host: string) => void
}

/** Decides about every request of the tabs of one context, before it is sent. */
export interface Interception {
  /** Sets which documents are held. */
  holdWhere(isHeld: (url: URL) => boolean): void
  readonly held: HeldRequest | undefined
  /** Decides about one request. @throws CdpError when the tab is gone */
  decide(tab: ChromiumTab, event: CdpEvents['Fetch.requestPaused']): Promise<void>
}

/** A page of Slack that exists only in this tool. With it, a navigation can begin at Slack. */
export const blankPage = new URL('https://slack.com/slack-tokens-blank')

const blankBody = Buffer.from('<!doctype html><title>Slack</title>').toString('base64')

/** Creates the object that decides about requests. At first it holds no document. */
export function createInterception({ trail, allows, simulator, onRefused }: InterceptionOptions): Interception {
  let isHeld: (url: URL) => boolean = () => false
  let held: HeldRequest | undefined
  const hold = (tab: ChromiumTab, requestId: string, { id, url }: { id: string; url: URL }) => {
    held = {
      url,
      isRedirect: trail.documents.filter((one) => one.id === id).length > 1,
      async go(address) {
        held = undefined
        await tab.send('Fetch.continueRequest', { requestId, ...(address && { url: address.href }) })
      },
      async drop() {
        held = undefined
        trail.keep(id)
        await tab.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      },
    }
  }
  return {
    holdWhere(rule) {
      isHeld = rule
    },
    get held() {
      return held
    },
    async decide(tab, { requestId, networkId = '', request, resourceType, frameId }) {
      const url = new URL(request.url)
      if (resourceType === 'Document' && frameId === tab.frame) {
        const target = atSlack(url, simulator)
        const answer = url.href === blankPage.href ? blankAnswer : target && redirectTo(target)
        if (answer) {
          trail.keep(networkId)
          await tab.send('Fetch.fulfillRequest', { requestId, ...answer })
        } else if (isHeld(url)) hold(tab, requestId, { id: networkId, url })
        else await tab.send('Fetch.continueRequest', { requestId })
        return
      }
      // A person’s browser requests this icon too, but the app’s output is easier to read without this request.
      const isIcon = url.pathname === '/favicon.ico'
      if (!isIcon && (!/^https?:/.test(url.protocol) || allows(url))) {
        await tab.send('Fetch.continueRequest', { requestId })
        return
      }
      if (!isIcon && !isAtSlack(url)) onRefused(url.host)
      await tab.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' })
    },
  }
}

/**
 * Returns the address at Slack that a browser really opens; undefined when it is `url` itself. A link to the simulator
 * becomes a link to Slack, so that Slack and the app are different sites, as in reality.
 */
function atSlack(url: URL, simulator: URL): URL | undefined {
  if (url.origin === simulator.origin && isAuthorize(url, simulator)) {
    return new URL(url.pathname + url.search, 'https://slack.com')
  }
  const gone = asBrowsersGo(url)
  return gone.href === url.href ? undefined : gone
}

const blankAnswer = {
  responseCode: 200,
  responseHeaders: [{ name: 'content-type', value: 'text/html' }],
  body: blankBody,
}

function redirectTo({ href }: URL) {
  return { responseCode: 307, responseHeaders: [{ name: 'location', value: href }] }
}

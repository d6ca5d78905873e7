import { isAtSlack } from '../urls.ts'
import type { Cdp } from './cdp.ts'
import { type DocumentTrail, followDocuments } from './document-trail.ts'
import { blankPage, createInterception, type HeldRequest, type Interception } from './interception.ts'
import { followResources, type ResourceTrail } from './resources.ts'
import { type ChromiumTab, watchTab } from './tab.ts'
import type { IsTrusted } from './trust.ts'

export interface ContextOptions {
  readonly cdp: Cdp
  /** Whether a host can be visited. */
  readonly allows: (url: URL) => boolean
  /** The base URL of the simulator. The simulator answers in place of Slack. */
  readonly simulator: URL
  /** Returns milliseconds since 1970. */
  readonly now: () => number
  /** Whether this tool trusts a certificate that Chromium does not trust. */
  readonly isTrusted: IsTrusted
}

/** A browser without cookies, separate from the other contexts of the same Chromium. */
export interface BrowserContext extends Pick<Interception, 'holdWhere'> {
  readonly trail: DocumentTrail
  readonly resources: ResourceTrail
  /** The newest open tab; when all tabs are closed, the last one. */
  readonly tab: ChromiumTab
  /** Returns the tab with this session. */
  tabOf(session: string): ChromiumTab | undefined
  readonly held: HeldRequest | undefined
  /** Hosts that are not allowed, but from which a page wanted to load something. */
  readonly refusedHosts: ReadonlySet<string>
  /** Opens an address as if a person typed it. Does not wait for the page. */
  open(url: URL): void
  /** Opens an address from the page that the tab shows. Does not wait for the page. */
  openFromPage(url: URL): Promise<void>
  /**
   * Opens an empty page of Slack, unless the tab already shows a page of Slack. Returns whether it opened the empty
   * page.
   */
  openSlack(): boolean
  close(): Promise<void>
}

/** Opens a context with one empty tab. */
export async function openContext(options: ContextOptions): Promise<BrowserContext> {
  const { allows, simulator, now, isTrusted } = options
  const { cdp, off } = scoped(options.cdp)
  const { browserContextId } = await cdp.send('Target.createBrowserContext', { disposeOnDetach: true })
  const tabs: ChromiumTab[] = []
  const refusedHosts = new Set<string>()
  let isTyped = false
  const tabOf = (session: string | undefined) => tabs.find((one) => one.session === session)
  const trail = followDocuments({
    cdp,
    now,
    isOwn: (session) => tabOf(session) !== undefined,
    isMainFrame: (frame) => tabs.some((one) => one.frame === frame),
    from(session) {
      // The first document of a new window comes from the page that opened the window.
      const page = (tabOf(session)?.document ?? tabs.at(-2)?.document)?.url
      const from = isTyped ? undefined : page
      isTyped = false
      return from
    },
  })
  const resources = followResources(cdp, (session) => tabOf(session) !== undefined)
  const interception = createInterception({ trail, allows, simulator, onRefused: (host) => refusedHosts.add(host) })
  const first = new Promise<void>((resolve, reject) => {
    cdp.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.browserContextId !== browserContextId) return
      const tab = watchTab(cdp, { session: sessionId, frame: targetInfo.targetId, now })
      tabs.push(tab)
      prepare(tab).then(resolve, reject)
    })
  })
  cdp.on('Fetch.requestPaused', (event, session) => {
    const tab = tabOf(session)
    if (tab) ignoreGone(interception.decide(tab, event))
  })
  cdp.on('Security.certificateError', ({ eventId, requestURL }, session) => {
    const tab = tabOf(session)
    if (!tab) return
    const decided = isTrusted(new URL(requestURL)).then((isGood) =>
      tab.send('Security.handleCertificateError', { eventId, action: isGood ? 'continue' : 'cancel' }),
    )
    ignoreGone(decided)
  })
  await cdp.send('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId })
  await cdp.send('Target.createTarget', { url: 'about:blank', browserContextId })
  await first

  const current = () => {
    const tab = tabs.findLast(({ isGone }) => !isGone) ?? tabs.at(-1)
    if (!tab) throw new Error('Chromium opened no tab')
    return tab
  }
  const open = (url: URL) => {
    isTyped = true
    // Chromium answers this command only after the page has arrived.
    ignoreGone(current().send('Page.navigate', { url: url.href }))
  }
  return {
    trail,
    resources,
    refusedHosts,
    tabOf,
    holdWhere: interception.holdWhere,
    open,
    get tab() {
      return current()
    },
    get held() {
      return interception.held
    },
    openSlack() {
      const { document } = current()
      if (document && isAtSlack(document.url)) return false
      open(blankPage)
      return true
    },
    async openFromPage(url) {
      await current().run(`void location.assign(${JSON.stringify(url.href)})`)
    },
    async close() {
      off()
      await cdp.send('Target.disposeBrowserContext', { browserContextId }).catch(() => {})
    },
  }
}

/**
 * Prepares a new tab. The tab waits until it is prepared. Chromium runs the commands in their order; some tabs answer
 * only after the last command.
 */
async function prepare(tab: ChromiumTab): Promise<void> {
  await Promise.all([
    tab.send('Network.enable', {}),
    tab.send('Network.setCacheDisabled', { cacheDisabled: true }),
    tab.send('Page.enable', {}),
    tab.send('Security.enable', {}),
    tab.send('Security.setOverrideCertificateErrors', { override: true }),
    tab.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    tab.send('Runtime.runIfWaitingForDebugger', {}),
  ])
}

/** Returns the connection with a function that ends all its event handlers. */
function scoped(cdp: Cdp): { readonly cdp: Cdp; readonly off: () => void } {
  const offs: (() => void)[] = []
  const on: Cdp['on'] = (method, handler) => {
    const off = cdp.on(method, handler)
    offs.push(off)
    return off
  }
  return {
    cdp: { ...cdp, on },
    off() {
      for (const off of offs) off()
    },
  }
}

/** Ignores the error for a tab that was closed meanwhile: the code that waits for the tab sees that the tab is gone. */
function ignoreGone(work: Promise<unknown>): void {
  work.catch(() => {})
}

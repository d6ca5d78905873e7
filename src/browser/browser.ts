import { CliError } from '../errors.ts'
import { isLoopback } from '../net/is-loopback.ts'
import { createJar } from './cookie-jar.ts'
import type { Hop, LoadedPage, NoPage, Page } from './hop.ts'
import { navigate } from './navigate.ts'
import { excerpt } from './page.ts'
import type { Send } from './send.ts'
import { isAtSlack, shownUrl } from './urls.ts'

export interface BrowserOptions {
  readonly send: Send
  readonly signal: AbortSignal
  /** The time limit for each request, in milliseconds. */
  readonly patience: number
  /** The hosts that can be visited in addition to this computer. Slack's own hosts are never visited. */
  readonly allowedHosts: readonly string[] | 'all'
  /** Returns the hint for a host that cannot be visited. */
  readonly hintFor?: (url: URL) => string
}

/** A browser that loads pages and stores cookies as a person's browser does, but does not follow redirects. */
export interface Browser {
  readonly hops: Hop[]
  /** Returns whether `url` can be visited. */
  allows(url: URL): boolean
  /**
   * Checks that `url` can be visited.
   * @throws CliError with the exit reason `usage` when the host is neither on this computer nor allowed
   */
  check(url: URL): void
  /**
   * Loads the page at `url`, and records the request in `hops`.
   * @param crossSite whether another site sent the browser to `url`
   * @param body the body of a form that is posted; undefined for a GET
   * @throws CliError with the exit reason `usage` when the host is neither on this computer nor allowed, and with
   * `failed` when the certificate is not trusted
   */
  visit(url: URL, crossSite: boolean, body?: string): Promise<LoadedPage | NoPage>
  /** Loads what a page of the same origin names, such as a script, with the browser’s cookies. Records no request. */
  load(url: URL): Promise<LoadedPage | NoPage>
}

export function createBrowser(options: BrowserOptions): Browser {
  const jar = createJar()
  const hops: Hop[] = []
  const check = (url: URL) => checkHost(url, options.allowedHosts, options.hintFor)
  return {
    hops,
    allows: (url) => isAllowed(url, options.allowedHosts),
    check,
    async load(url) {
      check(url)
      const { header } = await jar.headerFor(url, false)
      const answer = await navigate({ url, cookie: header, body: undefined }, options)
      if (answer.kind === 'page') await jar.take(url, answer.cookies)
      return answer
    },
    async visit(url, crossSite, body) {
      check(url)
      const { header, sent } = await jar.headerFor(url, crossSite)
      const lost = await jar.lostAt(url, crossSite)
      const answer = await navigate({ url, cookie: header, body }, options)
      const hop = { verb: body === undefined ? 'GET' : 'POST', url: shownUrl(url), at: 'app', sent } as const
      if (answer.kind !== 'page') {
        hops.push({ ...hop, status: null, set: [], deleted: [], lost, means: answer.says })
        return answer
      }
      const { set, deleted, refused } = await jar.take(url, answer.cookies)
      hops.push({ ...hop, status: answer.status, set, deleted, lost: [...lost, ...refused], means: meaning(answer) })
      return answer
    },
  }
}

/** Whether `url` can be visited: it is on this computer, or its host is allowed. */
export function isAllowed(url: URL, hosts: BrowserOptions['allowedHosts']): boolean {
  const named = isLoopback(url) || hosts === 'all' || hosts.includes(url.hostname)
  return /^https?:$/.test(url.protocol) && named && !isAtSlack(url)
}

/**
 * Checks that the host of `url` can be visited.
 * @throws CliError with the code `slack_host` when the host is one of Slack's, and with `not_loopback` when the host is
 * neither on this computer nor allowed
 */
export function checkHost(
  url: URL,
  hosts: BrowserOptions['allowedHosts'],
  hintFor: (url: URL) => string = () => 'Give the app a redirect URL on localhost',
): void {
  if (isAtSlack(url)) throw realSlack(url)
  if (isAllowed(url, hosts)) return
  throw new CliError('usage', `${url.host || url.protocol} is not on this computer, so nothing is sent there`, {
    code: 'not_loopback',
    hint: hintFor(url),
  })
}

/**
 * Returns the error for a URL on a host of Slack. These hosts are never visited, even with `allowedHosts: 'all'`,
 * because no person is at this browser, and the simulator replaces Slack's pages.
 */
function realSlack({ host, protocol, pathname }: URL): CliError {
  return new CliError('usage', `${host || protocol}${pathname} is Slack itself, and nothing is sent there`, {
    code: 'slack_host',
    hint: 'Give an address of the app itself: slack-tokens drive http://localhost:3000/slack/install',
  })
}

function meaning({ status, location, text }: Page): string {
  if (location) return `→ ${shownUrl(location).split('?')[0]}`
  return status < 400 ? excerpt(text) : `refused: ${excerpt(text)}`
}

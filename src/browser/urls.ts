import { isLoopback } from '../net/is-loopback.ts'
import { isClientId } from '../slack/facts/id-forms.ts'

/** Where an address leads: to this computer, to Slack's consent page, elsewhere at Slack, or to somebody else. */

const authorizePaths = ['/oauth/v2/authorize', '/oauth/v2_user/authorize', '/oauth/authorize', '/oauth']

/** Whether this is the page where Slack asks a person, at Slack itself or at the simulator whose base URL is given. */
export function isAuthorize(url: URL, simulator: URL): boolean {
  if (!authorizePaths.includes(url.pathname.replace(/\/$/, ''))) return false
  return isAtSlack(url) || (isLoopback(url) && url.port === simulator.port)
}

/** slack.com, a workspace's host, GovSlack, its other domains, or the desktop app by its own scheme. */
export function isAtSlack({ protocol, hostname }: URL): boolean {
  return protocol === 'slack:' || isSlackHost(hostname)
}

/** Whether Slack itself answers there: no hint may name such a host, and nothing is sent to it. */
export function isSlackHost(hostname: string): boolean {
  return /(^|\.)(?:slack(?:-gov|-edge|-files|-imgs)?\.com|slackb\.com|slack-redir\.net)\.?$/i.test(hostname)
}

/** The address that a browser asks for: Slack's hosts take https alone, and a dot at the end of a name means nothing. */
export function asBrowsersGo(url: URL): URL {
  if (!isSlackHost(url.hostname)) return url
  const gone = new URL(url)
  gone.hostname = url.hostname.replace(/\.$/, '')
  if (url.protocol === 'http:') gone.protocol = 'https:'
  return gone
}

/** Whether this is Slack's consent page on loopback, by its path and client id, and yet not at `simulator`. */
export function isOtherSimulator(url: URL, simulator: URL): boolean {
  if (!isLoopback(url) || url.port === simulator.port) return false
  if (!authorizePaths.includes(url.pathname.replace(/\/$/, ''))) return false
  return isClientId(url.searchParams.get('client_id') ?? '')
}

/** “Sign in with Slack”, which tells who somebody is and installs nothing. */
export function isSignIn(url: URL): boolean {
  return isAtSlack(url) && url.pathname.startsWith('/openid/')
}

/** The address without what must not be shown: the values of code and state. */
export function shownUrl(url: URL): string {
  const shown = new URL(url)
  for (const name of ['code', 'state']) if (shown.searchParams.has(name)) shown.searchParams.set(name, '…')
  return shown.href.replaceAll('%E2%80%A6', '…')
}

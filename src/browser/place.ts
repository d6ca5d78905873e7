import { isLoopback } from '../is-loopback.ts'

/** Where an address leads: to this computer, to Slack's consent page, elsewhere at Slack, or to somebody else. */

const authorizePaths = ['/oauth/v2/authorize', '/oauth/v2_user/authorize', '/oauth/authorize', '/oauth']

/** Whether this is the page where Slack asks a person, at Slack itself or at the simulator whose base URL is given. */
export function isAuthorize(url: URL, simulator: URL): boolean {
  if (!authorizePaths.includes(url.pathname.replace(/\/$/, ''))) return false
  return isAtSlack(url) || (isLoopback(url) && url.port === simulator.port)
}

/** slack.com, a workspace's host, GovSlack, or the desktop app by its own scheme. */
export function isAtSlack({ protocol, hostname }: URL): boolean {
  return protocol === 'slack:' || /(^|\.)slack(-gov)?\.com$/.test(hostname)
}

/** The address without what must not be shown: the values of code and state. */
export function shownUrl(url: URL): string {
  const shown = new URL(url)
  for (const name of ['code', 'state']) if (shown.searchParams.has(name)) shown.searchParams.set(name, '…')
  return shown.href.replaceAll('%E2%80%A6', '…')
}

import { isLoopback } from '../net/is-loopback.ts'
import { isClientId } from '../slack/facts/id-forms.ts'

/** Functions that classify URLs: this computer, Slack's consent page, other pages of Slack, other hosts. */

const authorizePaths = ['/oauth/v2/authorize', '/oauth/v2_user/authorize', '/oauth/authorize', '/oauth']

/** Whether `url` is the consent page of Slack or of the simulator with the base URL `simulator`. */
export function isAuthorize(url: URL, simulator: URL): boolean {
  if (!authorizePaths.includes(url.pathname.replace(/\/$/, ''))) return false
  return isAtSlack(url) || (isLoopback(url) && url.port === simulator.port)
}

/**
 * Whether `url` belongs to Slack: slack.com, the host of a workspace, GovSlack, another domain of Slack, or the
 * `slack:` scheme.
 */
export function isAtSlack({ protocol, hostname }: URL): boolean {
  return protocol === 'slack:' || isSlackHost(hostname)
}

/** Whether a host belongs to Slack. Nothing is sent to such a host, and no hint suggests one. */
export function isSlackHost(hostname: string): boolean {
  return /(^|\.)(?:slack(?:-gov|-edge|-files|-imgs)?\.com|slackb\.com|slack-redir\.net)\.?$/i.test(hostname)
}

/**
 * Returns the URL that a browser really requests: https for Slack's hosts, and without a dot at the end of the host.
 */
export function asBrowsersGo(url: URL): URL {
  if (!isSlackHost(url.hostname)) return url
  const gone = new URL(url)
  gone.hostname = url.hostname.replace(/\.$/, '')
  if (url.protocol === 'http:') gone.protocol = 'https:'
  return gone
}

/**
 * Whether `url` looks like the consent page of a simulator other than `simulator`: it has a loopback host, the path of
 * a consent page, and a client id.
 */
export function isOtherSimulator(url: URL, simulator: URL): boolean {
  if (!isLoopback(url) || url.port === simulator.port) return false
  if (!authorizePaths.includes(url.pathname.replace(/\/$/, ''))) return false
  return isClientId(url.searchParams.get('client_id') ?? '')
}

/**
 * Whether `url` is a page of “Sign in with Slack”. Such a page identifies a person and does not install an app. It is
 * the page of OpenID, or a consent page that requests only the older scopes, `identity.basic` and others. Slack does
 * not combine these scopes with other scopes (docs.slack.dev/authentication/installing-with-oauth).
 */
export function isSignIn(url: URL): boolean {
  if (isAtSlack(url) && url.pathname.startsWith('/openid/')) return true
  const scopes = ['scope', 'user_scope'].flatMap((name) => (url.searchParams.get(name) ?? '').split(/[\s,]+/))
  const named = scopes.filter((scope) => scope !== '')
  return named.length > 0 && named.every((scope) => scope.startsWith('identity.'))
}

/** Returns the URL as text, with the values of `code` and `state`, the name and the password masked. */
export function shownUrl(url: URL): string {
  const shown = new URL(url)
  if (shown.username !== '' || shown.password !== '') [shown.username, shown.password] = ['…', '']
  for (const name of ['code', 'state']) if (shown.searchParams.has(name)) shown.searchParams.set(name, '…')
  return shown.href.replaceAll('%E2%80%A6', '…')
}

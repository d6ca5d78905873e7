import { isLoopback } from '../../net/is-loopback.ts'
import { isClientId } from '../../slack/facts/id-forms.ts'
import { lettersApart } from '../../slack/facts/nearest.ts'
import { slackDomain } from '../../slack/facts/slack-domain.ts'
import type { LinkPage } from './types.ts'

export const paths: Readonly<Record<LinkPage, string>> = {
  v1: '/oauth/authorize',
  v2: '/oauth/v2/authorize',
  v2_user: '/oauth/v2_user/authorize',
  openid: '/openid/connect/authorize',
}

/** Returns the install or sign-in page that an address opens. Undefined for any other address. */
export function pageOf({ pathname, searchParams }: URL): LinkPage | undefined {
  // After the sign-in, Slack moves the address to the host of the workspace, with the path `/oauth` or `/oauth/reflow`.
  if (pathname === '/oauth' || pathname === '/oauth/')
    return searchParams.get('granular_bot_scope') === '0' ? 'v1' : 'v2'
  if (pathname === '/oauth/reflow') return searchParams.get('granular_bot_scope') === '1' ? 'v2' : 'v1'
  return (['v1', 'v2', 'v2_user', 'openid'] as const).find((page) => paths[page] === pathname)
}

const namesApp = /[?&]\s?(?:client|app)[\s_-]?id|[?&][\w-]{0,20}scope/i

/**
 * Returns the page that was probably meant by a wrong path, such as `/oauth/v2/authorise`. Undefined for any other
 * path.
 */
export function meantPage(url: URL): LinkPage | undefined {
  const path = url.pathname.toLowerCase()
  const asks = namesApp.test(url.search)
  if (!/auth?ori[sz]/.test(path) && !(asks && /^\/(?:oauth2?|openid)\b/.test(path))) return undefined
  // An app's own routes on localhost can look like Slack's.
  if (isLoopback(url)) return pageOf(new URL(path.replace(/\/$/, ''), url))
  if (/openid|oidc/.test(path)) return 'openid'
  if (/v2[_.-]?user/.test(path)) return 'v2_user'
  return /^\/oauth\/\w+\/?$/.test(path) ? 'v1' : 'v2'
}

/** Whether the host belongs to Slack. */
export function isSlackHost({ hostname }: URL): boolean {
  return slackDomain(hostname) !== undefined
}

/** Subdomains of slack.com that are no workspaces and have no install pages. */
const otherSites = [
  'api',
  'app',
  'hooks',
  'files',
  'edgeapi',
  'status',
  'docs',
  'tools',
  'mcp',
  'a',
  'my',
  'get',
  'join',
]

/** Whether the host has install pages: slack.com, slack-gov.com, or the host of a workspace such as acme.slack.com. */
export function hasInstallPages(url: URL): boolean {
  if (!isSlackHost(url)) return false
  const site = /^([^.]+)\.slack(?:-gov)?\.com$/.exec(url.hostname)?.[1]
  return site === undefined || !otherSites.includes(site)
}

/** Whether the address is meant to be Slack's, but has another host: `slack.co`, `slack.com.example.test`. */
export function resemblesSlack(url: URL): boolean {
  const { hostname, searchParams: query, pathname } = url
  if (!/^\/(?:oauth|openid|authori[sz]e)/i.test(pathname) || !namesApp.test(url.search)) return false
  const labels = hostname.split('.')
  const domain = labels.slice(-2).join('.')
  if (labels.some((label) => label.includes('slack')) || lettersApart(domain, 'slack.com') <= 1) return true
  return /authori[sz]e/i.test(pathname) && isClientId(query.get('client_id') ?? '')
}

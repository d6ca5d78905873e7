import { CliError } from '../errors.ts'
import { isLoopback } from '../net/is-loopback.ts'
import { slackApiUrl } from '../runtime/settings.ts'
import { scopeList } from '../slack/facts/scopes.ts'

/** What an “Add to Slack” or shareable link says about an install. */
export interface InstallLink {
  readonly flow: 'v1' | 'v2' | 'v2_user'
  /** Base URL of the Web API that belongs to the link's host. */
  readonly apiUrl: string
  readonly clientId: string
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  readonly redirectUri: string | null
  readonly team: string | null
}

const flows: Readonly<Record<string, InstallLink['flow']>> = {
  '/oauth/v2/authorize': 'v2',
  '/oauth/v2_user/authorize': 'v2_user',
  '/oauth/authorize': 'v1',
}

/**
 * Reads a link as people copy it: the address itself, the HTML of an “Add to Slack” button, with `&amp;`, quotes or
 * angle brackets around it. Only Slack's own hosts and the simulator on loopback are taken: a link decides where the
 * client secret goes.
 * @throws CliError usage: not a link, not Slack's, or without a client id.
 */
export function readInstallLink(text: string): InstallLink {
  const url = findUrl(text)
  if (!url) throw wrongLink('That is not an install link')
  const home = apiUrlOf(url)
  if (!home) throw wrongLink(`${url.host} is not Slack’s, so nothing is sent there`)
  const flow = flows[url.pathname.replace(/\/$/, '')] ?? workspaceFlow(url)
  if (!flow) throw wrongLink(`${url.pathname} on ${url.host} is not the page of an install`)
  const query = url.searchParams
  const clientId = query.get('client_id')?.trim()
  if (!clientId) throw wrongLink('The link has no client_id')
  const scope = scopeList(query.get('scope') ?? '')
  const userScope = scopeList(query.get('user_scope') ?? '')
  return {
    flow,
    apiUrl: home,
    clientId,
    botScopes: flow === 'v2_user' ? [] : scope,
    userScopes: flow === 'v2_user' ? scope : userScope,
    redirectUri: query.get('redirect_uri') || null,
    team: query.get('team') || null,
  }
}

/** Whether `text` may be meant as a link, so that it is read as one and refused in its own words. */
export function looksLikeLink(text: string): boolean {
  return /https?:\/\/|client_id=|<a\s/i.test(text)
}

function findUrl(text: string): URL | undefined {
  const href = /href\s*=\s*["']([^"']+)["']/i.exec(text)?.[1] ?? text
  const plain = href
    .replaceAll('&amp;', '&')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .trim()
    .replace(/^[<"'`(]+|[>"'`)]+$/g, '')
  const found = /https?:\/\/\S+/.exec(plain)?.[0]
  return found && URL.canParse(found) ? new URL(found) : undefined
}

function apiUrlOf(url: URL): string | undefined {
  if (isLoopback(url)) return `${url.origin}/api/`
  if (url.protocol !== 'https:' || url.port) return undefined
  if (url.hostname === 'slack.com' || url.hostname.endsWith('.slack.com')) return slackApiUrl
  if (url.hostname === 'slack-gov.com' || url.hostname.endsWith('.slack-gov.com')) return 'https://slack-gov.com/api/'
  return undefined
}

/** After sign-in Slack rewrites the address to the workspace's host and the path `/oauth`. */
function workspaceFlow(url: URL): InstallLink['flow'] | undefined {
  if (url.pathname.replace(/\/$/, '') !== '/oauth') return undefined
  return url.searchParams.get('granular_bot_scope') === '0' ? 'v1' : 'v2'
}

function wrongLink(message: string): CliError {
  return new CliError('usage', message, {
    code: 'not_an_install_link',
    hint: 'Copy the “Add to Slack” or shareable link from the app settings (Manage Distribution): https://slack.com/oauth/v2/authorize?client_id=…',
  })
}

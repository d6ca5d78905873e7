import { besideApi } from '../runtime/settings.ts'

export interface AuthorizeRequest {
  readonly flow: InstallFlow
  /** The base URL of the Web API, which ends in `/api/`; the authorize URL is derived from it. */
  readonly apiUrl: string
  readonly clientId: string
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  readonly redirectUri: string
  readonly state: string
  /** The id of the workspace to preselect, `T…`. */
  readonly team?: string | undefined
  /** The S256 challenge for the PKCE verifier that the exchange sends. */
  readonly challenge?: string
}

/** The flow of an install. `v2_user` requests only user scopes, on its own page and with its own method. */
export type InstallFlow = 'v1' | 'v2' | 'v2_user'

const paths = {
  v1: 'oauth/authorize',
  v2: 'oauth/v2/authorize',
  v2_user: 'oauth/v2_user/authorize',
} as const satisfies Record<InstallFlow, string>

/**
 * Returns the URL of the consent page. v2 has a list of scopes for each token, v1 has one list for both. Commas join
 * the scopes, as in Slack's SDKs (docs.slack.dev/authentication/installing-with-oauth).
 */
export function authorizeUrl(request: AuthorizeRequest): string {
  const url = consentPage(request)
  url.searchParams.set('redirect_uri', request.redirectUri)
  url.searchParams.set('state', request.state)
  if (request.challenge) {
    url.searchParams.set('code_challenge', request.challenge)
    url.searchParams.set('code_challenge_method', 'S256')
  }
  if (request.team) url.searchParams.set('team', request.team)
  return readable(url)
}

/**
 * Returns a link for everybody, without a state and without a redirect URL of this tool. After Allow, Slack sends the
 * browser to the first redirect URL in the app's settings, where the app itself completes the install.
 */
export function shareableLink(request: Omit<AuthorizeRequest, 'redirectUri' | 'state' | 'challenge'>): string {
  const url = consentPage(request)
  if (request.team) url.searchParams.set('team', request.team)
  return readable(url)
}

function consentPage(request: Omit<AuthorizeRequest, 'redirectUri' | 'state'>): URL {
  const { flow, botScopes, userScopes } = request
  const url = new URL(besideApi(request.apiUrl, paths[flow]))
  url.searchParams.set('client_id', request.clientId)
  if (flow === 'v1') url.searchParams.set('scope', [...new Set([...botScopes, ...userScopes])].join(','))
  // On the page v2_user, `scope` means user scopes, and there is no second list.
  else if (flow === 'v2_user') url.searchParams.set('scope', userScopes.join(','))
  else {
    url.searchParams.set('scope', botScopes.join(','))
    url.searchParams.set('user_scope', userScopes.join(','))
  }
  return url
}

/** Returns the URL as text in which commas, colons and slashes stay readable: a query may contain them unencoded. */
function readable(url: URL): string {
  return url.href.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')
}

import { besideApi } from '../runtime/settings.ts'

export interface AuthorizeRequest {
  readonly flow: InstallFlow
  /** Ends in `/api/`; the authorize URL follows from it. */
  readonly apiUrl: string
  readonly clientId: string
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  readonly redirectUri: string
  readonly state: string
  /** Workspace to preselect, `T…`. */
  readonly team?: string | undefined
  /** PKCE: the S256 challenge of the verifier that the exchange will bring. */
  readonly challenge?: string
}

/** `v2_user` asks for user scopes alone, on a page and at a method of its own. */
export type InstallFlow = 'v1' | 'v2' | 'v2_user'

const paths = {
  v1: 'oauth/authorize',
  v2: 'oauth/v2/authorize',
  v2_user: 'oauth/v2_user/authorize',
} as const satisfies Record<InstallFlow, string>

/**
 * The consent URL. v2 has one list per token, v1 one for both; lists are joined with commas, as Slack's SDKs do
 * (docs.slack.dev/authentication/installing-with-oauth).
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
 * A link that anybody may open, with no state and no redirect URL of ours: after Allow, Slack sends them to the first
 * redirect URL in the app's settings, where the app itself takes the install.
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
  // There `scope` means user scopes, and there is no other list.
  else if (flow === 'v2_user') url.searchParams.set('scope', userScopes.join(','))
  else {
    url.searchParams.set('scope', botScopes.join(','))
    url.searchParams.set('user_scope', userScopes.join(','))
  }
  return url
}

/** Commas are legal in a query, and a list that can be read is worth more than one that is escaped. */
function readable(url: URL): string {
  return url.href.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')
}

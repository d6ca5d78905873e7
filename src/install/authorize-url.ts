import { besideApi } from '../settings.ts'

export interface AuthorizeRequest {
  readonly flow: 'v1' | 'v2'
  /** Ends in `/api/`; the authorize URL follows from it. */
  readonly apiUrl: string
  readonly clientId: string
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  readonly redirectUri: string
  readonly state: string
  /** Workspace to preselect, `T…`. */
  readonly team?: string
}

/**
 * The consent URL. v2 has one list per token, v1 one for both; lists are joined with commas, as Slack's SDKs do
 * (docs.slack.dev/authentication/installing-with-oauth).
 */
export function authorizeUrl(request: AuthorizeRequest): string {
  const { flow, botScopes, userScopes } = request
  const url = new URL(besideApi(request.apiUrl, flow === 'v1' ? 'oauth/authorize' : 'oauth/v2/authorize'))
  url.searchParams.set('client_id', request.clientId)
  if (flow === 'v1') url.searchParams.set('scope', [...new Set([...botScopes, ...userScopes])].join(','))
  else {
    url.searchParams.set('scope', botScopes.join(','))
    url.searchParams.set('user_scope', userScopes.join(','))
  }
  url.searchParams.set('redirect_uri', request.redirectUri)
  url.searchParams.set('state', request.state)
  if (request.team) url.searchParams.set('team', request.team)
  // Commas are legal in a query, and a list that can be read is worth more than one that is escaped.
  return url.href.replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')
}

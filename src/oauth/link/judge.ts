import { judgeAddress } from './address.ts'
import { judgeClientId } from './client-id.ts'
import { readQuery } from './query.ts'
import { judgeRedirect } from './redirect.ts'
import { rightLink } from './right-link.ts'
import { judgeScopes, meantLists, scopesOf } from './scopes.ts'
import { judgePkce, judgeState, judgeTeam } from './state.ts'
import type { AuthorizeLink, LinkFinding, LinkPage, LinkScopes } from './types.ts'

/** A link with all findings that need no call to Slack. */
export interface JudgedLink {
  readonly page: LinkPage
  /** The origin and path, without the query. */
  readonly address: string
  readonly clientId: string | null
  readonly scopes: LinkScopes
  readonly redirectUri: string | null
  readonly team: string | null
  /** The names of the parameters whose values a program fills in; for a link in source code only. */
  readonly filledIn: readonly string[]
  /** The findings, errors first. */
  readonly findings: readonly LinkFinding[]
  /** The corrected link; null when nothing has to change. */
  readonly right: string | null
}

/** Returns the parts of an authorize link, what is wrong with each, and the corrected link. Pure; never throws. */
export function judgeLink(link: AuthorizeLink): JudgedLink {
  const { url, page } = link
  const { query, filledIn, findings: ofQuery } = readQuery(url)
  const scopes = scopesOf(page, query)
  const known = (name: string) => !filledIn.has(name)
  const found = [
    ...judgeAddress(link, query),
    ...ofQuery,
    ...(known('client_id') ? judgeClientId(query) : []),
    ...judgeScopes(page, query, known('scope') && known('user_scope')),
    ...(known('redirect_uri') ? judgeRedirect(query) : []),
    ...(page === 'openid' && known('response_type') ? judgeResponseType(query) : []),
    ...(known('code_challenge') && known('code_challenge_method') ? judgePkce(query, scopes) : []),
    ...(known('state') ? judgeState(query) : []),
    ...(known('team') ? judgeTeam(query) : []),
  ]
  const order = ['error', 'warning', 'note']
  const findings = found.toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity))
  return {
    page,
    address: `${url.origin}${url.pathname}`,
    clientId: query.get('client_id') || null,
    scopes,
    redirectUri: query.get('redirect_uri') || null,
    team: query.get('team') || null,
    filledIn: [...filledIn],
    findings,
    right: findings.some(({ severity }) => severity !== 'note')
      ? rightLink(link, query, meantLists(page, query))
      : null,
  }
}

function judgeResponseType(query: URLSearchParams): LinkFinding[] {
  if (query.get('response_type') === 'code') return []
  return [
    {
      id: 'response_type',
      severity: 'error',
      about: 'link',
      problem: 'response_type=code is missing',
      cure: 'Add it: OpenID Connect requires it',
    },
  ]
}

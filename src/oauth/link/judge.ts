import { isLoopback } from '../../net/is-loopback.ts'
import { scopeFacts } from '../../slack/facts/scopes.ts'
import { tokenKind } from '../../slack/facts/token-kinds.ts'
import { judgeClientId } from './client-id.ts'
import { judgeRedirect } from './redirect.ts'
import { rightLink } from './right-link.ts'
import { judgeScopes, scopesOf } from './scopes.ts'
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
  /** The findings, errors first. */
  readonly findings: readonly LinkFinding[]
  /** The corrected link; null when nothing has to change. */
  readonly right: string | null
}

/** Judges an authorize link; `explain` and `login` both use this function. Pure; never throws; sends nothing. */
export function judgeLink(link: AuthorizeLink): JudgedLink {
  const { url, page } = link
  const query = url.searchParams
  const scopes = scopesOf(page, query)
  const found = [
    ...judgeAddress(link),
    ...judgeClientId(query),
    ...judgeScopes(page, query),
    ...judgeRedirect(query),
    ...(page === 'openid' ? judgeResponseType(query) : []),
    ...judgePkce(query, scopes),
    ...judgeState(query),
    ...judgeTeam(query),
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
    findings,
    right: findings.some(({ severity }) => severity !== 'note') ? rightLink(link, scopes) : null,
  }
}

const known = [
  ...['client_id', 'scope', 'user_scope', 'redirect_uri', 'state', 'team', 'code_challenge', 'code_challenge_method'],
  ...[
    'response_type',
    'response_mode',
    'nonce',
    'granular_bot_scope',
    'single_channel',
    'install_redirect',
    'tracked',
    'user_default',
  ],
]

/** Names that other services use and misspelt names, with the parameter that they mean. */
const meant: Readonly<Record<string, string>> = {
  scopes: 'scope',
  bot_scope: 'scope',
  bot_scopes: 'scope',
  user_scopes: 'user_scope',
  userscope: 'user_scope',
  clientid: 'client_id',
  client: 'client_id',
  appid: 'client_id',
  redirecturi: 'redirect_uri',
  redirect_url: 'redirect_uri',
  redirecturl: 'redirect_uri',
  redirect: 'redirect_uri',
  callback: 'redirect_uri',
  callback_url: 'redirect_uri',
  team_id: 'team',
}

function judgeAddress({ url, page, came }: AuthorizeLink): LinkFinding[] {
  const findings: LinkFinding[] = []
  const add = (id: LinkFinding['id'], severity: LinkFinding['severity'], problem: string, cure: string | null) =>
    void findings.push({ id, severity, about: 'link', problem, cure })
  const { searchParams: query } = url
  if (url.protocol !== 'https:' && !isLoopback(url)) add('not_https', 'error', 'the link is http', 'Write https')
  if (came.escaped)
    add(
      'html_escaped',
      'error',
      '&amp; stands where & has to: the text was escaped for HTML once more',
      'Write & outside of HTML',
    )
  if (came.semicolons)
    add('parameter_separator', 'error', '; stands between the parameters, and Slack reads them as one', 'Write &')
  if (came.encoded)
    add('link_encoded', 'note', 'the link was percent-encoded as a whole, in another address or a log', null)
  if (page === 'v1' && url.pathname.startsWith('/oauth/')) {
    const { bot } = scopesOf(page, query)
    const classic = bot.some((scope) => scopeFacts(scope)?.classic)
    const cure =
      'Use /oauth/v2/authorize and oauth.v2.access, unless the app was made before 2020 and still asks for bot or …:user'
    add('classic_page', classic ? 'note' : 'warning', '/oauth/authorize is the page of classic apps', cure)
  }
  if (/^\/oauth\/?$/.test(url.pathname)) {
    add(
      'rewritten_address',
      'note',
      'Slack rewrote this address after the sign-in: it belongs to one workspace and one visit',
      'Share the link that the app sends people to',
    )
  }
  for (const name of new Set(query.keys())) {
    const values = new Set(query.getAll(name))
    if (known.includes(name) && values.size > 1)
      add('parameter_twice', 'error', `${name} stands there twice, with two values`, 'Leave one of them out')
    const secret =
      /^(?:client_secret|signing_secret|code_verifier|token|access_token)$/i.test(name) ||
      [...values].some((value) => tokenKind(value) !== undefined)
    if (secret)
      add(
        'secret_in_link',
        'error',
        `a secret stands in the link (${name}): everybody who opens it can read it`,
        'Leave it out, and make a new one in the app settings',
      )
    const instead = known.includes(name) ? undefined : meant[name.toLowerCase()]
    if (!secret && instead !== undefined) {
      const severity = query.has(instead) ? 'warning' : 'error'
      add('parameter_misspelt', severity, `Slack does not know ${name}`, `Write ${instead}`)
    }
  }
  return findings
}

function judgeResponseType(query: URLSearchParams): LinkFinding[] {
  if (query.get('response_type') === 'code') return []
  return [
    {
      id: 'response_type',
      severity: 'error',
      about: 'link',
      problem: 'response_type=code is missing',
      cure: 'Add it: OpenID Connect asks for it',
    },
  ]
}

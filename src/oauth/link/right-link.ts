import { isLoopback } from '../../net/is-loopback.ts'
import { isClientId } from '../../slack/facts/id-forms.ts'
import { checkScopes, scopeFacts } from '../../slack/facts/scopes.ts'
import { paths } from './page.ts'
import { redirectOf } from './redirect.ts'
import { rightLists } from './scopes.ts'
import { isChallenge, judgeState } from './state.ts'
import type { AuthorizeLink, LinkPage, LinkScopes } from './types.ts'

/**
 * Returns the corrected link. It has words in capitals, such as YOUR_CLIENT_ID, for values that only the app's owner
 * knows. `judgeLink` finds no other fault in the corrected link.
 */
export function rightLink({ url, page }: AuthorizeLink, query: URLSearchParams, scopes: LinkScopes): string {
  const to = rightPage(page, scopes)
  const clientId = query.get('client_id')?.trim() ?? ''
  const challenge = query.get('code_challenge')
  // The page of classic apps has no PKCE.
  const pkce = to !== 'v1' && (challenge !== null || query.has('code_challenge_method'))
  const redirect = rightRedirect(redirectOf(query), pkce)
  const asked = listsFor(to, scopes)
  // With PKCE, Slack grants no bot scopes to a redirect to localhost or to a custom scheme.
  const lists = pkce && isDesktop(redirect) ? { bot: [], user: forUser(asked) } : asked
  const team = query.get('team') ?? ''
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['response_type', to === 'openid' ? 'code' : undefined],
    ['client_id', isClientId(clientId) ? clientId : 'YOUR_CLIENT_ID'],
    ...scopeParts(to, lists, pkce && isDesktop(redirect)),
    ['redirect_uri', redirect],
    ['state', judgeState(query).length === 0 ? (query.get('state') ?? undefined) : 'RANDOM_STATE'],
    ['nonce', query.get('nonce') ?? undefined],
    ['team', /^[TE][A-Z0-9]{5,}$/.test(team) ? team : undefined],
    ['code_challenge', pkce ? (isChallenge(challenge) ? challenge : 'YOUR_CODE_CHALLENGE') : undefined],
    ['code_challenge_method', pkce ? 'S256' : undefined],
  ]
  const text = parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encoded(value)}`])).join('&')
  return `${originOf(url)}${paths[to]}?${text}`
}

/** Returns the bot scopes and user scopes for the corrected link on the page `to`. */
function listsFor(to: LinkPage, scopes: LinkScopes): LinkScopes {
  const all = [...scopes.bot, ...scopes.user]
  if (to === 'openid') return scopes
  if (all.length > 0 && all.every((scope) => scopeFacts(scope)?.signIn))
    return { bot: [], user: [...new Set(all.filter((scope) => !isOpenid(scope)))] }
  if (to !== 'v1') return rightLists(scopes)
  const classic = all.filter((scope) => {
    const facts = scopeFacts(scope)
    return (
      facts !== undefined &&
      scope !== 'identify' &&
      !facts.signIn &&
      checkScopes(all.includes('bot') ? ['bot', scope] : [scope], [], 'v1').length === 0
    )
  })
  return { bot: classic, user: [] }
}

/** Returns the scopes of both lists that a user token can have, each once. */
function forUser({ bot, user }: LinkScopes): string[] {
  return [...new Set([...user, ...bot.filter((scope) => scopeFacts(scope)?.user)])]
}

function isDesktop(redirect: string | undefined): boolean {
  if (redirect === undefined || !URL.canParse(redirect)) return false
  const url = new URL(redirect)
  return isLoopback(url) || !/^https?:$/.test(url.protocol)
}

function scopeParts(
  page: LinkPage,
  { bot, user }: LinkScopes,
  desktop: boolean,
): (readonly [string, string | undefined])[] {
  if (page === 'openid')
    return [['scope', [...new Set(['openid', ...user.filter(isOpenid), ...bot.filter(isOpenid)])].join(',')]]
  if (page === 'v2_user') return [['scope', user.join(',') || 'YOUR_USER_SCOPES']]
  if (page === 'v1') return [['scope', [...bot, ...user].join(',')]]
  if (bot.length + user.length === 0)
    return desktop ? [['user_scope', 'YOUR_USER_SCOPES']] : [['scope', 'YOUR_BOT_SCOPES']]
  return [
    ['scope', bot.length > 0 ? bot.join(',') : undefined],
    ['user_scope', user.length > 0 ? user.join(',') : undefined],
  ]
}

const isOpenid = (scope: string): boolean => ['openid', 'email', 'profile'].includes(scope)

function rightPage(page: LinkPage, { bot, user }: LinkScopes): LinkPage {
  const all = [...bot, ...user]
  if (all.length > 0 && all.every(isOpenid)) return 'openid'
  if (page === 'openid') return all.some((scope) => !isOpenid(scope) && scopeFacts(scope)) ? 'v2' : 'openid'
  if (page === 'v1')
    return bot.some((scope) => scope !== 'identify' && scopeFacts(scope)?.classic) && user.length === 0 ? 'v1' : 'v2'
  const onlyBot = all.some((scope) => scopeFacts(scope)?.bot && !scopeFacts(scope)?.user)
  return page === 'v2_user' && onlyBot ? 'v2' : page
}

/** Returns the redirect URL with https, without its query and fragment. Undefined when a program did not fill it in. */
function rightRedirect(redirect: URL | undefined, pkce: boolean): string | undefined {
  if (!redirect) return undefined
  const plain = redirect.protocol === 'http:' && !(isLoopback(redirect) && pkce)
  const path = redirect.pathname === '/' ? '' : redirect.pathname
  return `${plain ? 'https:' : redirect.protocol}//${redirect.host}${path}`
}

/** Returns the origin for the corrected link: slack.com instead of the host of one workspace. */
function originOf(url: URL): string {
  if (isLoopback(url)) return url.origin
  return url.hostname.endsWith('slack-gov.com') ? 'https://slack-gov.com' : 'https://slack.com'
}

/** Returns the value encoded, except commas, colons and slashes: a query may contain them unencoded. */
function encoded(value: string): string {
  return encodeURIComponent(value).replace(/%2C|%3A|%2F/g, (sign) => decodeURIComponent(sign))
}

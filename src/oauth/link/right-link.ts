import { isLoopback } from '../../net/is-loopback.ts'
import { isClientId } from '../../slack/facts/id-forms.ts'
import { scopeFacts } from '../../slack/facts/scopes.ts'
import { redirectOf } from './redirect.ts'
import { rightLists } from './scopes.ts'
import { judgeState } from './state.ts'
import type { AuthorizeLink, LinkPage, LinkScopes } from './types.ts'

const paths: Readonly<Record<LinkPage, string>> = {
  v1: '/oauth/authorize',
  v2: '/oauth/v2/authorize',
  v2_user: '/oauth/v2_user/authorize',
  openid: '/openid/connect/authorize',
}

/**
 * Returns the corrected link. Words in capitals, such as YOUR_CLIENT_ID, stand for values that only the app's owner
 * knows.
 */
export function rightLink({ url, page }: AuthorizeLink, scopes: LinkScopes): string {
  const query = url.searchParams
  const to = rightPage(page, scopes)
  const all = [...scopes.bot, ...scopes.user]
  const identity = all.length > 0 && all.every((scope) => scopeFacts(scope)?.signIn)
  const lists = identity ? { bot: [], user: all } : to === 'openid' || to === 'v1' ? scopes : rightLists(scopes)
  const clientId = query.get('client_id')?.trim() ?? ''
  const redirect = redirectOf(query)
  const challenge = query.get('code_challenge')
  const team = query.get('team') ?? ''
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['response_type', to === 'openid' ? 'code' : undefined],
    ['client_id', isClientId(clientId) ? clientId : 'YOUR_CLIENT_ID'],
    ...scopeParts(to, lists),
    ['redirect_uri', redirect && rightRedirect(redirect)],
    ['state', judgeState(query).length === 0 ? (query.get('state') ?? undefined) : 'RANDOM_STATE'],
    ['nonce', query.get('nonce') ?? undefined],
    ['team', /^[TE][A-Z0-9]{5,}$/.test(team) ? team : undefined],
    ['code_challenge', challenge ?? undefined],
    ['code_challenge_method', challenge === null ? undefined : 'S256'],
  ]
  const text = parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encoded(value)}`])).join('&')
  return `${originOf(url)}${paths[to]}?${text}`
}

function scopeParts(page: LinkPage, { bot, user }: LinkScopes): (readonly [string, string | undefined])[] {
  if (page === 'openid')
    return [['scope', [...new Set(['openid', ...user.filter(isOpenid), ...bot.filter(isOpenid)])].join(',')]]
  if (page === 'v2_user') return [['scope', user.join(',') || 'YOUR_USER_SCOPES']]
  if (page === 'v1') return [['scope', [...bot, ...user].join(',')]]
  if (bot.length + user.length === 0) return [['scope', 'YOUR_BOT_SCOPES']]
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
  if (page === 'v1') return bot.some((scope) => scopeFacts(scope)?.classic) && user.length === 0 ? 'v1' : 'v2'
  const onlyBot = all.some((scope) => scopeFacts(scope)?.bot && !scopeFacts(scope)?.user)
  return page === 'v2_user' && onlyBot ? 'v2' : page
}

function rightRedirect(redirect: URL): string {
  const host = redirect.protocol === 'http:' && !isLoopback(redirect) ? 'https:' : redirect.protocol
  return `${host}//${redirect.host}${redirect.pathname}${redirect.search}`
}

/** Replaces the host of a workspace, which is only for one visit, by slack.com. */
function originOf(url: URL): string {
  if (isLoopback(url)) return url.origin
  return url.hostname.endsWith('slack-gov.com') ? 'https://slack-gov.com' : 'https://slack.com'
}

/** Encodes a value, but leaves commas, colons and slashes readable: they are legal in a query. */
function encoded(value: string): string {
  return encodeURIComponent(value).replace(/%2C|%3A|%2F/g, (sign) => decodeURIComponent(sign))
}

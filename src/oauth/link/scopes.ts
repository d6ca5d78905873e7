import { nearest } from '../../slack/facts/nearest.ts'
import { scopeOrigin } from '../../slack/facts/scope-origin.ts'
import { checkScopes, type ScopeProblem, scopeFacts, scopeList, scopes } from '../../slack/facts/scopes.ts'
import type { LinkFinding, LinkFindingId, LinkPage, LinkScopes } from './types.ts'

/** Returns the bot scopes and user scopes that Slack's page reads from a query. */
export function scopesOf(page: LinkPage, query: URLSearchParams): LinkScopes {
  const scope = listIn(query.get('scope'))
  const userScope = listIn(query.get('user_scope'))
  if (page === 'v2_user' || page === 'openid') return { bot: [], user: scope }
  return { bot: scope, user: userScope }
}

/** Returns the bot scopes and user scopes of a query, also those in a list that the page does not read. */
export function meantLists(page: LinkPage, query: URLSearchParams): LinkScopes {
  const { bot, user } = scopesOf(page, query)
  return page === 'v2_user' ? { bot, user: [...new Set([...user, ...listIn(query.get('user_scope'))])] } : { bot, user }
}

/**
 * Returns the scopes of a list with any separator: commas, spaces, `;`, `|`, a JSON list, also percent-encoded twice.
 */
function listIn(text: string | null): string[] {
  const plain = (text ?? '').replace(/%2c|%20|%3b/gi, ',').replace(/%3a/gi, ':')
  return scopeList(plain.replace(/[;|[\]"'’“”{}]+/g, ','))
}

/**
 * Returns what is wrong with the lists of scopes.
 * @param whole false when the link is source code, in which a program adds more scopes.
 */
export function judgeScopes(page: LinkPage, query: URLSearchParams, whole = true): LinkFinding[] {
  const lists = scopesOf(page, query)
  const all = [...lists.bot, ...lists.user]
  const findings = [...separators(query), ...ignoredList(page, query)]
  if (page === 'openid') return [...findings, ...(whole ? judgeSignIn(lists.user) : [])]
  const ignored = findings.some(({ id }) => id === 'user_scope_ignored')
  if (all.length === 0) return whole && !ignored ? [...findings, noScopes(page)] : findings
  return [...findings, ...mixedIdentity(all), ...eachScope(page, lists)]
}

/** Whether the scope is what a program prints for a missing value. */
const isPlaceholder = (scope: string): boolean => /^(?:null|none|undefined|nil|nan|object object)$/i.test(scope)

const signsIn = (scope: string): boolean => scopeFacts(scope)?.signIn === true

function separators(query: URLSearchParams): LinkFinding[] {
  return ['scope', 'user_scope'].flatMap((name) => {
    const wrong = /[;|]|%2c|%20|%3a|[[\]"'’“”{}]/i.exec(query.get(name) ?? '')?.[0]
    if (wrong === undefined) return []
    const how = wrong.startsWith('%') ? 'is percent-encoded twice' : `is joined by “${wrong}”`
    return [
      finding(
        'scope_separator',
        'error',
        `${name} ${how}, so Slack reads one long name`,
        `Join the scopes with commas: ${name}=chat:write,users:read`,
      ),
    ]
  })
}

/** Returns a finding for `user_scope` on a page that reads only `scope`. */
function ignoredList(page: LinkPage, query: URLSearchParams): LinkFinding[] {
  if (page === 'v2' || listIn(query.get('user_scope')).length === 0) return []
  const cure =
    page === 'v1'
      ? 'Use /oauth/v2/authorize, which has a list for each token'
      : page === 'openid'
        ? 'Write the sign-in scopes into scope'
        : 'Write the user scopes into scope: on this page, scope means user scopes'
  return [finding('user_scope_ignored', 'error', 'this page does not know user_scope', cure)]
}

function noScopes(page: LinkPage): LinkFinding {
  const cure =
    page === 'v2'
      ? 'Name some: scope=chat:write for the bot token, user_scope=search:read for the user token'
      : 'Name some in scope='
  return finding('scope_missing', 'error', 'no scope is requested', cure)
}

/** Returns what is wrong with the scopes of a link to the page `/openid/connect/authorize`. */
function judgeSignIn(requested: readonly string[]): LinkFinding[] {
  const others = requested.filter((scope) => !['openid', 'email', 'profile'].includes(scope))
  return [
    ...(requested.includes('openid')
      ? []
      : [finding('openid_missing', 'error', 'openid is not among the scopes', 'Write scope=openid,profile,email')]),
    ...(others.length > 0
      ? [
          finding(
            'openid_other_scope',
            'error',
            `${others.join(', ')} cannot be requested on this page, which signs people in`,
            'Install the app with a separate link: /oauth/v2/authorize',
          ),
        ]
      : []),
  ]
}

function mixedIdentity(all: readonly string[]): LinkFinding[] {
  const identity = all.filter(signsIn)
  if (identity.length === 0) return []
  if (identity.length < all.length) {
    const problem = `${identity.join(', ')} ${identity.length > 1 ? 'sign' : 'signs'} a person in, and Slack grants no other scope together with it`
    return [
      finding('sign_in_mixed', 'error', problem, `Sign people in with a separate link: ${signInAddress(identity)}`),
    ]
  }
  const openid = identity.filter((scope) => !scope.startsWith('identity.'))
  if (openid.length === 0) {
    return [finding('sign_in_page', 'note', 'this link signs a person in (identity.*), and installs nothing', null)]
  }
  return [
    finding(
      'sign_in_page',
      'error',
      `${openid.join(', ')} belong to another page: this one installs an app`,
      `Use ${signInAddress(identity)}`,
    ),
  ]
}

function signInAddress(identity: readonly string[]): string {
  const openid = identity.some((scope) => !scope.startsWith('identity.'))
  const names = [...new Set(['openid', ...identity])].filter((scope) => !scope.startsWith('identity.'))
  return openid
    ? `/openid/connect/authorize with response_type=code and scope=${names.join(',')}`
    : `/oauth/v2/authorize with user_scope=${identity.join(',')}`
}

const ids = {
  unknown: 'scope_unknown',
  wrongToken: 'scope_wrong_list',
  classic: 'scope_classic',
  notInstallable: 'scope_not_installable',
  mixed: 'scope_not_installable',
} as const satisfies Record<ScopeProblem['kind'], LinkFindingId>

function eachScope(page: Exclude<LinkPage, 'openid'>, { bot, user }: LinkScopes): LinkFinding[] {
  const problems = checkScopes(
    bot.filter((one) => !signsIn(one)),
    user.filter((one) => !signsIn(one)),
    page === 'v1' ? 'v1' : 'v2',
  )
  return problems.map(({ scope, kind, problem, suggestion }) => {
    if (kind === 'unknown' && isPlaceholder(scope)) {
      const cause = `the scopes contain “${scope}”: the program had no value for them`
      return finding(
        'scope_placeholder',
        'error',
        cause,
        'Set the scopes where the program runs, and restart the program',
      )
    }
    if (scope === 'identify') {
      return finding('scope_added_by_slack', 'warning', 'Slack adds identify itself', 'Leave it out')
    }
    const severity = kind === 'unknown' ? 'warning' : 'error'
    return finding(
      ids[kind],
      severity,
      problem,
      kind === 'wrongToken' ? cureOf(page, scope, bot) : (suggestion ?? null),
    )
  })
}

/** Returns the advice for a scope in the wrong list: only the other token can have it. */
function cureOf(page: LinkPage, scope: string, bot: readonly string[]): string {
  const kind = bot.includes(scope) ? 'bot' : 'user'
  const counterpart = scopeFacts(scope)?.counterpart
  if (page === 'v2_user') return 'Use /oauth/v2/authorize, which has a list for each token'
  if (page === 'v1') return 'Use /oauth/v2/authorize, or request bot if the app is a classic app'
  const move = `Move it to ${kind === 'bot' ? 'user_scope' : 'scope'}=`
  return counterpart ? `${move}, or request ${counterpart}` : move
}

/**
 * Returns the scopes for a link to the current install page: spelling and classic scopes corrected, each scope in the
 * list of a token that can have it. Sign-in scopes are omitted.
 */
export function rightLists({ bot, user }: LinkScopes): LinkScopes {
  const right = { bot: new Set<string>(), user: new Set<string>() }
  for (const kind of ['bot', 'user'] as const) {
    for (const scope of (kind === 'bot' ? bot : user).filter((one) => !isPlaceholder(one)).map(spelt)) {
      // Omit an unknown scope, because it is also unknown which token can have the scope.
      if (!scopeFacts(scope)) continue
      const origin = scopeOrigin(scope, { kind })
      // A scope of the other token moves to the list of that token. Its counterpart would grant a different right.
      const holder = scopeFacts(scope)?.[kind] === false ? otherThan(kind) : kind
      if (origin.from === 'install') right[holder].add(scope)
      if (origin.from === 'history') for (const today of origin.successors) right[kind].add(today)
    }
  }
  return { bot: [...right.bot], user: [...right.user] }
}

function otherThan(kind: 'bot' | 'user'): 'bot' | 'user' {
  return kind === 'bot' ? 'user' : 'bot'
}

/** Returns the known scope if `scope` is a misspelling of one; otherwise `scope`. */
function spelt(scope: string): string {
  if (scopeFacts(scope)) return scope
  return nearest(scope, Object.keys(scopes), 1)[0] ?? scope
}

function finding(
  id: LinkFindingId,
  severity: LinkFinding['severity'],
  problem: string,
  cure: string | null,
): LinkFinding {
  return { id, severity, about: 'scope', problem, cure }
}

const reads = ['channels', 'groups', 'im', 'mpim'].flatMap((family) => [`${family}:read`, `${family}:history`])
const lists = ['users:read', 'team:read', 'emoji:read', 'dnd:read', 'usergroups:read', 'users.profile:read']
const content = ['files:read', 'pins:read', 'reactions:read']
const read = [...reads, ...lists, ...content, 'users:read.email', 'search:read', 'stars:read', 'reminders:read']
const post = ['chat:write', 'files:write']
const directs = ['im:write', 'mpim:write']
const marks = ['reactions:write', 'pins:write', 'users:write']

/**
 * The granular scopes that each scope of a classic app covers. The tables of methods have only granular scopes, and
 * with this table they work for classic apps too (docs.slack.dev/authentication/installing-with-oauth,
 * api.slack.com/legacy/scopes). `identify` covers none: `auth.test` needs no scope. `admin` is also the scope of the
 * admin methods.
 */
const coveredBy: Readonly<Record<string, readonly string[]>> = {
  bot: [...reads, ...lists, ...content, ...post, ...directs, ...marks],
  client: [
    ...read,
    ...post,
    ...directs,
    ...marks,
    'channels:write',
    'groups:write',
    'users.profile:write',
    'dnd:write',
  ],
  read,
  post,
  'chat:write:bot': ['chat:write', 'chat:write.customize'],
  'chat:write:user': ['chat:write'],
  'files:write:bot': ['files:write'],
  'files:write:user': ['files:write'],
  identify: [],
}

/** Scopes that have the same name in classic apps. Classic apps request them together with `bot`. */
const ofTheApp = ['commands', 'incoming-webhook']

/**
 * Returns the scope that a classic app requests instead of a granular scope: `bot` for the bot token, otherwise
 * `…:user` if it exists.
 */
export function classicName(scope: string, kind: 'bot' | 'user'): string {
  if (kind === 'bot') return ofTheApp.includes(scope) ? scope : 'bot'
  return Object.hasOwn(coveredBy, `${scope}:user`) ? `${scope}:user` : scope
}

/** Returns the granular scopes that a classic scope covers; empty for a granular scope. */
export function coveredScopes(scope: string): readonly string[] {
  return (Object.hasOwn(coveredBy, scope) && coveredBy[scope]) || []
}

/**
 * Returns the scope in `held` that allows a token what `scope` allows: `scope` itself, or a classic scope that covers
 * `scope`. Undefined when there is none. In the v1 flow, the user token also lists `bot`, which allows nothing.
 */
export function grantOf(scope: string, held: readonly string[], kind: 'bot' | 'user'): string | undefined {
  if (held.includes(scope)) return scope
  return held.find((one) => !(one === 'bot' && kind === 'user') && coveredScopes(one).includes(scope))
}

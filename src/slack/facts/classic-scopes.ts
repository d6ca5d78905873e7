const reads = ['channels', 'groups', 'im', 'mpim'].flatMap((family) => [`${family}:read`, `${family}:history`])
const lists = ['users:read', 'team:read', 'emoji:read', 'dnd:read', 'usergroups:read', 'users.profile:read']
const content = ['files:read', 'pins:read', 'reactions:read']
const read = [...reads, ...lists, ...content, 'users:read.email', 'search:read', 'stars:read', 'reminders:read']
const post = ['chat:write', 'files:write']
const directs = ['im:write', 'mpim:write']
const marks = ['reactions:write', 'pins:write', 'users:write']

/**
 * The granular scopes that each scope of a classic app covers, so that the method tables, which name only granular
 * ones, work for both (docs.slack.dev/authentication/installing-with-oauth, api.slack.com/legacy/scopes). `identify`
 * covers none: `auth.test` needs no scope. `admin` is also the scope that the admin methods name.
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

/** Scopes with the same name in classic apps, which request them besides `bot`. */
const ofTheApp = ['commands', 'incoming-webhook']

/**
 * The scope that a classic app requests for the right of a granular scope: `bot` for the bot token, otherwise `…:user`
 * where that exists.
 */
export function classicName(scope: string, kind: 'bot' | 'user'): string {
  if (kind === 'bot') return ofTheApp.includes(scope) ? scope : 'bot'
  return Object.hasOwn(coveredBy, `${scope}:user`) ? `${scope}:user` : scope
}

/** The granular scopes that a classic scope covers; empty for a granular scope. */
export function coveredScopes(scope: string): readonly string[] {
  return (Object.hasOwn(coveredBy, scope) && coveredBy[scope]) || []
}

/**
 * The scope in `held` that gives a token the right of `scope`: the same, or a classic one that covers it. Undefined
 * when there is none. In the v1 flow the user token lists `bot` too, which gives it no right.
 */
export function grantOf(scope: string, held: readonly string[], kind: 'bot' | 'user'): string | undefined {
  if (held.includes(scope)) return scope
  return held.find((one) => !(one === 'bot' && kind === 'user') && coveredScopes(one).includes(scope))
}

const reads = ['channels', 'groups', 'im', 'mpim'].flatMap((family) => [`${family}:read`, `${family}:history`])
const lists = ['users:read', 'team:read', 'emoji:read', 'dnd:read', 'usergroups:read', 'users.profile:read']
const content = ['files:read', 'pins:read', 'reactions:read']
const read = [...reads, ...lists, ...content, 'users:read.email', 'search:read', 'stars:read', 'reminders:read']
const post = ['chat:write', 'files:write']
const directs = ['im:write', 'mpim:write']
const marks = ['reactions:write', 'pins:write', 'users:write']

/**
 * What each scope of a classic app stands for in today's granular ones, so that the facts about methods, which name
 * only those, serve both (docs.slack.dev/authentication/installing-with-oauth, api.slack.com/legacy/scopes).
 * `identify` opens no method: `auth.test` needs no scope. `admin` is itself the name that the admin methods ask for.
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

/** These go by the same names in classic apps, which ask for them beside `bot`. */
const ofTheApp = ['commands', 'incoming-webhook']

/**
 * What a classic app asks for to gain the right of a scope of today: `bot` for its bot token, else `…:user` where there
 * is one.
 */
export function classicName(scope: string, kind: 'bot' | 'user'): string {
  if (kind === 'bot') return ofTheApp.includes(scope) ? scope : 'bot'
  return Object.hasOwn(coveredBy, `${scope}:user`) ? `${scope}:user` : scope
}

/** The granular scopes that a classic one stands for; none for a scope of today. */
export function coveredScopes(scope: string): readonly string[] {
  return (Object.hasOwn(coveredBy, scope) && coveredBy[scope]) || []
}

/**
 * The one of `held` that gives a token the right of `scope`: itself, or a classic scope that covers it; undefined when
 * there is none. The v1 flow names `bot` among the scopes of the user token too, which gains nothing from it.
 */
export function grantOf(scope: string, held: readonly string[], kind: 'bot' | 'user'): string | undefined {
  if (held.includes(scope)) return scope
  return held.find((one) => !(one === 'bot' && kind === 'user') && coveredScopes(one).includes(scope))
}

import type { Token } from './world.ts'

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
export const coveredBy: Readonly<Record<string, readonly string[]>> = {
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

/** Whether the token was granted `scope`, by its name or by a classic scope that covers it. */
export function holds(token: Token, scope: string): boolean {
  if (token.scopes.includes(scope)) return true
  return token.scopes.some((held) => covers(token, held, scope))
}

function covers(token: Token, held: string, scope: string): boolean {
  // The v1 flow names `bot` among the scopes of the user token too, which gains nothing from it.
  if (held === 'bot' && token.kind === 'user') return false
  return Object.hasOwn(coveredBy, held) && coveredBy[held]?.includes(scope) === true
}

import { nearest } from './nearest.ts'

/**
 * What a scope allows and which tokens can have it. Sources: Slack's list of scopes (docs.slack.dev/reference/scopes),
 * its SDK's manifest types (`BotScope`, `UserScope` of @slack/web-api), and its reference of methods (methods.ts has
 * the date). Classic apps: docs.slack.dev/legacy. Scopes that the Marketplace rejects:
 * docs.slack.dev/slack-marketplace/slack-marketplace-app-guidelines-and-requirements. Newer scopes exist.
 */
export interface ScopeFacts {
  /** Whether a bot token can have the scope; it is then requested in `scope`. */
  readonly bot: boolean
  /** Whether a user token can have the scope; it is then requested in `user_scope`. */
  readonly user: boolean
  /** What the scope allows, in one line that starts with a verb. */
  readonly means: string
  /** True for a scope that only classic apps (the v1 flow) can request; Slack refuses it to other apps. */
  readonly classic?: true
  /** The granular scopes that replaced a classic scope. */
  readonly successor?: readonly string[]
  /** True for a scope that signs a person in; Slack never grants it together with other scopes. */
  readonly signIn?: true
  /** The scope that gives the same right to the other kind of token. */
  readonly counterpart?: string
  /**
   * The only kind of token that can have the scope. Such a token is made in the settings of an app, so no install
   * grants the scope.
   */
  readonly heldBy?: 'app-level' | 'configuration'
  /** The only people to whom Slack grants the scope; absent when Slack grants it to everybody. */
  readonly restricted?: string
  /** True when Slack rejects Marketplace apps that use the scope. */
  readonly unlisted?: true
  readonly note?: string
}

const enterprise = 'Enterprise organizations only, installed by an admin or owner'
const appLevel = 'held by app-level tokens, made in the app settings; no install grants it'
const configuration = 'held by app configuration tokens, made at api.slack.com/apps; no install grants it'

// biome-ignore format: one row a line
export const scopes = {
  'admin': { bot: false, user: true, means: 'administer the workspace', restricted: 'granted to admins and owners only' },
  'admin.analytics:read': { bot: false, user: true, means: 'read analytics of the organization', restricted: enterprise, unlisted: true },
  'admin.app_activities:read': { bot: false, user: true, means: 'read execution logs of apps across the organization', restricted: enterprise, unlisted: true },
  'admin.apps:read': { bot: false, user: true, means: 'list apps and requests for apps', restricted: enterprise, unlisted: true },
  'admin.apps:write': { bot: false, user: true, means: 'approve, restrict and remove apps', restricted: enterprise, unlisted: true },
  'admin.barriers:read': { bot: false, user: true, means: 'list information barriers', restricted: enterprise, unlisted: true },
  'admin.barriers:write': { bot: false, user: true, means: 'create, change and delete information barriers', restricted: enterprise, unlisted: true },
  'admin.chat:read': { bot: false, user: true, means: 'read messages in any conversation of the organization', restricted: enterprise, unlisted: true },
  'admin.chat:write': { bot: false, user: true, means: 'delete, restore and change messages of others', restricted: enterprise, unlisted: true },
  'admin.conversations:manage_objects': { bot: false, user: true, means: 'link channels to records of other systems', restricted: enterprise, unlisted: true },
  'admin.conversations:read': { bot: false, user: true, means: 'read names, members and settings of any channel', restricted: enterprise, unlisted: true },
  'admin.conversations:write': { bot: false, user: true, means: 'create, change, archive and delete any channel', restricted: enterprise, unlisted: true },
  'admin.invites:read': { bot: false, user: true, means: 'list requests to invite people', restricted: enterprise, unlisted: true },
  'admin.invites:write': { bot: false, user: true, means: 'approve and deny requests to invite people', restricted: enterprise, unlisted: true },
  'admin.roles:read': { bot: false, user: true, means: 'list who holds which admin role', restricted: enterprise, unlisted: true },
  'admin.roles:write': { bot: false, user: true, means: 'give and take admin roles', restricted: enterprise, unlisted: true },
  'admin.teams:read': { bot: false, user: true, means: 'list workspaces, their admins and settings', restricted: enterprise, unlisted: true },
  'admin.teams:write': { bot: false, user: true, means: 'create workspaces and change their settings', restricted: enterprise, unlisted: true },
  'admin.usergroups:read': { bot: false, user: true, means: 'list the channels of user groups', restricted: enterprise, unlisted: true },
  'admin.usergroups:write': { bot: false, user: true, means: 'change user groups across the organization', restricted: enterprise, unlisted: true },
  'admin.users:read': { bot: false, user: true, means: 'list people, their sessions and sign-in rules', restricted: enterprise, unlisted: true },
  'admin.users:write': { bot: false, user: true, means: 'invite, change and remove people', restricted: enterprise, unlisted: true },
  'admin.workflows:read': { bot: false, user: true, means: 'list workflows and who may run their steps', restricted: enterprise, unlisted: true },
  'admin.workflows:write': { bot: false, user: true, means: 'unpublish workflows and change who manages them', restricted: enterprise, unlisted: true },
  'app_configurations:read': { bot: false, user: true, means: 'read the manifests of apps', heldBy: 'configuration', note: configuration },
  'app_configurations:write': { bot: false, user: true, means: 'create and change apps through manifests', heldBy: 'configuration', note: configuration },
  'app_mentions:read': { bot: true, user: false, means: 'receive the messages that mention the app' },
  'apps.requests:write': { bot: false, user: true, means: 'ask admins to approve an app, and withdraw the request', note: 'not granted to an organization-wide install' },
  'assistant:write': { bot: true, user: false, means: 'act as an AI assistant in its own threads' },
  'auditlogs:read': { bot: false, user: true, means: 'read the audit log of the organization', restricted: enterprise },
  'authorizations:read': { bot: false, user: false, means: 'list which installs can see an event', heldBy: 'app-level', note: appLevel },
  'bookmarks:read': { bot: true, user: true, means: 'list bookmarks of channels' },
  'bookmarks:write': { bot: true, user: true, means: 'add, change and remove bookmarks of channels' },
  'bot': { bot: true, user: false, means: 'act as a bot user that may do nearly all a member can', classic: true, successor: ['chat:write', 'channels:read', 'users:read'], note: 'the umbrella scope: without it the v1 flow returns no bot token' },
  'calls:read': { bot: true, user: true, means: 'see calls, running and past' },
  'calls:write': { bot: true, user: true, means: 'start and manage calls' },
  'canvases:read': { bot: true, user: true, means: 'read canvases' },
  'canvases:write': { bot: true, user: true, means: 'create, change and delete canvases' },
  'channels:history': { bot: true, user: true, means: 'read messages in public channels' },
  'channels:join': { bot: true, user: false, means: 'join public channels', counterpart: 'channels:write' },
  'channels:manage': { bot: true, user: false, means: 'create public channels and manage those it is in', counterpart: 'channels:write' },
  'channels:read': { bot: true, user: true, means: 'list public channels and their members' },
  'channels:write': { bot: false, user: true, means: 'create, join and manage public channels', counterpart: 'channels:manage' },
  'channels:write.invites': { bot: true, user: true, means: 'invite people to public channels' },
  'channels:write.topic': { bot: true, user: true, means: 'set topic and purpose of public channels' },
  'chat:write': { bot: true, user: true, means: 'post messages' },
  'chat:write.customize': { bot: true, user: false, means: 'post messages under another name and picture' },
  'chat:write.public': { bot: true, user: false, means: 'post in public channels without being a member' },
  'chat:write:bot': { bot: false, user: true, means: 'post messages as the app', classic: true, successor: ['chat:write'] },
  'chat:write:user': { bot: false, user: true, means: 'post messages as the person', classic: true, successor: ['chat:write'] },
  'client': { bot: false, user: true, means: 'act as a full Slack client of the person', classic: true, successor: ['channels:read', 'channels:history', 'chat:write', 'users:read'], note: 'never granted together with bot' },
  'commands': { bot: true, user: false, means: 'add slash commands and shortcuts', note: 'a classic app requests it in its one list' },
  'connections:write': { bot: false, user: false, means: 'open Socket Mode connections', heldBy: 'app-level', note: appLevel },
  'conversations.connect:manage': { bot: true, user: false, means: 'approve and manage Slack Connect channels' },
  'conversations.connect:read': { bot: true, user: false, means: 'receive invitations to Slack Connect channels' },
  'conversations.connect:write': { bot: true, user: false, means: 'send and accept invitations to Slack Connect channels' },
  'datastore:read': { bot: true, user: false, means: 'read the datastore of an app that Slack hosts' },
  'datastore:write': { bot: true, user: false, means: 'write to the datastore of an app that Slack hosts' },
  'dnd:read': { bot: true, user: true, means: 'see who does not want to be disturbed' },
  'dnd:write': { bot: false, user: true, means: 'change the person’s Do Not Disturb settings' },
  'email': { bot: false, user: true, means: 'learn the person’s email address at sign-in', signIn: true, note: 'requested at openid/connect/authorize' },
  'emoji:read': { bot: true, user: true, means: 'list custom emoji' },
  'files:read': { bot: true, user: true, means: 'read files shared in conversations' },
  'files:write': { bot: true, user: true, means: 'upload, change and delete files' },
  'files:write:bot': { bot: false, user: true, means: 'upload, change and delete files as the app', classic: true, successor: ['files:write'] },
  'files:write:user': { bot: false, user: true, means: 'upload, change and delete files as the person', classic: true, successor: ['files:write'] },
  'groups:history': { bot: true, user: true, means: 'read messages in private channels it is in' },
  'groups:read': { bot: true, user: true, means: 'list private channels it is in, and their members' },
  'groups:write': { bot: true, user: true, means: 'create private channels and manage those it is in' },
  'groups:write.invites': { bot: true, user: true, means: 'invite people to private channels it is in' },
  'groups:write.topic': { bot: true, user: true, means: 'set topic and purpose of private channels it is in' },
  'hosting:read': { bot: false, user: true, means: 'see apps that Slack hosts, and their activity' },
  'hosting:write': { bot: false, user: true, means: 'deploy and manage apps that Slack hosts' },
  'identify': { bot: false, user: true, means: 'learn who the person is', classic: true, note: 'added to every classic grant by itself' },
  'identity.avatar': { bot: false, user: true, means: 'learn the person’s picture at sign-in', signIn: true, unlisted: true },
  'identity.basic': { bot: false, user: true, means: 'learn the person’s name and id at sign-in', signIn: true, unlisted: true },
  'identity.email': { bot: false, user: true, means: 'learn the person’s email address at sign-in', signIn: true, unlisted: true },
  'identity.team': { bot: false, user: true, means: 'learn the name of the workspace at sign-in', signIn: true, unlisted: true },
  'im:history': { bot: true, user: true, means: 'read direct messages it takes part in' },
  'im:read': { bot: true, user: true, means: 'list direct messages it takes part in' },
  'im:write': { bot: true, user: true, means: 'start direct messages' },
  'im:write.topic': { bot: true, user: true, means: 'set the topic of direct messages' },
  'incoming-webhook': { bot: true, user: false, means: 'post to one channel, chosen at the install, by a URL', note: 'a classic app requests it in its one list' },
  'links.embed:write': { bot: true, user: true, means: 'embed video players in messages' },
  'links:read': { bot: true, user: true, means: 'receive links to its domains that people post' },
  'links:write': { bot: true, user: true, means: 'show previews of links' },
  'lists:read': { bot: true, user: true, means: 'read Slack lists' },
  'lists:write': { bot: true, user: true, means: 'create, change and delete Slack lists' },
  'metadata.message:read': { bot: true, user: false, means: 'read metadata of messages in channels it is in' },
  'mpim:history': { bot: true, user: true, means: 'read group direct messages it takes part in' },
  'mpim:read': { bot: true, user: true, means: 'list group direct messages it takes part in' },
  'mpim:write': { bot: true, user: true, means: 'start group direct messages' },
  'mpim:write.invites': { bot: true, user: true, means: 'invite people to group direct messages' },
  'mpim:write.topic': { bot: true, user: true, means: 'set the topic of group direct messages' },
  'openid': { bot: false, user: true, means: 'sign the person in by OpenID Connect', signIn: true, note: 'requested at openid/connect/authorize' },
  'pins:read': { bot: true, user: true, means: 'list pinned messages and files' },
  'pins:write': { bot: true, user: true, means: 'pin and unpin messages and files' },
  'post': { bot: false, user: true, means: 'post as the person', classic: true, successor: ['chat:write'], note: 'from before scopes had objects; never granted together with bot' },
  'profile': { bot: false, user: true, means: 'learn the person’s name and picture at sign-in', signIn: true, note: 'requested at openid/connect/authorize' },
  'reactions:read': { bot: true, user: true, means: 'see reactions and what they are on' },
  'reactions:write': { bot: true, user: true, means: 'add and remove reactions' },
  'read': { bot: false, user: true, means: 'read all that the person can', classic: true, successor: ['channels:read', 'channels:history', 'users:read'], note: 'from before scopes had objects; never granted together with bot' },
  'reminders:read': { bot: true, user: true, means: 'list reminders', note: 'no method takes it from a bot token' },
  'reminders:write': { bot: true, user: true, means: 'add, complete and delete reminders', note: 'no method takes it from a bot token' },
  'remote_files:read': { bot: true, user: true, means: 'list remote files that the app added' },
  'remote_files:share': { bot: true, user: true, means: 'share remote files in conversations' },
  'remote_files:write': { bot: true, user: false, means: 'add, change and remove remote files' },
  'rtm:stream': { bot: false, user: false, means: 'receive events over the Real Time Messaging API', classic: true, note: 'it comes by itself with bot or client' },
  'search:read': { bot: false, user: true, means: 'search all that the person can see', unlisted: true },
  'search:read.enterprise': { bot: true, user: false, means: 'answer searches across the organization', restricted: enterprise },
  'search:read.files': { bot: true, user: true, means: 'search files by the Real-time Search API' },
  'search:read.im': { bot: false, user: true, means: 'search direct messages by the Real-time Search API' },
  'search:read.mpim': { bot: false, user: true, means: 'search group direct messages by the Real-time Search API' },
  'search:read.private': { bot: false, user: true, means: 'search private channels by the Real-time Search API' },
  'search:read.public': { bot: true, user: true, means: 'search public channels by the Real-time Search API' },
  'search:read.users': { bot: true, user: true, means: 'search people by the Real-time Search API' },
  'stars:read': { bot: false, user: true, means: 'list what the person starred' },
  'stars:write': { bot: false, user: true, means: 'star and unstar for the person' },
  'team.billing:read': { bot: true, user: true, means: 'see the plan that the workspace is on' },
  'team.preferences:read': { bot: true, user: true, means: 'read the preferences of the workspace' },
  'team:read': { bot: true, user: true, means: 'see name, domain and icon of the workspace' },
  'tokens.basic': { bot: true, user: true, means: 'call the methods that want no other scope' },
  'triggers:read': { bot: true, user: true, means: 'list triggers of workflows', unlisted: true },
  'triggers:write': { bot: true, user: true, means: 'create and change triggers of workflows', unlisted: true },
  'usergroups:read': { bot: true, user: true, means: 'list user groups and their members' },
  'usergroups:write': { bot: true, user: true, means: 'create and change user groups' },
  'users.profile:read': { bot: true, user: true, means: 'read profiles of people' },
  'users.profile:write': { bot: false, user: true, means: 'change the person’s profile and status' },
  'users:read': { bot: true, user: true, means: 'list people in the workspace' },
  'users:read.email': { bot: true, user: true, means: 'see email addresses of people', note: 'asked together with users:read' },
  'users:write': { bot: true, user: true, means: 'set its presence, active or away' },
  'workflow.steps:execute': { bot: true, user: false, means: 'run as a step of Workflow Builder', note: 'steps from apps of this kind were retired in 2024', unlisted: true },
  'workflows.templates:read': { bot: true, user: true, means: 'read templates of workflows' },
  'workflows.templates:write': { bot: true, user: true, means: 'create and change templates of workflows' },
} as const satisfies Record<string, ScopeFacts>

export type ScopeName = keyof typeof scopes

/**
 * Returns the facts about a scope. Undefined when the table does not have it: a misspelt scope, or one that is newer
 * than the table.
 */
export function scopeFacts(name: string): ScopeFacts | undefined {
  return Object.hasOwn(scopes, name) ? scopes[name as ScopeName] : undefined
}

/** Splits scopes at commas and white space. Each scope appears once, in the order of the text. */
export function scopeList(text: string): string[] {
  return [...new Set(text.split(/[\s,]+/).filter((scope) => scope !== ''))]
}

/** For each scope that is requested only together with another scope: the other scope. */
export const companionScopes: Readonly<Record<string, string>> = { 'users:read.email': 'users:read' }

/**
 * Returns the kind of token that replaces the token of a classic scope in current apps: `bot` for `bot` and `…:bot`,
 * which let an app act as itself; otherwise `user`. Undefined for a scope that is not classic.
 */
export function classicHolder(scope: string): 'bot' | 'user' | undefined {
  if (!scopeFacts(scope)?.classic) return undefined
  return /(?:^|:)bot$/.test(scope) ? 'bot' : 'user'
}

export interface ScopeProblem {
  readonly scope: string
  /**
   * The kind of problem. `unknown`: the scope may be newer than the table. For all other kinds, Slack refuses the
   * scope: it belongs to the other kind of token or to classic apps, no install grants it, or other scopes exclude it.
   */
  readonly kind: 'unknown' | 'wrongToken' | 'classic' | 'notInstallable' | 'mixed'
  /** The problem in one sentence, without a full stop. */
  readonly problem: string
  /** What to request instead, in the imperative, without a full stop. */
  readonly suggestion?: string
}

/**
 * Finds the scopes that Slack would refuse on its own page, without a redirect to the app. Order of the result: bot
 * scopes, then user scopes. In the v1 flow, the install page gets both lists as one. Sends nothing.
 */
export function checkScopes(bot: readonly string[], user: readonly string[], flow: 'v1' | 'v2'): ScopeProblem[] {
  const requested = [...new Set([...bot, ...user])]
  const alone =
    flow === 'v1'
      ? requested.map((scope) => checkClassic(scope))
      : [...bot.map((scope) => checkGranular(scope, 'bot')), ...user.map((scope) => checkGranular(scope, 'user'))]
  const together = requested.map((scope) => checkTogether(scope, requested, flow))
  const problems = [...alone, ...together].filter((one) => one !== undefined)
  return problems.filter((one, index) => problems.findIndex(({ problem }) => problem === one.problem) === index)
}

function checkGranular(scope: string, kind: 'bot' | 'user'): ScopeProblem | undefined {
  const facts = scopeFacts(scope)
  if (!facts) return unknownScope(scope)
  if (facts.heldBy || (!facts.bot && !facts.user)) return notInstallable(scope, facts)
  if (facts.classic) return classicScope(scope, facts)
  if (facts[kind]) return undefined
  const other = kind === 'bot' ? 'user' : 'bot'
  const { counterpart } = facts
  return {
    scope,
    kind: 'wrongToken',
    problem: `${scope} is a scope of ${other} tokens; no ${kind} token can have it`,
    suggestion: counterpart
      ? `Request ${counterpart}, which covers it for the ${kind} token, or move ${scope} to ${flags[other]}`
      : `Move it to ${flags[other]}`,
  }
}

const flags = { bot: '--scopes', user: '--user-scopes' } as const

function checkClassic(scope: string): ScopeProblem | undefined {
  const facts = scopeFacts(scope)
  if (!facts) return unknownScope(scope)
  if (facts.heldBy || (!facts.bot && !facts.user)) return notInstallable(scope, facts)
  const oneList = scope === 'commands' || scope === 'incoming-webhook'
  if (facts.classic || facts.user || oneList) return undefined
  return {
    scope,
    kind: 'wrongToken',
    problem: `${scope} is a scope of bot tokens, and the v1 flow has only one of those: bot`,
    suggestion: 'Request bot, or leave out --v1',
  }
}

/**
 * Finds combinations that Slack refuses as `invalid_scope`: a sign-in scope with any other scope, and `bot` with a
 * scope like `client`.
 */
function checkTogether(scope: string, requested: readonly string[], flow: 'v1' | 'v2'): ScopeProblem | undefined {
  if (scopeFacts(scope)?.signIn && requested.some((one) => !scopeFacts(one)?.signIn)) {
    return {
      scope,
      kind: 'mixed',
      problem: `${scope} signs a person in and cannot be combined with other scopes`,
      suggestion: 'Leave it out; signing in is a separate flow',
    }
  }
  if (flow === 'v1' && requested.includes('bot') && ['client', 'read', 'post'].includes(scope)) {
    return {
      scope,
      kind: 'mixed',
      problem: `${scope} cannot be combined with bot`,
      suggestion: 'Leave one of them out',
    }
  }
  return undefined
}

/**
 * Returns the scopes that a name may mean: the nearest first. There are no scopes with the first word `conversations`,
 * because Slack has one scope for each kind of conversation.
 */
export function meantScopes(name: string): string[] {
  const right = /^conversations?[.:_]([a-z]{1,20})$/i.exec(name.trim())?.[1]?.toLowerCase()
  const kinds = ['channels', 'groups', 'im', 'mpim'].map((kind) => `${kind}:${right}`).filter((one) => scopeFacts(one))
  return kinds.length > 0 ? kinds : nearest(name, Object.keys(scopes))
}

function unknownScope(scope: string): ScopeProblem {
  const near = meantScopes(scope)
  return {
    scope,
    kind: 'unknown',
    problem: `“${scope}” is not a known scope`,
    suggestion: near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'Look it up in docs.slack.dev/reference/scopes',
  }
}

function classicScope(scope: string, { successor }: ScopeFacts): ScopeProblem {
  return {
    scope,
    kind: 'classic',
    problem: `${scope} is a scope of classic apps; the v2 flow does not have it`,
    suggestion: `${successor ? `Request ${successor.join(', ')} instead` : 'Leave it out'}, or use --v1 if the app is a classic one`,
  }
}

function notInstallable(scope: string, { note }: ScopeFacts): ScopeProblem {
  return {
    scope,
    kind: 'notInstallable',
    problem: `${scope} cannot be requested${note ? `: ${note}` : ''}`,
    suggestion: 'Leave it out',
  }
}

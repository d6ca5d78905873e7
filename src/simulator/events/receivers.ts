import { eventFact } from '../../slack/facts/events.ts'
import type { App, Token } from '../state/app-types.ts'
import { canSee, isMember } from '../state/channels.ts'
import type { Authorization } from '../state/happening.ts'
import type { World } from '../state/types.ts'
import { isNotAdded } from '../state/users.ts'
import { currentWorkspace, hasOrgApps, isOrganization, placesHere, workspaceOf } from '../state/workspaces.ts'
import type { Subscriptions } from './subscriptions.ts'
import type { EventDraft, MissedEvent } from './types.ts'

/**
 * Returns the bot user and the users for whom an app gets an event, bot user first; an empty list when the app does not
 * get the event. Slack requires a subscription, a scope, and an installation by somebody who can see the change
 * (docs.slack.dev/apis/events-api).
 */
export function authorizationsFor(
  world: World,
  {
    app,
    subscriptions,
    draft,
  }: { readonly app: App; readonly subscriptions: Subscriptions; readonly draft: EventDraft },
): Authorization[] {
  if (draft.appId !== undefined && draft.appId !== app.id) return []
  const inThisWorkspace = world.state.tokens.filter(
    (token) => token.appId === app.id && !token.revoked && reaches(world, token, draft),
  )
  const receiving = inThisWorkspace.filter(
    (token) => isSubscribed(subscriptions, draft, token) && isAllowed(draft, token) && sees(draft, token),
  )
  const bots = receiving.filter(({ kind }) => kind === 'bot')
  const people = receiving.filter(({ kind }) => kind === 'user')
  const seen = new Set<string>()
  return [...bots, ...people].flatMap((token) => {
    if (seen.has(token.userId)) return []
    seen.add(token.userId)
    return [authorizationOf(world, token, draft)]
  })
}

interface JudgedDraft {
  readonly app: App
  readonly subscriptions: Subscriptions
  readonly draft: EventDraft
}

/** Returns the first condition for an event that an app does not meet; undefined when the app meets all of them. */
export function whyMissed(world: World, { app, subscriptions, draft }: JudgedDraft): MissedEvent['why'] | undefined {
  const own = world.state.tokens.filter(
    (token) => token.appId === app.id && !token.revoked && reaches(world, token, draft),
  )
  if (own.length === 0) return isNotAdded(world, app.id) ? 'not_added' : 'not_installed'
  const subscribed = own.filter((token) => isSubscribed(subscriptions, draft, token))
  if (subscribed.length === 0) return 'not_subscribed'
  const allowed = subscribed.filter((token) => isAllowed(draft, token))
  if (allowed.length === 0) return 'missing_scope'
  return allowed.some((token) => sees(draft, token)) ? undefined : 'not_in_conversation'
}

/** Whether the app is subscribed to this event, for its bot user or for users. */
export function isSubscribedAtAll({ bot, user }: Subscriptions, { name }: EventDraft): boolean {
  return [bot, user].some((names) => names === 'all' || names.includes(name))
}

function isSubscribed(subscriptions: Subscriptions, { name }: EventDraft, { kind }: Token): boolean {
  const fact = eventFact(name)
  const names = subscriptions[kind]
  return fact !== undefined && (fact.for === 'both' || fact.for === kind) && (names === 'all' || names.includes(name))
}

/**
 * Whether a token has a scope that an event requires. When each kind of conversation has its own scope, the token needs
 * the scope for this kind.
 */
function isAllowed({ name, channel }: EventDraft, { scopes }: Token): boolean {
  const wanted = eventFact(name)?.scopes ?? []
  const [only] = wanted
  if (only === undefined) return true
  const family = channel && { public: 'channels:', private: 'groups:', im: 'im:', mpim: 'mpim:' }[channel.kind]
  const ofKind = wanted.length > 1 && family ? wanted.filter((scope) => scope.startsWith(family)) : wanted
  return ofKind.some((scope) => scopes.includes(scope))
}

function sees({ name, channel, personId }: EventDraft, { userId }: Token): boolean {
  const audience = eventFact(name)?.audience
  if (audience === 'person') return personId === userId
  if (audience === 'conversation') return channel === undefined || isMember(channel, userId)
  if (audience !== 'item') return true
  return channel === undefined ? personId === undefined || personId === userId : canSee(channel, userId)
}

/** Whether a token is valid in the current workspace, or in the organization when the event is about the organization. */
function reaches(world: World, { workspaceId }: Token, { ofOrganization }: EventDraft): boolean {
  if (ofOrganization) return isOrganization(world, workspaceId)
  if (isOrganization(world, workspaceId)) return hasOrgApps(world)
  // `otherWorkspace` has the same people and channels as the app's own workspace, so a change in one of them is a
  // change in both.
  return placesHere(world).includes(workspaceOf(world, workspaceId).id)
}

/**
 * Returns the authorization of a token. For an org-wide install, `team_id` is the workspace in which the event
 * happened, as in Slack's sample (api.slack.com/enterprise/apps/reference); for an event about the organization, it is
 * null.
 */
function authorizationOf(
  world: World,
  { workspaceId, userId, kind }: Token,
  { ofOrganization }: EventDraft,
): Authorization {
  const org = isOrganization(world, workspaceId)
  return {
    enterprise_id: world.state.organization?.id ?? null,
    team_id: ofOrganization ? null : (org ? currentWorkspace(world) : workspaceOf(world, workspaceId)).id,
    user_id: userId,
    is_bot: kind === 'bot',
    is_enterprise_install: org,
  }
}

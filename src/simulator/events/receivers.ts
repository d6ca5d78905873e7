import { eventFact } from '../../slack/facts/events.ts'
import type { App, Token } from '../state/app-types.ts'
import { canSee, isMember } from '../state/channels.ts'
import type { Authorization } from '../state/happening.ts'
import type { World } from '../state/types.ts'
import { currentWorkspace, isOrganization, workspaceOf } from '../state/workspaces.ts'
import type { Subscriptions } from './subscriptions.ts'
import type { EventDraft, MissedEvent } from './types.ts'

/**
 * Returns the identities (bot first) on whose behalf an app gets an event; empty when the app does not get it. Slack
 * requires a subscription, a scope, and an installation that sees the change (docs.slack.dev/apis/events-api).
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
    (token) => token.appId === app.id && !token.revoked && reaches(world, token),
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
    return [authorizationOf(world, token)]
  })
}

interface JudgedDraft {
  readonly app: App
  readonly subscriptions: Subscriptions
  readonly draft: EventDraft
}

/** Returns the first condition that an app does not meet for an event; undefined when it gets the event. */
export function whyMissed(world: World, { app, subscriptions, draft }: JudgedDraft): MissedEvent['why'] | undefined {
  const own = world.state.tokens.filter((token) => token.appId === app.id && !token.revoked && reaches(world, token))
  if (own.length === 0) return 'not_installed'
  const subscribed = own.filter((token) => isSubscribed(subscriptions, draft, token))
  if (subscribed.length === 0) return 'not_subscribed'
  const allowed = subscribed.filter((token) => isAllowed(draft, token))
  if (allowed.length === 0) return 'missing_scope'
  return allowed.some((token) => sees(draft, token)) ? undefined : 'not_in_conversation'
}

/**
 * Whether the app is subscribed to this event. For the event about the loss of its last token, this is the only
 * condition.
 */
export function isSubscribedAtAll({ bot, user }: Subscriptions, { name }: EventDraft): boolean {
  return [bot, user].some((names) => names === 'all' || names.includes(name))
}

function isSubscribed(subscriptions: Subscriptions, { name }: EventDraft, { kind }: Token): boolean {
  const fact = eventFact(name)
  const names = subscriptions[kind]
  return fact !== undefined && (fact.for === 'both' || fact.for === kind) && (names === 'all' || names.includes(name))
}

/**
 * Whether a token has a scope for an event. When the scopes depend on the kind of conversation, it needs the scope for
 * that kind.
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

/** Whether a token belongs to the current workspace. */
function reaches(world: World, { workspaceId }: Token): boolean {
  const { organization } = world.state
  const here = currentWorkspace(world).id
  if (isOrganization(world, workspaceId)) return organization?.teams.includes(here) ?? false
  // Two workspaces can share people and channels: a change in one of them is then a change in both.
  const own = workspaceOf(world, workspaceId).id
  return own === here || (world.at === undefined && world.state.otherWorkspace?.id === own)
}

function authorizationOf(world: World, { workspaceId, userId, kind }: Token): Authorization {
  const org = isOrganization(world, workspaceId)
  return {
    enterprise_id: world.state.organization?.id ?? null,
    team_id: org ? null : workspaceOf(world, workspaceId).id,
    user_id: userId,
    is_bot: kind === 'bot',
    is_enterprise_install: org,
  }
}

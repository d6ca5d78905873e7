import type { App } from '../state/app-types.ts'
import type { World } from '../state/types.ts'
import { envelope } from './envelope.ts'
import { authorizationsFor, isSubscribedAtAll } from './receivers.ts'
import { subscriptionsOf } from './subscriptions.ts'
import type { EventDraft, Parcel } from './types.ts'

/** Maximum number of event contexts that are stored with their authorizations; the oldest are removed first. */
const mostContexts = 1000

/** Builds the delivery of an event to an app; returns undefined when the app does not get the event. */
export function parcelFor(world: World, app: App, draft: EventDraft): Parcel | undefined {
  const subscriptions = subscriptionsOf(app)
  const authorizations = draft.withoutToken ? [] : authorizationsFor(world, { app, subscriptions, draft })
  const receives = draft.withoutToken
    ? draft.appId === app.id && isSubscribedAtAll(subscriptions, draft)
    : authorizations.length > 0
  if (!receives) return undefined
  const event = draft.event()
  const payload = envelope(world, { app, draft, event, authorizations })
  world.contexts.set(payload.event_context, { appId: app.id, authorizations })
  const [oldest] = world.contexts.keys()
  if (world.contexts.size > mostContexts && oldest !== undefined) world.contexts.delete(oldest)
  return { kind: 'event', what: event.type, payload }
}

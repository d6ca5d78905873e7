import { eventFact } from '../../slack/facts/events.ts'
import type { App } from '../state/app-types.ts'
import type { World } from '../state/types.ts'
import { findInstall, findPerson } from '../state/users.ts'
import { whyMissed } from './receivers.ts'
import type { Subscriptions } from './subscriptions.ts'
import type { EventDraft, MissedEvent } from './types.ts'

interface MissedDraft {
  readonly app: App
  readonly subscriptions: Subscriptions
  readonly draft: EventDraft
}

/** Returns the description of an event that an app did not get, with the first condition that the app does not meet. */
export function missedEvent(world: World, { app, subscriptions, draft }: MissedDraft): MissedEvent {
  const { name, channel } = draft
  const botUserId = findInstall(world, app.id)?.botUserId ?? null
  return {
    appId: app.id,
    app: app.name,
    bot: findPerson(world, botUserId ?? '')?.name ?? null,
    event: name,
    why: whyMissed(world, { app, subscriptions, draft }) ?? 'no_way',
    scopes: eventFact(name)?.scopes ?? [],
    channel: channel?.name || null,
    addressed: isAddressed({ subscriptions, draft, botUserId }),
  }
}

/**
 * Whether an event is about the app itself, so that the app's developer expects the event: only this app can get it, or
 * it is a message in a person’s direct conversation with the app’s bot. The event `link_shared` counts only when the
 * manifest names the domain of the link.
 */
function isAddressed({
  subscriptions: { unfurlDomains },
  draft: { name, appId, channel },
  botUserId,
}: Pick<MissedDraft, 'subscriptions' | 'draft'> & { readonly botUserId: string | null }): boolean {
  if (name === 'link_shared') return unfurlDomains !== 'any'
  if (appId !== undefined) return true
  return name === 'message.im' && botUserId !== null && channel?.members.includes(botUserId) === true
}

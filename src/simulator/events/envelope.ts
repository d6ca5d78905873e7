import type { App } from '../state/app-types.ts'
import { isExtShared } from '../state/channels.ts'
import type { Authorization } from '../state/happening.ts'
import { draw } from '../state/ids.ts'
import type { World } from '../state/types.ts'
import { currentWorkspace } from '../state/workspaces.ts'
import type { EventDraft, InnerEvent } from './types.ts'

const idAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'

interface Enveloped {
  readonly app: App
  readonly draft: EventDraft
  readonly event: InnerEvent
  /**
   * The users and bot users for whom the app gets the event. The list is empty only for an event about the loss of the
   * app's last token.
   */
  readonly authorizations: readonly Authorization[]
}

/**
 * Builds the envelope of an event (docs.slack.dev/apis/events-api, “event callbacks”). Its `authorizations` contains
 * only the first user or bot user; `apps.event.authorizations.list` returns all of them for the `event_context`.
 */
export function envelope(
  world: World,
  { app, draft, event, authorizations }: Enveloped,
): Readonly<Record<string, unknown>> & { readonly event_context: string } {
  const [first] = authorizations
  const { organization } = world.state
  const team = currentWorkspace(world).id
  const eventId = `Ev0SIM${draw(world, idAlphabet, 8)}`
  return {
    token: app.verificationToken,
    team_id: draft.ofOrganization ? null : team,
    ...(organization && { enterprise_id: organization.id }),
    context_team_id: first ? first.team_id : team,
    context_enterprise_id: first?.enterprise_id ?? null,
    api_app_id: app.id,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(world.now() / 1000),
    ...(first && { authorizations: [first] }),
    is_ext_shared_channel: draft.channel !== undefined && isExtShared(draft.channel),
    event_context: contextOf(eventId, { team, draft, app }),
  }
}

/** Returns the `event_context`: an opaque text that identifies the event for `apps.event.authorizations.list`. */
function contextOf(
  eventId: string,
  { team, draft, app }: { readonly team: string; readonly draft: EventDraft; readonly app: App },
): string {
  const parts = { et: payloadType(draft), tid: team, aid: app.id, cid: draft.channel?.id ?? '', eid: eventId }
  return `4-${Buffer.from(JSON.stringify(parts)).toString('base64url')}`
}

function payloadType({ name }: EventDraft): string {
  return name.startsWith('message.') ? 'message' : name
}

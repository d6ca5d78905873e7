import type {
  AppHomeOpenedEvent,
  AppUninstalledEvent,
  AssistantThreadContextChangedEvent,
  AssistantThreadStartedEvent,
  TokensRevokedEvent,
} from '@slack/types'
import { findDirect } from '../../state/channels.ts'
import type { Happening } from '../../state/happening.ts'
import { newTs } from '../../state/ids.ts'
import type { World } from '../../state/types.ts'
import { findInstall } from '../../state/users.ts'
import { viewView } from '../../state/views.ts'
import { currentWorkspace } from '../../state/workspaces.ts'
import type { EventDraft, InnerEvent } from '../types.ts'

type AppHappening<What extends Happening['what']> = Extract<Happening, { readonly what: What }>

/**
 * Builds `tokens_revoked` (docs.slack.dev/reference/events/tokens_revoked). The event contains the ids of users, not
 * the tokens.
 */
export function revokedDrafts(world: World, { appId, people, bots }: AppHappening<'tokens_revoked'>): EventDraft[] {
  const event = () => {
    const revoked: TokensRevokedEvent = { type: 'tokens_revoked', tokens: { oauth: [...people], bot: [...bots] } }
    return { ...revoked, event_ts: newTs(world) }
  }
  return [{ name: 'tokens_revoked', appId, withoutToken: true, event }]
}

/** Builds `app_uninstalled` (docs.slack.dev/reference/events/app_uninstalled). */
export function uninstalledDrafts(world: World, { appId }: AppHappening<'app_uninstalled'>): EventDraft[] {
  const event = () => {
    const uninstalled: AppUninstalledEvent = { type: 'app_uninstalled' }
    return { ...uninstalled, event_ts: newTs(world) }
  }
  return [{ name: 'app_uninstalled', appId, withoutToken: true, event }]
}

/**
 * Builds `app_home_opened` (docs.slack.dev/reference/events/app_home_opened). The event contains `view` when the app
 * has already published its home.
 */
export function homeDrafts(world: World, { appId, userId, tab }: AppHappening<'home_opened'>): EventDraft[] {
  const event = (): InnerEvent => {
    const bot = findInstall(world, appId)?.botUserId ?? ''
    const view = world.state.views.find((one) => one.type === 'home' && one.appId === appId && one.userId === userId)
    const opened: AppHomeOpenedEvent = {
      type: 'app_home_opened',
      user: userId,
      channel: findDirect(world, [userId, bot])?.id ?? '',
      tab,
      event_ts: newTs(world),
    }
    return { ...opened, ...(tab === 'home' && view && { view: viewView(world, view) }) }
  }
  return [{ name: 'app_home_opened', appId, event }]
}

/**
 * Builds `assistant_thread_started` or `assistant_thread_context_changed`
 * (docs.slack.dev/reference/events/assistant_thread_started).
 */
export function assistantDrafts(world: World, happening: AppHappening<'assistant_thread'>): EventDraft[] {
  const { appId, userId, channel, threadTs, context, change } = happening
  const name = `assistant_thread_${change}` as const
  const event = () =>
    ({
      type: name,
      assistant_thread: {
        user_id: userId,
        context: Object.keys(context).length === 0 ? {} : { team_id: currentWorkspace(world).id, ...context },
        channel_id: channel.id,
        thread_ts: threadTs,
      },
      event_ts: newTs(world),
    }) satisfies
      | (Omit<AssistantThreadStartedEvent, 'type'> & { type: typeof name })
      | (Omit<AssistantThreadContextChangedEvent, 'type'> & { type: typeof name })
  return [{ name, appId, channel, event }]
}

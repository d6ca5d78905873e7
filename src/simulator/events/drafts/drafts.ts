import type { App } from '../../state/app-types.ts'
import type { Happening } from '../../state/happening.ts'
import type { World } from '../../state/types.ts'
import type { EventDraft } from '../types.ts'
import { assistantDrafts, homeDrafts, revokedDrafts, uninstalledDrafts } from './app.ts'
import { channelDrafts, directDrafts, memberDrafts } from './channel.ts'
import {
  fileCreatedDrafts,
  fileDeletedDrafts,
  filePublicDrafts,
  fileSharedDrafts,
  pinDrafts,
  reactionDrafts,
} from './item.ts'
import { changedDrafts, deletedDrafts, messageDrafts } from './message.ts'
import { metadataDrafts } from './metadata.ts'
import {
  deletedAppDrafts,
  installedDrafts,
  requestedDrafts,
  teamAccessDrafts,
  uninstalledTeamDrafts,
} from './other-app.ts'
import { userChangedDrafts, userJoinedDrafts } from './user.ts'

/**
 * Returns the events about one change, with the content that this app would get. Later code decides whether the app
 * receives them.
 */
export function draftsFor(world: World, happening: Happening, app: App): EventDraft[] {
  switch (happening.what) {
    case 'message':
      return [
        ...messageDrafts(world, happening, app),
        ...metadataDrafts(world, { channel: happening.channel, after: happening.message }, app),
      ]
    case 'message_changed':
      return [
        ...changedDrafts(world, happening),
        ...metadataDrafts(world, { ...happening, after: happening.message }, app),
      ]
    case 'message_deleted':
      return [...deletedDrafts(world, happening), ...metadataDrafts(world, happening, app)]
    case 'reaction_added':
    case 'reaction_removed':
      return reactionDrafts(world, happening)
    case 'pin_added':
    case 'pin_removed':
      return pinDrafts(world, happening)
    case 'member_joined':
    case 'member_left':
      return memberDrafts(world, happening)
    case 'channel_created':
    case 'channel_renamed':
    case 'channel_archived':
    case 'channel_unarchived':
      return channelDrafts(world, happening)
    case 'direct_opened':
      return directDrafts(world, happening)
    case 'file_created':
      return fileCreatedDrafts(world, happening)
    case 'file_public':
      return filePublicDrafts(world, happening)
    case 'file_shared':
    case 'file_unshared':
      return fileSharedDrafts(world, happening)
    case 'file_deleted':
      return fileDeletedDrafts(world, happening)
    case 'user_changed':
      return userChangedDrafts(world, happening)
    case 'user_joined':
      return happening.appId === app.id ? [] : userJoinedDrafts(world, happening.userId)
    case 'tokens_revoked':
      return revokedDrafts(world, happening)
    case 'app_uninstalled':
      return happening.appId === app.id ? uninstalledDrafts(world, happening) : uninstalledTeamDrafts(world, happening)
    case 'app_installed':
      return happening.appId === app.id ? [] : installedDrafts(world, happening)
    case 'app_deleted':
      return deletedAppDrafts(world, happening)
    case 'app_requested':
      return happening.appId === app.id ? [] : requestedDrafts(world, happening)
    case 'team_access_granted':
    case 'team_access_revoked':
      return teamAccessDrafts(world, happening)
    case 'home_opened':
      return homeDrafts(world, happening)
    case 'assistant_thread':
      return assistantDrafts(world, happening)
  }
}

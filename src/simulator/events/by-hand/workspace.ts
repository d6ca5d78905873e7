import type { EventName } from '../../../slack/facts/events.ts'
import type { HandScene, Templates } from './types.ts'

type WorkspaceEvent = Extract<
  EventName,
  | `file_${string}`
  | `team_${string}`
  | `subteam_${string}`
  | `dnd_${string}`
  | `shared_channel_${string}`
  | `grid_${string}`
  | 'emoji_changed'
  | 'email_domain_changed'
  | 'invite_requested'
  | `user_${string}`
>

/** Returns the fields of an event about a person. */
const about = ({ person, now }: HandScene) => ({ user: person, cache_ts: now })

const file = 'F0SIMBYHAND'
const ofFile = ({ user }: HandScene) => ({ file_id: file, user_id: user, file: { id: file } })

const subteam = ({ user, team, now }: HandScene) => ({
  subteam: {
    ...{ id: 'S0SIMBYHAND', team_id: team, name: 'Release', handle: 'release', description: '' },
    ...{ is_usergroup: true, is_subteam: true, is_external: false, auto_provision: false },
    ...{ date_create: now, created_by: user, users: [user], user_count: 1 },
  },
})

const quiet = ({ now }: HandScene) => ({
  dnd_enabled: true,
  next_dnd_start_ts: now,
  next_dnd_end_ts: now + 3600,
})

const picture = ''
const partner = ({ now }: HandScene) => ({
  ...{ id: 'T0SIMPARTNER', name: 'Partner', icon: {}, is_verified: false, domain: 'partner', date_created: now },
})
const partnerUser = ({ now }: HandScene) => ({
  ...{ id: 'U0SIMPARTNER', team_id: 'T0SIMPARTNER', name: 'robin', updated: now },
  profile: {
    ...{ real_name: 'Robin Example', real_name_normalized: 'Robin Example', display_name: 'robin' },
    ...{ display_name_normalized: 'robin', team: 'T0SIMPARTNER', avatar_hash: '0', email: 'robin@example.com' },
    ...{ image_24: picture, image_32: picture, image_48: picture, image_72: picture },
    ...{ image_192: picture, image_512: picture },
  },
})
const invited = (scene: HandScene) => ({
  invite: {
    ...{ id: 'I0SIMBYHAND', date_created: scene.now, date_invalid: scene.now + 1_209_600 },
    ...{ inviting_team: partner(scene), inviting_user: partnerUser(scene), recipient_email: 'dana@example.com' },
  },
  channel: { id: scene.channel, is_private: false, is_im: false, name: scene.channelName },
})

/** For each event about the workspace, the function that builds its payload (docs.slack.dev/reference/events). */
export const workspaceTemplates: Templates<WorkspaceEvent> = {
  file_created: ofFile,
  file_public: ofFile,
  file_change: ofFile,
  file_shared: (scene) => ({ ...ofFile(scene), channel_id: scene.channel }),
  file_unshared: (scene) => ({ ...ofFile(scene), channel_id: scene.channel }),
  file_deleted: ({ channel }) => ({ file_id: file, channel_ids: [channel] }),
  team_join: about,
  user_change: about,
  user_profile_changed: about,
  user_status_changed: about,
  user_huddle_changed: about,
  team_access_granted: ({ team }) => ({ team_ids: [team] }),
  team_access_revoked: ({ team }) => ({ team_ids: [team] }),
  team_rename: ({ teamName }) => ({ name: `New ${teamName}` }),
  team_domain_change: ({ domain }) => ({ url: `https://new-${domain}.slack.com`, domain: `new-${domain}` }),
  email_domain_changed: () => ({ email_domain: 'example.com' }),
  emoji_changed: () => ({ subtype: 'add', name: 'party', value: 'https://example.com/party.png' }),
  dnd_updated: (scene) => ({
    user: scene.user,
    dnd_status: { ...quiet(scene), snooze_enabled: false, snooze_endtime: 0, snooze_remaining: 0 },
  }),
  dnd_updated_user: (scene) => ({ user: scene.user, dnd_status: quiet(scene) }),
  subteam_created: subteam,
  subteam_updated: subteam,
  subteam_members_changed: ({ team, user, now }) => ({
    subteam_id: 'S0SIMBYHAND',
    team_id: team,
    date_previous_update: now - 60,
    date_update: now,
    added_users: [user],
    added_users_count: 1,
  }),
  subteam_self_added: () => ({ subteam_id: 'S0SIMBYHAND' }),
  subteam_self_removed: () => ({ subteam_id: 'S0SIMBYHAND' }),
  grid_migration_started: () => ({ enterprise_id: 'E0SIMBYHAND' }),
  grid_migration_finished: () => ({ enterprise_id: 'E0SIMBYHAND' }),
  invite_requested: ({ user, channel, team, teamName, domain, now }) => ({
    invite_request: {
      ...{ id: 'I0SIMBYHAND', email: 'robin@example.com', real_name: 'Robin Example', request_reason: '' },
      ...{ date_created: now, date_expire: 0, requester_ids: [user], channel_ids: [channel] },
      invite_type: 'full_member',
      team: { id: team, name: teamName, domain },
    },
  }),
  shared_channel_invite_received: invited,
  shared_channel_invite_accepted: (scene) => ({
    ...invited(scene),
    approval_required: false,
    teams_in_channel: [partner(scene)],
    accepting_user: partnerUser(scene),
  }),
  shared_channel_invite_approved: (scene) => ({
    ...invited(scene),
    approving_team_id: scene.team,
    teams_in_channel: [partner(scene)],
    approving_user: partnerUser(scene),
  }),
  shared_channel_invite_declined: (scene) => ({
    ...invited(scene),
    declining_team_id: scene.team,
    teams_in_channel: [partner(scene)],
    declining_user: partnerUser(scene),
  }),
  shared_channel_invite_requested: ({ user, team, teamName, domain, channel, channelName, now }) => ({
    actor: {
      ...{ id: user, name: 'dana', real_name: 'Dana', display_name: 'dana', is_bot: false },
      ...{ team_id: team, timezone: 'Europe/Amsterdam' },
    },
    channel_id: channel,
    event_type: 'slack#/events/shared_channel_invite_requested',
    channel_name: channelName,
    channel_type: 'public',
    target_users: [{ email: 'robin@example.com', invite_id: 'I0SIMBYHAND' }],
    teams_in_channel: [
      {
        ...{ id: team, name: teamName, domain, icon: { image_34: picture, image_default: true } },
        ...{ is_verified: false, date_created: now, avatar_base_url: picture, requires_sponsorship: false },
      },
    ],
    is_external_limited: false,
    channel_date_created: now,
    channel_message_latest_counted_timestamp: 0,
  }),
}

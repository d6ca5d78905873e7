import { expect } from 'vitest'
import type { Example } from './examples.ts'
import { bot, dana, design, general, lee, random, sam, secret } from './staged-world.ts'

const nowhere = { channel: 'C0NOWHERE' }
const badCursor = 'bm9uZQ=='

/** Examples of the conversations.* methods. */
export const conversationExamples: Readonly<Record<string, Example>> = {
  'conversations.list': {
    as: 'bot',
    args: () => ({ limit: 2 }),
    answers: () => ({
      channels: [
        { name: 'general', is_member: true },
        { name: 'random', is_member: false },
      ],
      response_metadata: { next_cursor: expect.stringMatching(/./) },
    }),
    errors: () => [
      ['invalid_types', { types: 'secret_channel' }],
      ['invalid_cursor', { cursor: badCursor }],
      ['invalid_limit', { limit: 1001 }],
    ],
  },
  'conversations.info': {
    as: 'user',
    args: () => ({ channel: secret, include_num_members: true }),
    answers: () => ({ channel: { id: secret, is_private: true, num_members: 2 } }),
    errors: () => [
      ['channel_not_found', nowhere],
      ['channel_not_found', {}, 'bot'],
    ],
  },
  'conversations.members': {
    as: 'bot',
    args: () => ({ channel: random, limit: 1 }),
    answers: () => ({ members: [dana] }),
    errors: () => [
      ['channel_not_found', { channel: secret }],
      ['invalid_cursor', { cursor: badCursor }],
      ['invalid_limit', { limit: -1 }],
    ],
  },
  'conversations.history': {
    as: 'bot',
    args: ({ danaTs }) => ({ channel: general, latest: danaTs, inclusive: true }),
    answers: ({ botTs }) => ({
      messages: [{ text: 'from dana' }, { ts: botTs, reply_count: 1, reply_users: [dana] }],
      has_more: false,
      pin_count: 1,
    }),
    errors: () => [
      ['channel_not_found', nowhere],
      ['not_in_channel', { channel: design }],
      ['invalid_ts_oldest', { oldest: 'then' }],
      ['invalid_ts_latest', { latest: 'now' }],
      ['invalid_cursor', { cursor: badCursor }],
      ['invalid_limit', { limit: 'all' }],
    ],
  },
  'conversations.replies': {
    as: 'bot',
    args: ({ botTs }) => ({ channel: general, ts: botTs }),
    answers: ({ botTs }) => ({
      messages: [
        { ts: botTs, reply_count: 1 },
        { text: 'a reply', thread_ts: botTs, parent_user_id: bot.user },
      ],
      has_more: false,
    }),
    errors: () => [
      ['thread_not_found', { ts: '1.000001' }],
      ['channel_not_found', nowhere],
      ['not_in_channel', { channel: design }],
      ['invalid_ts_oldest', { oldest: 'then' }],
      ['invalid_ts_latest', { latest: 'now' }],
      ['invalid_cursor', { cursor: badCursor }],
    ],
  },
  'conversations.open': {
    as: 'bot',
    args: () => ({ users: lee, return_im: true }),
    answers: () => ({ channel: { is_im: true, user: lee } }),
    errors: () => [
      ['users_list_not_supplied', { users: undefined }],
      ['user_not_found', { users: 'U0NOBODY' }],
      ['too_many_users', { users: Array(9).fill(lee).join(',') }],
      ['channel_not_found', { prevent_creation: true }],
      ['channel_not_found', { users: undefined, ...nowhere }],
      ['method_not_supported_for_channel_type', { users: undefined, channel: general }],
    ],
  },
  'conversations.create': {
    as: 'bot',
    args: () => ({ name: 'launch-2', is_private: true }),
    answers: () => ({ channel: { name: 'launch-2', is_private: true, is_member: true, creator: bot.user } }),
    after: () => ['conversations.list', { types: 'private_channel' }, { channels: [{ name: 'launch-2' }] }],
    errors: () => [
      ['name_taken', { name: 'general' }],
      ['invalid_name_specials', { name: 'Launch!' }],
      ['invalid_name_punctuation', { name: '--' }],
      ['invalid_name_maxlength', { name: 'x'.repeat(81) }],
    ],
  },
  'conversations.rename': {
    as: 'bot',
    args: ({ team }) => ({ channel: team, name: 'crew' }),
    answers: ({ team }) => ({ channel: { id: team, name: 'crew', previous_names: ['team'] } }),
    after: ({ team }) => ['conversations.info', { channel: team }, { channel: { name: 'crew' } }],
    errors: ({ old }) => [
      ['name_taken', { name: 'random' }],
      ['invalid_name_specials', { name: 'the crew' }],
      ['invalid_name_punctuation', { name: '_' }],
      ['invalid_name_maxlength', { name: 'x'.repeat(81) }],
      ['not_authorized', { channel: general }],
      ['not_in_channel', { channel: design }],
      ['channel_not_found', nowhere],
      ['is_archived', { channel: old }],
    ],
  },
  'conversations.archive': {
    as: 'bot',
    args: ({ team }) => ({ channel: team }),
    answers: () => ({ ok: true }),
    after: ({ team }) => ['conversations.info', { channel: team }, { channel: { is_archived: true } }],
    errors: ({ old }) => [
      ['already_archived', { channel: old }],
      ['cant_archive_general', { channel: general }],
      ['not_in_channel', { channel: random }],
      ['channel_not_found', nowhere],
    ],
  },
  'conversations.unarchive': {
    as: 'bot',
    args: ({ old }) => ({ channel: old }),
    answers: () => ({ ok: true }),
    after: ({ old }) => ['conversations.info', { channel: old }, { channel: { is_archived: false } }],
    errors: ({ team }) => [
      ['not_archived', { channel: team }],
      ['not_in_channel', {}, 'user'],
      ['channel_not_found', nowhere],
    ],
  },
  'conversations.setTopic': {
    as: 'bot',
    args: ({ team }) => ({ channel: team, topic: 'the launch' }),
    answers: () => ({ channel: { topic: { value: 'the launch', creator: bot.user } } }),
    after: ({ team }) => ['conversations.info', { channel: team }, { channel: { topic: { value: 'the launch' } } }],
    errors: ({ old }) => [
      ['too_long', { topic: 'x'.repeat(251) }],
      ['not_in_channel', { channel: design }],
      ['is_archived', { channel: old }],
      ['channel_not_found', nowhere],
    ],
  },
  'conversations.setPurpose': {
    as: 'user',
    args: ({ team }) => ({ channel: team, purpose: 'to launch' }),
    answers: () => ({ purpose: 'to launch', channel: { purpose: { value: 'to launch', creator: dana } } }),
    after: ({ team }) => ['conversations.info', { channel: team }, { channel: { purpose: { value: 'to launch' } } }],
    errors: ({ old }) => [
      ['too_long', { purpose: 'x'.repeat(251) }],
      ['not_in_channel', { channel: design }],
      ['is_archived', { channel: old }, 'bot'],
      ['channel_not_found', nowhere],
    ],
  },
  'conversations.mark': {
    as: 'user',
    args: ({ danaTs }) => ({ channel: general, ts: danaTs }),
    answers: () => ({ ok: true }),
    after: ({ danaTs }) => ['conversations.info', { channel: general }, { channel: { last_read: danaTs } }],
    errors: () => [
      ['invalid_timestamp', { ts: 'now' }],
      ['not_in_channel', { channel: design }],
      ['channel_not_found', nowhere],
    ],
  },
  'conversations.join': {
    as: 'bot',
    args: () => ({ channel: random }),
    answers: () => ({ channel: { id: random, is_member: true } }),
    after: () => ['conversations.members', { channel: random }, { members: [dana, lee, bot.user] }],
    errors: ({ old }) => [
      ['channel_not_found', { channel: secret }],
      ['is_archived', { channel: old }],
      ['method_not_supported_for_channel_type', { channel: secret }, 'user'],
    ],
  },
  'conversations.invite': {
    as: 'bot',
    args: ({ team }) => ({ channel: team, users: sam }),
    answers: ({ team }) => ({ channel: { id: team, num_members: 4 } }),
    after: ({ team }) => ['conversations.members', { channel: team }, { members: [bot.user, dana, lee, sam] }],
    errors: ({ old }) => [
      ['already_in_channel', { users: lee }],
      ['user_not_found', { users: `${sam},U0NOBODY` }],
      ['cant_invite_self', { users: bot.user }],
      ['no_user', { users: ',' }],
      ['too_many_users', { users: Array.from({ length: 101 }, (_, index) => `U${index}`).join(',') }],
      ['not_in_channel', { channel: random }],
      ['is_archived', { channel: old }],
      ['channel_not_found', nowhere],
    ],
  },
  'conversations.kick': {
    as: 'bot',
    args: ({ team }) => ({ channel: team, user: lee }),
    answers: () => ({ ok: true, errors: {} }),
    after: ({ team }) => ['conversations.members', { channel: team }, { members: [bot.user, dana] }],
    errors: () => [
      ['no_user', { user: undefined }],
      ['user_not_found', { user: 'U0NOBODY' }],
      ['cant_kick_self', { user: bot.user }],
      ['cant_kick_from_general', { channel: general }],
      ['not_in_channel', { user: sam }],
      ['channel_not_found', nowhere],
    ],
  },
  'conversations.leave': {
    as: 'bot',
    args: ({ team }) => ({ channel: team }),
    answers: () => ({ ok: true }),
    after: ({ team }) => ['conversations.info', { channel: team }, { channel: { is_member: false } }],
    errors: ({ alone, old }) => [
      ['cant_leave_general', { channel: general }],
      ['last_member', { channel: alone }],
      ['is_archived', { channel: old }],
      ['channel_not_found', nowhere],
    ],
  },
}

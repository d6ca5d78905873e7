import { expect } from 'vitest'
import type { Example } from './examples.ts'
import { bot, dana, general, home, lee, modal, sam, secret } from './staged-world.ts'

const badCursor = 'bm9uZQ=='

/** Examples of the methods bots.*, files.*, search.*, team.*, users.* and views.*. */
export const otherExamples: Readonly<Record<string, Example>> = {
  'bots.info': {
    as: 'bot',
    args: () => ({ bot: bot.id }),
    answers: () => ({ bot: { id: bot.id, user_id: bot.user } }),
    errors: () => [['bot_not_found', { bot: 'B0NONE' }]],
  },
  'files.completeUploadExternal': {
    as: 'bot',
    args: ({ begun, botTs }) => ({
      files: [{ id: begun, title: 'A' }],
      channel_id: general,
      thread_ts: botTs,
      initial_comment: 'see',
    }),
    answers: ({ begun }) => ({ files: [{ id: begun, title: 'A', channels: [general] }] }),
    after: ({ botTs }) => [
      'conversations.replies',
      { channel: general, ts: botTs },
      { messages: [{}, {}, { text: 'see' }] },
    ],
    errors: ({ file, danasBegun, old }) => [
      ['file_not_found', { files: [{ id: file }] }],
      ['file_not_found', { files: [{ id: 'F0NONE' }] }],
      ['access_denied', { files: [{ id: danasBegun }] }],
      ['invalid_arguments', { files: 'F0' }],
      ['channel_not_found', { channel_id: secret }],
      ['not_in_channel', { channel_id: 'C0SIMDSGN' }],
      ['is_archived', { channel_id: old }],
      ['invalid_blocks', { initial_comment: undefined, blocks: [{ type: 'box' }] }],
    ],
  },
  'files.delete': {
    as: 'bot',
    args: ({ file }) => ({ file }),
    answers: () => ({ ok: true }),
    after: ({ file }) => ['files.info', { file }, { error: 'file_not_found' }],
    errors: ({ danasFile }) => [
      ['file_not_found', { file: 'F0NONE' }],
      ['cant_delete_file', { file: danasFile }],
    ],
  },
  'files.getUploadURLExternal': {
    as: 'bot',
    args: () => ({ filename: 'b.png', length: 12, alt_txt: 'a bee' }),
    answers: () => ({ file_id: expect.stringMatching(/^F/), upload_url: expect.stringContaining('/upload/v1/') }),
    errors: () => [
      ['missing_argument', { length: 0 }],
      ['invalid_arguments', { length: 'long' }],
      ['invalid_arguments', { filename: undefined }],
    ],
  },
  'files.info': {
    as: 'user',
    args: ({ file }) => ({ file }),
    answers: ({ file }) => ({ file: { id: file, user: bot.user, mimetype: 'text/plain', channels: [general] } }),
    errors: ({ begun }) => [
      ['file_not_found', { file: 'F0NONE' }],
      ['file_not_found', { file: begun }],
    ],
  },
  'files.list': {
    as: 'bot',
    args: () => ({ user: bot.user }),
    answers: ({ file }) => ({ files: [{ id: file }], paging: { total: 1, page: 1 } }),
    errors: () => [['invalid_arguments', { page: 'last' }]],
  },
  'search.messages': {
    as: 'user',
    args: () => ({ query: 'dana in:general' }),
    answers: () => ({ messages: { total: 1, matches: [{ text: 'from dana', username: 'dana' }] } }),
    errors: () => [
      ['no_query', { query: '""' }],
      ['invalid_arguments', { count: 'all' }],
    ],
  },
  'team.info': {
    as: 'bot',
    args: () => ({}),
    answers: () => ({ team: { id: 'T0SIM0001', domain: 'sandbox-inc' } }),
    errors: () => [['team_not_found', { team: 'T0OTHER' }]],
  },
  'users.conversations': {
    as: 'user',
    args: () => ({ types: 'private_channel' }),
    answers: () => ({ channels: [{ id: secret }] }),
    errors: () => [
      ['invalid_types', { types: 'all' }],
      ['user_not_found', { user: 'U0NOBODY' }],
      ['invalid_cursor', { cursor: badCursor }],
    ],
  },
  'users.getPresence': {
    as: 'bot',
    args: () => ({ user: lee }),
    answers: () => ({ presence: 'active' }),
    errors: () => [['user_not_found', { user: 'U0NOBODY' }]],
  },
  'users.info': {
    as: 'bot',
    args: () => ({ user: dana }),
    answers: () => ({ user: { id: dana, name: 'dana', profile: { email: 'dana@sandbox.example' } } }),
    errors: () => [['user_not_found', { user: 'U0NOBODY' }]],
  },
  'users.list': {
    as: 'bot',
    args: () => ({ limit: 1 }),
    answers: () => ({ members: [{ id: dana }], response_metadata: { next_cursor: expect.stringMatching(/./) } }),
    errors: () => [
      ['invalid_cursor', { cursor: badCursor }],
      ['invalid_limit', { limit: 'all' }],
    ],
  },
  'users.lookupByEmail': {
    as: 'bot',
    args: () => ({ email: 'Lee@sandbox.example' }),
    answers: () => ({ user: { id: lee } }),
    errors: () => [['users_not_found', { email: 'nobody@sandbox.example' }]],
  },
  'users.profile.get': {
    as: 'bot',
    args: () => ({ user: sam }),
    answers: () => ({ profile: { real_name: 'Sam Ruiz', status_text: '' } }),
    errors: () => [['user_not_found', { user: 'U0NOBODY' }]],
  },
  'users.profile.set': {
    as: 'user',
    args: () => ({ profile: { status_text: 'on a train', title: 'Lead' } }),
    answers: () => ({
      username: 'dana',
      profile: { status_text: 'on a train', status_emoji: ':speech_balloon:', title: 'Lead' },
    }),
    after: () => ['users.info', { user: dana }, { user: { profile: { status_text: 'on a train' } } }],
    errors: () => [
      ['not_allowed_token_type', {}, 'bot'],
      ['invalid_profile', { profile: '[]' }],
      ['invalid_profile', { profile: undefined }],
      ['too_long', { profile: { status_text: 'x'.repeat(101) } }],
      ['user_not_found', { user: 'U0NOBODY' }],
    ],
  },
  'users.setPresence': {
    as: 'user',
    args: () => ({ presence: 'away' }),
    answers: () => ({ ok: true }),
    after: () => ['users.getPresence', {}, { presence: 'away', manual_away: true }],
    errors: () => [['invalid_presence', { presence: 'busy' }]],
  },
  'views.open': {
    as: 'bot',
    args: ({ fresh }) => ({ trigger_id: fresh, view: modal }),
    answers: () => ({ view: { type: 'modal', title: { text: 'A modal' }, previous_view_id: null, bot_id: bot.id } }),
    errors: ({ used, late }) => [
      ['invalid_arguments', { trigger_id: undefined }],
      ['invalid_trigger_id', { trigger_id: '1.2.3' }],
      ['expired_trigger_id', { trigger_id: late }],
      ['exchanged_trigger_id', { trigger_id: used }],
      ['invalid_arguments', { view: home }],
      ['invalid_arguments', { view: { ...modal, title: undefined } }],
      ['invalid_arguments', { view: { ...modal, blocks: [{ type: 'input', label: {}, element: {} }] } }],
      ['invalid_arguments', { view: 'modal' }],
      ['duplicate_external_id', { view: { ...modal, external_id: 'first' } }],
      ['view_too_large', { view: { ...modal, private_metadata: 'x'.repeat(250_000) } }],
    ],
  },
  'views.publish': {
    as: 'bot',
    args: () => ({ user_id: dana, view: home }),
    answers: () => ({ view: { type: 'home', blocks: [{ type: 'divider' }] } }),
    errors: () => [
      ['invalid_arguments', { user_id: 'U0NOBODY' }],
      ['invalid_arguments', { view: modal }],
      ['hash_conflict', { hash: '1.2' }],
      ['duplicate_external_id', { view: { ...home, external_id: 'first' } }],
      ['view_too_large', { view: { ...home, private_metadata: 'x'.repeat(250_000) } }],
    ],
  },
  'views.push': {
    as: 'bot',
    args: ({ inModal }) => ({ trigger_id: inModal, view: modal }),
    answers: ({ open }) => ({ view: { root_view_id: open, previous_view_id: open } }),
    errors: ({ used, late, fresh }) => [
      ['invalid_arguments', { trigger_id: undefined }],
      ['invalid_trigger_id', { trigger_id: '1.2.3' }],
      ['expired_trigger_id', { trigger_id: late }],
      ['exchanged_trigger_id', { trigger_id: used }],
      ['not_found', { trigger_id: fresh }],
      ['invalid_arguments', { view: home }],
      ['duplicate_external_id', { view: { ...modal, external_id: 'first' } }],
    ],
  },
  'views.update': {
    as: 'bot',
    args: ({ open }) => ({ view_id: open, view: { ...modal, callback_id: 'second' } }),
    answers: ({ open }) => ({ view: { id: open, callback_id: 'second' } }),
    errors: () => [
      ['invalid_arguments', { view_id: undefined }],
      ['not_found', { view_id: 'V0NONE' }],
      ['hash_conflict', { hash: '1.2' }],
      ['invalid_arguments', { view: home }],
      ['view_too_large', { view: { ...modal, private_metadata: 'x'.repeat(250_000) } }],
    ],
  },
}

import { expect } from 'vitest'
import type { Example } from './examples.ts'
import { noon } from './installed-world.ts'
import { bot, dana, design, general, lee, random, sam, secret } from './staged-world.ts'

const nowhere = { channel: 'C0NOWHERE' }
const never = '1.000001'
const aTs: unknown = expect.stringMatching(/^\d+\.\d{6}$/)

/** Examples of the chat.* methods. */
export const messageExamples: Readonly<Record<string, Example>> = {
  'chat.postMessage': {
    as: 'bot',
    args: () => ({ channel: general, text: 'hello', blocks: [{ type: 'divider' }] }),
    answers: () => ({ channel: general, message: { user: bot.user, text: 'hello', bot_id: bot.id } }),
    after: () => ['conversations.history', { channel: general, limit: 1 }, { messages: [{ text: 'hello' }] }],
    errors: ({ old }) => [
      ['channel_not_found', nowhere],
      ['channel_not_found', { channel: secret }],
      ['not_in_channel', { channel: design }],
      ['is_archived', { channel: old }],
      ['no_text', { text: undefined, blocks: undefined }],
      ['invalid_blocks', { blocks: [{ type: 'box' }] }],
      ['invalid_blocks_format', { blocks: '{' }],
      ['markdown_text_conflict', { markdown_text: '*a*' }],
      ['too_many_attachments', { attachments: Array(101).fill({}) }],
      ['cannot_dm_bot', { channel: bot.user }],
      ['invalid_thread_ts', { thread_ts: 'yesterday' }],
    ],
  },
  'chat.meMessage': {
    as: 'user',
    args: () => ({ channel: general, text: 'waves' }),
    answers: () => ({ channel: general, ts: aTs }),
    after: () => ['conversations.history', { channel: general, limit: 1 }, { messages: [{ subtype: 'me_message' }] }],
    errors: ({ old }) => [
      ['channel_not_found', nowhere],
      ['not_in_channel', { channel: design }],
      ['is_archived', { channel: old }, 'bot'],
      ['msg_too_long', { text: 'x'.repeat(40_001) }],
    ],
  },
  'chat.postEphemeral': {
    as: 'bot',
    args: () => ({ channel: general, user: lee, text: 'only for you' }),
    answers: () => ({ message_ts: aTs }),
    after: () => ['conversations.history', { channel: general, limit: 1 }, { messages: [{ text: '' }] }],
    errors: ({ team, old }) => [
      ['user_not_in_channel', { channel: team, user: sam }],
      ['user_not_in_channel', { user: 'U0NOBODY' }],
      ['channel_not_found', { channel: dana }],
      ['not_in_channel', { channel: random }],
      ['is_archived', { channel: old }],
      ['no_text', { text: '' }],
      ['invalid_blocks', { blocks: [{ type: 'section' }] }],
    ],
  },
  'chat.getPermalink': {
    as: 'bot',
    args: ({ replyTs }) => ({ channel: general, message_ts: replyTs }),
    answers: ({ botTs }) => ({
      channel: general,
      permalink: expect.stringContaining(`?thread_ts=${botTs}&cid=${general}`),
    }),
    errors: () => [
      ['channel_not_found', nowhere],
      ['channel_not_found', { channel: secret }],
      ['message_not_found', { message_ts: never }],
    ],
  },
  'chat.update': {
    as: 'bot',
    args: ({ botTs }) => ({ channel: general, ts: botTs, text: 'changed' }),
    answers: ({ botTs }) => ({ channel: general, ts: botTs, text: 'changed', message: { edited: { user: bot.user } } }),
    after: ({ botTs }) => [
      'conversations.replies',
      { channel: general, ts: botTs },
      { messages: [{ text: 'changed' }, {}] },
    ],
    errors: ({ danaTs, replyTs, old, oldTs }) => [
      ['cant_update_message', { ts: danaTs }],
      ['cant_update_message', {}, 'user'],
      ['message_not_found', { ts: never }],
      ['channel_not_found', nowhere],
      ['channel_not_found', { channel: 'general' }],
      ['is_inactive', { channel: old, ts: oldTs }],
      ['no_text', { text: '' }],
      ['invalid_blocks', { blocks: [{ type: 'header' }] }],
      ['no_dual_broadcast_content_update', { ts: replyTs, reply_broadcast: true }, 'user'],
      ['cant_broadcast_message', { text: undefined, reply_broadcast: true }],
    ],
  },
  'chat.delete': {
    as: 'user',
    args: ({ replyTs }) => ({ channel: general, ts: replyTs }),
    answers: ({ replyTs }) => ({ channel: general, ts: replyTs }),
    after: ({ replyTs }) => ['conversations.replies', { channel: general, ts: replyTs }, { error: 'thread_not_found' }],
    errors: () => [
      ['cant_delete_message', {}, 'bot'],
      ['message_not_found', { ts: never }],
      ['channel_not_found', nowhere],
    ],
  },
  'chat.unfurl': {
    as: 'bot',
    args: ({ botTs }) => ({
      channel: general,
      ts: botTs,
      unfurls: { 'https://example.com/plan': { text: 'The plan' } },
    }),
    answers: () => ({ ok: true }),
    after: ({ botTs }) => [
      'conversations.replies',
      { channel: general, ts: botTs },
      { messages: [{ attachments: [{ from_url: 'https://example.com/plan' }] }, {}] },
    ],
    errors: () => [
      ['missing_channel', { channel: undefined }],
      ['missing_ts', { ts: undefined }],
      ['missing_unfurls', { unfurls: undefined }],
      ['cannot_find_channel', nowhere],
      ['cannot_find_message', { ts: never }],
      ['invalid_unfurls_format', { unfurls: '[]' }],
      ['cannot_parse_attachment', { unfurls: { 'https://example.com/plan': 'The plan' } }],
      ['cannot_unfurl_message', { unfurls: { 'https://example.org': {} } }],
    ],
  },
  'chat.scheduleMessage': {
    as: 'bot',
    args: ({ postAt }) => ({ channel: general, text: 'soon', post_at: Number(postAt) + 60 }),
    answers: ({ postAt }) => ({
      channel: general,
      scheduled_message_id: expect.stringMatching(/^Q/),
      post_at: Number(postAt) + 60,
      message: { type: 'delayed_message', text: 'soon' },
    }),
    after: () => ['chat.scheduledMessages.list', {}, { scheduled_messages: [{ text: 'later' }, { text: 'soon' }] }],
    errors: ({ old }) => [
      ['time_in_past', { post_at: noon / 1000 }],
      ['time_too_far', { post_at: noon / 1000 + 121 * 86_400 }],
      ['invalid_time', { post_at: 'tomorrow' }],
      ['channel_not_found', nowhere],
      ['not_in_channel', { channel: design }],
      ['is_archived', { channel: old }],
      ['no_text', { text: '' }],
      ['invalid_blocks', { blocks: [{}] }],
    ],
  },
  'chat.scheduledMessages.list': {
    as: 'bot',
    args: () => ({ channel: general }),
    answers: ({ scheduled, postAt }) => ({
      scheduled_messages: [{ id: scheduled, channel_id: general, post_at: Number(postAt), text: 'later' }],
      response_metadata: { next_cursor: '' },
    }),
    errors: () => [
      ['invalid_channel', nowhere],
      ['invalid_cursor', { cursor: 'bm9uZQ==' }],
      ['invalid_limit', { limit: 'many' }],
    ],
  },
  'chat.deleteScheduledMessage': {
    as: 'bot',
    args: ({ scheduled }) => ({ channel: general, scheduled_message_id: scheduled }),
    answers: () => ({ ok: true }),
    after: () => ['chat.scheduledMessages.list', {}, { scheduled_messages: [] }],
    errors: ({ team }) => [
      ['invalid_scheduled_message_id', { scheduled_message_id: 'Q0NONE' }],
      ['invalid_scheduled_message_id', { channel: team }],
      ['invalid_scheduled_message_id', {}, 'user'],
      ['channel_not_found', nowhere],
    ],
  },
}

import type { Example } from './examples.ts'
import { bot, dana, general, random, secret } from './staged-world.ts'

const nowhere = { channel: 'C0NOWHERE' }
const never = '1.000001'

/** Examples of the reactions.* and pins.* methods. */
export const markExamples: Readonly<Record<string, Example>> = {
  'reactions.add': {
    as: 'user',
    args: ({ botTs }) => ({ channel: general, timestamp: botTs, name: '+1::skin-tone-3' }),
    answers: () => ({ ok: true }),
    after: ({ botTs }) => [
      'reactions.get',
      { channel: general, timestamp: botTs },
      { message: { reactions: [{ name: '+1::skin-tone-3', count: 1, users: [dana] }] } },
    ],
    errors: ({ danaTs, old, oldTs }) => [
      ['already_reacted', { timestamp: danaTs, name: 'tada' }, 'bot'],
      ['invalid_name', { name: ':tada:' }],
      ['bad_timestamp', { timestamp: 'now' }],
      ['message_not_found', { timestamp: never }],
      ['channel_not_found', nowhere],
      ['is_archived', { channel: old, timestamp: oldTs }],
    ],
  },
  'reactions.remove': {
    as: 'bot',
    args: ({ danaTs }) => ({ channel: general, timestamp: danaTs, name: 'tada' }),
    answers: () => ({ ok: true }),
    after: () => ['reactions.list', {}, { items: [] }],
    errors: () => [
      ['no_reaction', {}, 'user'],
      ['no_reaction', { name: 'eyes' }],
      ['no_item_specified', { timestamp: undefined }],
      ['message_not_found', { timestamp: never }],
      ['invalid_name', { name: 'Tada!' }],
    ],
  },
  'reactions.get': {
    as: 'bot',
    args: ({ danaTs }) => ({ channel: general, timestamp: danaTs }),
    answers: () => ({
      type: 'message',
      channel: general,
      message: { text: 'from dana', reactions: [{ name: 'tada', users: [bot.user], count: 1 }] },
    }),
    errors: () => [
      ['no_item_specified', { channel: undefined }],
      ['message_not_found', { timestamp: never }],
      ['bad_timestamp', { timestamp: 'x' }],
      ['channel_not_found', { channel: secret }],
    ],
  },
  'reactions.list': {
    as: 'user',
    args: () => ({ user: bot.user }),
    answers: ({ danaTs }) => ({ items: [{ type: 'message', channel: general, message: { ts: danaTs } }] }),
    errors: () => [
      ['user_not_found', { user: 'U0NOBODY' }],
      ['invalid_cursor', { cursor: 'bm9uZQ==' }],
    ],
  },
  'pins.add': {
    as: 'bot',
    args: ({ botTs }) => ({ channel: general, timestamp: botTs }),
    answers: () => ({ ok: true }),
    after: () => ['pins.list', { channel: general }, { items: [{ created_by: bot.user }, { created_by: dana }] }],
    errors: ({ danaTs, old, oldTs }) => [
      ['already_pinned', { timestamp: danaTs }],
      ['no_item_specified', { timestamp: undefined }],
      ['message_not_found', { timestamp: never }],
      ['bad_timestamp', { timestamp: 'x' }],
      ['channel_not_found', nowhere],
      ['not_in_channel', { channel: random }],
      ['is_archived', { channel: old, timestamp: oldTs }],
    ],
  },
  'pins.remove': {
    as: 'bot',
    args: ({ danaTs }) => ({ channel: general, timestamp: danaTs }),
    answers: () => ({ ok: true }),
    after: () => ['pins.list', { channel: general }, { items: [] }],
    errors: ({ botTs }) => [
      ['no_pin', { timestamp: botTs }],
      ['no_item_specified', { timestamp: undefined }],
      ['message_not_found', { timestamp: never }],
      ['channel_not_found', nowhere],
    ],
  },
  'pins.list': {
    as: 'bot',
    args: () => ({ channel: general }),
    answers: ({ danaTs }) => ({
      items: [{ type: 'message', created_by: dana, message: { ts: danaTs, pinned_to: [general] } }],
    }),
    errors: () => [
      ['channel_not_found', nowhere],
      ['channel_not_found', { channel: secret }],
    ],
  },
}

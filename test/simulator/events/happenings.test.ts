import { describe, expect, it } from 'vitest'
import { draftsFor } from '../../../src/simulator/events/drafts/drafts.ts'
import { authorizationsFor } from '../../../src/simulator/events/receivers.ts'
import { subscriptionsOf } from '../../../src/simulator/events/subscriptions.ts'
import type { InnerEvent } from '../../../src/simulator/events/types.ts'
import { createWorld } from '../../../src/simulator/state/create-world.ts'
import type { Happening } from '../../../src/simulator/state/happening.ts'
import { addMessage } from '../../../src/simulator/state/messages.ts'
import { revokeToken, uninstall } from '../../../src/simulator/state/revoke.ts'
import type { World } from '../../../src/simulator/state/types.ts'
import { onlyApp } from '../../support/events.ts'
import { bot, callMethod, dana, installedWorld } from '../../support/installed-world.ts'

const scopes = [
  ...['app_mentions:read', 'chat:write', 'channels:history', 'channels:read', 'channels:manage', 'channels:write'],
  ...['channels:join', 'files:read', 'im:write', 'im:read', 'im:history', 'links:read', 'pins:read', 'pins:write'],
  ...['reactions:read', 'reactions:write', 'users:read', 'users.profile:write', 'links:write'],
]

const lee = 'U0SIMLEE'

/** Creates a world with the app installed, and records every event that the app would receive. */
function stage() {
  const installed = installedWorld({ bot: scopes, user: scopes })
  const events: InnerEvent[] = []
  const happened = (there: World, happening: Happening) => {
    const app = onlyApp(there)
    const subscriptions = subscriptionsOf(app)
    for (const draft of draftsFor(there, happening, app)) {
      const receives = draft.withoutToken || authorizationsFor(there, { app, subscriptions, draft }).length > 0
      if (receives) events.push(draft.event())
    }
  }
  const world = createWorld({ seed: 'test', now: installed.world.now, state: installed.world.state, happened })
  const [general] = world.state.channels
  if (!general) throw new Error('The world has no channel')
  const { ts } = addMessage(world, general, { user: lee, text: 'here from the beginning' })
  events.length = 0
  /** Calls a method and returns its answer. @throws Error with Slack’s code when the method refuses. */
  const call = (method: string, args: Record<string, string>, as: 'bot' | 'user' = 'bot') => {
    const { body } = callMethod(world, method, installed[as], args)
    if (!body.ok) throw new Error(`${method}: ${String(body['error'])}`)
    return body
  }
  const types = () => events.map(({ type, subtype }) => (typeof subtype === 'string' ? `${type}/${subtype}` : type))
  return { ...installed, world, general, ts, events, call, types }
}

type Staged = ReturnType<typeof stage>

const cases: readonly (readonly [name: string, act: (staged: Staged) => void, types: readonly string[]])[] = [
  [
    'a post of the bot',
    ({ call, general }) => call('chat.postMessage', { channel: general.id, text: 'hi' }),
    ['message'],
  ],
  [
    '/me',
    ({ call, general }) => call('chat.meMessage', { channel: general.id, text: 'waves' }),
    ['message/me_message'],
  ],
  [
    'a mention of the bot',
    ({ call, general }) => call('chat.postMessage', { channel: general.id, text: `<@${bot.user}> hi` }, 'user'),
    ['message', 'app_mention'],
  ],
  [
    'a link',
    ({ call, general }) => call('chat.postMessage', { channel: general.id, text: 'https://example.com/x' }, 'user'),
    ['message', 'link_shared'],
  ],
  [
    'a broadcast reply',
    ({ call, general, ts }) =>
      call('chat.postMessage', { channel: general.id, text: 'hi', thread_ts: ts, reply_broadcast: 'true' }),
    ['message/thread_broadcast'],
  ],
  [
    'an edit',
    ({ call, general }) => {
      const { ts } = call('chat.postMessage', { channel: general.id, text: 'hi' })
      call('chat.update', { channel: general.id, ts: String(ts), text: 'hello' })
    },
    ['message', 'message/message_changed'],
  ],
  [
    'a deletion',
    ({ call, general }) => {
      const { ts } = call('chat.postMessage', { channel: general.id, text: 'hi' })
      call('chat.delete', { channel: general.id, ts: String(ts) })
    },
    ['message', 'message/message_deleted'],
  ],
  [
    'the deletion of a message with replies, which leaves a tombstone',
    ({ call, general }) => {
      const { ts } = call('chat.postMessage', { channel: general.id, text: 'hi' })
      call('chat.postMessage', { channel: general.id, text: 'reply', thread_ts: String(ts) })
      call('chat.delete', { channel: general.id, ts: String(ts) })
    },
    ['message', 'message', 'message/message_changed'],
  ],
  [
    'a reaction that comes and goes',
    ({ call, general, ts }) => {
      call('reactions.add', { channel: general.id, timestamp: ts, name: 'tada' })
      call('reactions.remove', { channel: general.id, timestamp: ts, name: 'tada' })
    },
    ['reaction_added', 'reaction_removed'],
  ],
  [
    'a pin that comes and goes',
    ({ call, general, ts }) => {
      call('pins.add', { channel: general.id, timestamp: ts })
      call('pins.remove', { channel: general.id, timestamp: ts })
    },
    ['pin_added', 'pin_removed'],
  ],
  [
    'a new channel, which its maker joins',
    ({ call }) => call('conversations.create', { name: 'launch' }),
    ['channel_created', 'message/channel_join', 'member_joined_channel'],
  ],
  [
    'a channel with another name, put away and taken out again',
    ({ call, world, general }) => {
      general.name = 'launch'
      general.creator = bot.user
      const channel = general.id
      call('conversations.rename', { channel, name: 'landing' })
      call('conversations.archive', { channel })
      call('conversations.unarchive', { channel })
      expect(world.state.channels[0]?.name).toBe('landing')
    },
    [
      ...['message/channel_name', 'channel_rename', 'message/channel_archive', 'channel_archive'],
      ...['message/channel_unarchive', 'channel_unarchive'],
    ],
  ],
  [
    'a person who is invited and removed',
    ({ call, general }) => {
      general.name = 'launch'
      general.members = general.members.filter((id) => id !== lee)
      call('conversations.invite', { channel: general.id, users: lee })
      call('conversations.kick', { channel: general.id, user: lee }, 'user')
    },
    ['message/channel_join', 'member_joined_channel', 'message/channel_leave', 'member_left_channel'],
  ],
  [
    'the bot leaves, and the person who installed still sees it',
    ({ call, general }) => {
      general.name = 'launch'
      call('conversations.leave', { channel: general.id })
    },
    ['message/channel_leave', 'member_left_channel', 'channel_left'],
  ],
  ['a new direct conversation', ({ call }) => call('conversations.open', { users: lee }), ['im_created', 'im_open']],
  [
    'a profile and its status',
    ({ call }) => {
      call('users.profile.set', { name: 'title', value: 'Lead' }, 'user')
      call('users.profile.set', { name: 'status_text', value: 'away' }, 'user')
    },
    ['user_change', 'user_profile_changed', 'user_change', 'user_profile_changed', 'user_status_changed'],
  ],
  ['the token of the person is revoked', ({ world, user }) => revokeToken(world, user), ['tokens_revoked']],
  ['the app is uninstalled', ({ world, bot: token }) => uninstall(world, token), ['tokens_revoked', 'app_uninstalled']],
]

describe('the events that a change causes', () => {
  it.each(cases)('have the expected types, for: %s', (_, act, types) => {
    const staged = stage()
    act(staged)
    expect(staged.types()).toEqual(types)
  })

  it('contain the message before and after the edit, in message_changed', () => {
    const { call, events, general } = stage()
    const { ts } = call('chat.postMessage', { channel: general.id, text: 'hi' })
    call('chat.update', { channel: general.id, ts: String(ts), text: 'hello' })
    expect(events[1]).toMatchObject({
      message: { text: 'hello', ts, edited: { user: bot.user } },
      previous_message: { text: 'hi', ts },
      hidden: true,
      channel_type: 'channel',
    })
  })

  it('contain the ids of the person and the bot whose tokens were revoked, but not the tokens', () => {
    const { world, bot: token, events } = stage()
    uninstall(world, token)
    expect(events[0]).toMatchObject({ tokens: { oauth: [dana], bot: [bot.user] } })
  })
})

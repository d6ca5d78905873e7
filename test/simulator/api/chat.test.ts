import { describe, expect, it } from 'vitest'
import type { Channel } from '../../../src/simulator/state/content-types.ts'
import { bot, callMethod, channelNamed, dana, everyScope, installedWorld } from '../../support/installed-world.ts'

describe('chat.postMessage', () => {
  const errors: [who: 'bot' | 'user', args: Record<string, string>, error: string][] = [
    ['bot', { channel: 'C0SIMGENL' }, 'no_text'],
    ['bot', { channel: 'C0SIMGENL', blocks: '[]', attachments: '[]' }, 'no_text'],
    ['bot', { channel: 'C0SIMGENL', attachments: '{not json' }, 'no_text'],
    ['bot', { channel: 'C0SIMGENL', blocks: '{"type":"section"}' }, 'invalid_blocks_format'],
    ['bot', { channel: 'C0SIMGENL', blocks: '[{' }, 'invalid_blocks_format'],
    ['bot', { channel: 'C0SIMGENL', attachments: JSON.stringify(Array(101).fill({})) }, 'too_many_attachments'],
    ['bot', { channel: 'C0SIMGENL', text: 'a', markdown_text: 'b' }, 'markdown_text_conflict'],
    ['bot', { channel: 'C0NOWHERE', text: 'a' }, 'channel_not_found'],
    ['bot', { channel: '#', text: 'a' }, 'channel_not_found'],
    ['bot', { channel: 'U0NOBODY', text: 'a' }, 'channel_not_found'],
    ['bot', { channel: 'design', text: 'a' }, 'not_in_channel'],
    ['bot', { channel: '#secret-ops', text: 'a' }, 'channel_not_found'],
    ['bot', { channel: 'C0SIMSECR', text: 'a' }, 'channel_not_found'],
    ['bot', { channel: 'D0SIMOTHER', text: 'a' }, 'channel_not_found'],
    ['bot', { channel: 'C0SIMOLD', text: 'a' }, 'is_archived'],
    ['bot', { channel: bot.user, text: 'a' }, 'cannot_dm_bot'],
    ['bot', { channel: 'U0SIMSAM', text: 'a' }, 'channel_not_found'],
    ['user', { channel: 'C0SIMDSGN', text: 'a' }, 'not_in_channel'],
  ]
  const direct: Channel = { ...channelNamed('', 'im'), id: 'D0SIMOTHER', members: [dana, 'U0SIMLEE'] }
  const old: Channel = { ...channelNamed('old', 'public'), id: 'C0SIMOLD', members: [bot.user], archived: true }

  it.each(errors)('posts nothing with the %s token and the arguments %j, and returns %s', (who, args, error) => {
    const installed = installedWorld(everyScope)
    installed.world.state.channels.push(structuredClone(direct), structuredClone(old))
    for (const person of installed.world.state.people) if (person.id === 'U0SIMSAM') person.deleted = true
    expect(callMethod(installed.world, 'chat.postMessage', installed[who], args).body).toEqual({ ok: false, error })
    expect(installed.changes()).toBe(0)
  })

  it('posts as the bot with the bot token', () => {
    const { world, bot: token } = installedWorld(everyScope)
    const { body } = callMethod(world, 'chat.postMessage', token, { channel: '#general', text: 'hi' })
    expect(body).toEqual({
      ok: true,
      channel: 'C0SIMGENL',
      ts: '1767614400.000000',
      message: {
        type: 'message',
        user: bot.user,
        text: 'hi',
        ts: '1767614400.000000',
        bot_id: bot.id,
        app_id: 'A0SIMAPP1',
        team: 'T0SIM0001',
        bot_profile: {
          id: bot.id,
          app_id: 'A0SIMAPP1',
          user_id: bot.user,
          name: 'Sim App',
          icons: {},
          updated: 1_767_571_200,
          deleted: false,
          team_id: 'T0SIM0001',
        },
      },
    })
  })

  it('posts as the person with the user token', () => {
    const { world, user } = installedWorld(everyScope)
    const { message } = callMethod(world, 'chat.postMessage', user, { channel: 'random', text: 'hi' }).body
    expect(message).toEqual({
      type: 'message',
      user: dana,
      text: 'hi',
      ts: '1767614400.000000',
      app_id: 'A0SIMAPP1',
      team: 'T0SIM0001',
    })
  })

  it('lets a bot with chat:write.public post to public channels that it is not in, but not to private channels', () => {
    const { world, bot: token } = installedWorld({ bot: ['chat:write', 'chat:write.public'] })
    const post = (channel: string) => callMethod(world, 'chat.postMessage', token, { channel, text: 'a' }).body
    expect(post('design').ok).toBe(true)
    expect(post('secret-ops')['error']).toBe('channel_not_found')
  })

  it('opens one direct conversation per person, visible to the bot and to the person', () => {
    const { world, bot: token, user } = installedWorld(everyScope)
    const first = callMethod(world, 'chat.postMessage', token, { channel: dana, text: 'one' }).body
    const second = callMethod(world, 'chat.postMessage', token, { channel: dana, text: 'two' }).body
    expect(first['channel']).toMatch(/^D0SIM/)
    expect(second['channel']).toBe(first['channel'])
    const channel = String(first['channel'])
    const { messages } = callMethod(world, 'conversations.history', user, { channel }).body
    expect(messages).toMatchObject([{ text: 'two' }, { text: 'one' }])
  })

  it('posts to the person’s own direct conversation with the user token', () => {
    const { world, user } = installedWorld(everyScope)
    const { body } = callMethod(world, 'chat.postMessage', user, { channel: dana, text: 'note' })
    expect(world.state.channels.find(({ id }) => id === body['channel'])?.members).toEqual([dana])
  })

  it("returns messages_tab_disabled for direct messages when the app's messages tab is disabled", () => {
    const { world, bot: token, user } = installedWorld(everyScope)
    for (const app of world.state.apps) app.messagesTab = false
    const disabled = { ok: false, error: 'messages_tab_disabled' }
    expect(callMethod(world, 'chat.postMessage', token, { channel: dana, text: 'a' }).body).toEqual(disabled)
    expect(callMethod(world, 'chat.postMessage', user, { channel: bot.user, text: 'a' }).body).toEqual(disabled)
    expect(world.state.channels).toHaveLength(4)
    const { channel } = callMethod(world, 'conversations.open', token, { users: dana }).body
    const { id } = channel as { id: string }
    expect(callMethod(world, 'chat.postMessage', token, { channel: id, text: 'a' }).body).toEqual(disabled)
    expect(callMethod(world, 'chat.postMessage', token, { channel: 'general', text: 'a' }).body.ok).toBe(true)
  })

  it('uses `username` and `icon_emoji` only with the scope chat:write.customize', () => {
    const args = { channel: 'general', text: 'a', username: 'Parrot', icon_emoji: ':parrot:' }
    const plain = installedWorld(everyScope)
    const { message } = callMethod(plain.world, 'chat.postMessage', plain.bot, args).body
    expect(message).not.toHaveProperty('username')
    const custom = installedWorld({ bot: ['chat:write', 'chat:write.customize'] })
    const customized = callMethod(custom.world, 'chat.postMessage', custom.bot, args).body
    expect(customized['message']).toMatchObject({
      subtype: 'bot_message',
      username: 'Parrot',
      icons: { emoji: ':parrot:' },
      bot_id: bot.id,
    })
    expect(customized['message']).not.toHaveProperty('user')
  })

  it('lets a classic user token post as the app or as the person', () => {
    const { world, user } = installedWorld({ user: ['identify', 'chat:write:bot', 'chat:write:user'] })
    const post = (more: Record<string, string>) =>
      callMethod(world, 'chat.postMessage', user, { channel: 'general', text: 'a', ...more }).body['message']
    expect(post({})).toMatchObject({ subtype: 'bot_message', username: 'Sim App' })
    expect(post({})).not.toHaveProperty('user')
    expect(post({ as_user: 'true' })).toMatchObject({ user: dana })
  })

  it('stores blocks and attachments, and shortens a text of more than 40,000 characters to 40,000', () => {
    const { world, bot: token } = installedWorld(everyScope)
    const rich = { channel: 'general', blocks: '[{"type":"divider"}]', attachments: '[{"text":"b"}]' }
    const { message } = callMethod(world, 'chat.postMessage', token, rich).body
    expect(message).toMatchObject({ text: '', blocks: [{ type: 'divider' }], attachments: [{ text: 'b' }] })
    const long = callMethod(world, 'chat.postMessage', token, { channel: 'general', text: 'x'.repeat(40_001) }).body
    expect(long).toMatchObject({ ok: true, warning: 'message_truncated' })
    expect((long['message'] as { text: string }).text).toHaveLength(40_000)
  })

  it('stores only the newest messages of a channel (10,003 of 11,003), each with a unique ts', () => {
    const { world, bot: token } = installedWorld(everyScope)
    for (let count = 0; count < 11_003; count += 1) {
      callMethod(world, 'chat.postMessage', token, { channel: 'C0SIMGENL', text: String(count) })
    }
    const messages = world.state.channels[0]?.messages ?? []
    expect(messages).toHaveLength(10_003)
    expect([messages[0]?.text, messages.at(-1)?.text]).toEqual(['1000', '11002'])
    expect(new Set(messages.map(({ ts }) => ts)).size).toBe(10_003)
  })
})

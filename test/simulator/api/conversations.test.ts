import { describe, expect, it } from 'vitest'
import type { Token } from '../../../src/simulator/state/app-types.ts'
import { bot, callMethod, dana, everyScope, installedWorld } from '../../support/installed-world.ts'

describe('the conversations methods', () => {
  const idsOf = (body: Readonly<Record<string, unknown>>) => (body['channels'] as { id: string }[]).map(({ id }) => id)

  it('list only the channels that the owner of the token can see', () => {
    const {
      world,
      bot: token,
      user,
    } = installedWorld({
      bot: ['channels:read', 'groups:read'],
      user: ['channels:read', 'groups:read'],
    })
    const types = 'public_channel,private_channel'
    const seen = (who: Token) => idsOf(callMethod(world, 'conversations.list', who, { types }).body)
    expect(seen(token)).toEqual(['C0SIMGENL', 'C0SIMRAND', 'C0SIMDSGN'])
    expect(seen(user)).toEqual(['C0SIMGENL', 'C0SIMRAND', 'C0SIMDSGN', 'C0SIMSECR'])
    expect(idsOf(callMethod(world, 'users.conversations', token).body)).toEqual(['C0SIMGENL'])
    expect(idsOf(callMethod(world, 'users.conversations', token, { user: dana }).body)).toEqual([
      'C0SIMGENL',
      'C0SIMRAND',
    ])
  })

  it('return each channel once over all pages, and an empty cursor on the last page', () => {
    const { world, bot: token } = installedWorld(everyScope)
    const found: string[] = []
    let cursor = ''
    for (let turn = 0; turn < 5; turn += 1) {
      const { body } = callMethod(world, 'conversations.list', token, { limit: '1', cursor })
      found.push(...idsOf(body))
      cursor = (body['response_metadata'] as { next_cursor: string }).next_cursor
      if (cursor === '') break
    }
    expect(found).toEqual(['C0SIMGENL', 'C0SIMRAND', 'C0SIMDSGN'])
  })

  const badArguments: [args: Record<string, string>, error: string][] = [
    [{ limit: 'many' }, 'invalid_limit'],
    [{ limit: '-1' }, 'invalid_limit'],
    [{ limit: '1001' }, 'invalid_limit'],
    [{ cursor: 'dGVhbTpDMDAw' }, 'invalid_cursor'],
    [{ types: 'public' }, 'invalid_types'],
    [{ types: 'toString' }, 'invalid_types'],
  ]
  it.each(badArguments)('refuse the arguments %j of conversations.list with the error %s', (args, error) => {
    const { world, bot: token } = installedWorld(everyScope)
    expect(callMethod(world, 'conversations.list', token, args).body).toEqual({ ok: false, error })
  })

  it('do not list, for another person, private channels that the caller is not in', () => {
    const types = 'public_channel,private_channel'
    const { world, bot: token } = installedWorld({ bot: ['channels:read', 'groups:read'] })
    const sam = callMethod(world, 'users.conversations', token, { user: 'U0SIMSAM', types }).body
    expect(idsOf(sam)).toEqual(['C0SIMGENL', 'C0SIMDSGN'])
    for (const channel of world.state.channels) channel.archived = channel.id === 'C0SIMGENL'
    const open = callMethod(world, 'users.conversations', token, { user: 'U0SIMSAM', exclude_archived: 'true' }).body
    expect(idsOf(open)).toEqual(['C0SIMDSGN'])
  })

  it('return an empty page with a cursor when exclude_archived removes every channel of the page', () => {
    const { world, bot: token } = installedWorld(everyScope)
    for (const channel of world.state.channels) channel.archived = channel.id === 'C0SIMGENL'
    const { body } = callMethod(world, 'conversations.list', token, { limit: '1', exclude_archived: 'true' })
    expect(body).toMatchObject({ channels: [], response_metadata: { next_cursor: expect.stringMatching(/./) } })
  })

  it('describe one conversation in conversations.info, with num_members only on request', () => {
    const { world, bot: token } = installedWorld(everyScope)
    const info = (more: Record<string, string>) =>
      callMethod(world, 'conversations.info', token, { channel: 'C0SIMRAND', ...more }).body['channel']
    expect(info({})).toMatchObject({ name: 'random', is_channel: true, is_private: false, is_member: false })
    expect(info({})).not.toHaveProperty('num_members')
    expect(info({ include_num_members: 'true' })).toMatchObject({ num_members: 2 })
    expect(callMethod(world, 'conversations.info', token, { channel: 'random' }).body['error']).toBe(
      'channel_not_found',
    )
  })

  it('list the members of a channel', () => {
    const { world, bot: token } = installedWorld(everyScope)
    const { members } = callMethod(world, 'conversations.members', token, { channel: 'C0SIMRAND' }).body
    expect(members).toEqual([dana, 'U0SIMLEE'])
  })

  it('let a bot join a public channel, but not a private or archived channel', () => {
    const { world, bot: token } = installedWorld(everyScope)
    const join = (channel: string) => callMethod(world, 'conversations.join', token, { channel }).body
    expect(join('C0SIMDSGN')).toMatchObject({ ok: true, channel: { is_member: true } })
    expect(join('C0SIMDSGN')).toMatchObject({ ok: true, warning: 'already_in_channel' })
    expect(callMethod(world, 'conversations.history', token, { channel: 'C0SIMDSGN' }).body['messages']).toMatchObject([
      { subtype: 'channel_join', user: bot.user },
    ])
    expect(join('C0SIMSECR')).toEqual({ ok: false, error: 'channel_not_found' })
    for (const channel of world.state.channels) channel.archived = true
    expect(join('C0SIMRAND')).toEqual({ ok: false, error: 'is_archived' })
  })

  it('do not let a person join a private channel', () => {
    const { world, user } = installedWorld(everyScope)
    const { body } = callMethod(world, 'conversations.join', user, { channel: 'C0SIMSECR' })
    expect(body).toEqual({ ok: false, error: 'method_not_supported_for_channel_type' })
  })

  it('open the same direct conversation every time for the same people', () => {
    const { world, bot: token } = installedWorld({ bot: ['im:write', 'mpim:write'] })
    const open = (args: Record<string, string>) => callMethod(world, 'conversations.open', token, args).body
    const { channel } = open({ users: dana })
    expect(channel).toEqual({ id: expect.stringMatching(/^D0SIM/) })
    expect(open({ users: dana })).toEqual({ ok: true, no_op: true, already_open: true, channel })
    expect(open({ users: dana, return_im: 'true' })['channel']).toMatchObject({ is_im: true, user: dana })
    expect(open({ users: `${dana},U0SIMLEE` })['channel']).toEqual({ id: expect.stringMatching(/^G0SIM/) })
    expect(open({ users: dana })['channel']).toEqual(channel)
    expect(open({ channel: (channel as { id: string }).id })).toMatchObject({ ok: true, already_open: true })
    expect(open({})['error']).toBe('users_list_not_supplied')
    expect(open({ users: 'U0NOBODY' })['error']).toBe('user_not_found')
    expect(open({ users: Array(9).fill(dana).join(',') })['error']).toBe('too_many_users')
    for (const person of world.state.people) if (person.id === 'U0SIMSAM') person.deleted = true
    expect(open({ users: 'U0SIMSAM' })['error']).toBe('user_disabled')
    expect(open({ users: 'U0SIMLEE', prevent_creation: 'true' })['error']).toBe('channel_not_found')
  })
})

describe('conversations.history', () => {
  function talk(count: number) {
    const installed = installedWorld(everyScope)
    const stamps = Array.from({ length: count }, (_, index) => {
      const args = { channel: 'C0SIMGENL', text: `message ${index}` }
      return String(callMethod(installed.world, 'chat.postMessage', installed.bot, args).body['ts'])
    })
    const read = (args: Record<string, string>) =>
      callMethod(installed.world, 'conversations.history', installed.bot, { channel: 'C0SIMGENL', ...args }).body
    return { ...installed, stamps, read }
  }
  const textsOf = (body: Readonly<Record<string, unknown>>) =>
    (body['messages'] as { text: string }[]).map(({ text }) => text)

  it('lets a person read a public channel that the person is not in, but refuses this to a bot', () => {
    const { world, bot: token, user } = installedWorld(everyScope)
    const error = (who: Token) =>
      callMethod(world, 'conversations.history', who, { channel: 'C0SIMDSGN' }).body['error']
    expect(error(token)).toBe('not_in_channel')
    expect(error(user)).toBeUndefined()
  })

  it('returns the messages in pages, from the newest to the oldest', () => {
    const { read } = talk(5)
    const first = read({ limit: '2' })
    expect(textsOf(first)).toEqual(['message 4', 'message 3'])
    expect(first['has_more']).toBe(true)
    const cursor = (first['response_metadata'] as { next_cursor: string }).next_cursor
    expect(textsOf(read({ limit: '2', cursor }))).toEqual(['message 2', 'message 1'])
    const last = read({ limit: '9' })
    expect(last).toMatchObject({ has_more: false })
    expect(last).not.toHaveProperty('response_metadata')
  })

  it('returns the messages between oldest and latest, and also those with exactly these ts when inclusive=true', () => {
    const { read, stamps } = talk(4)
    const [, second = '', third = ''] = stamps
    expect(textsOf(read({ oldest: second }))).toEqual(['message 3', 'message 2'])
    expect(textsOf(read({ latest: third }))).toEqual(['message 1', 'message 0'])
    expect(textsOf(read({ latest: third, oldest: third, inclusive: 'true' }))).toEqual(['message 2'])
    expect(read({ oldest: 'then' })['error']).toBe('invalid_ts_oldest')
    expect(read({ latest: 'now' })['error']).toBe('invalid_ts_latest')
    expect(read({ cursor: 'bmV4dF90czp4' })['error']).toBe('invalid_cursor')
  })

  it('lists only the broadcast reply of a thread; the first message has the number of all replies', () => {
    const { world, bot: token, read, stamps } = talk(1)
    const reply = { channel: 'C0SIMGENL', thread_ts: stamps[0] ?? '' }
    callMethod(world, 'chat.postMessage', token, { ...reply, text: 'hidden' })
    callMethod(world, 'chat.postMessage', token, { ...reply, text: 'shown', reply_broadcast: 'true' })
    const body = read({})
    expect(textsOf(body)).toEqual(['shown', 'message 0'])
    expect(body['messages']).toMatchObject([
      { subtype: 'thread_broadcast' },
      { thread_ts: stamps[0], reply_count: 2, reply_users: [bot.user], reply_users_count: 1 },
    ])
  })
})

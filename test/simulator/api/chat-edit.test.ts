import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/http/simulator.ts'
import { placeIn } from '../../../src/simulator/page/client/place.ts'
import { postForm } from '../../support/consent.ts'
import { bot, callMethod, dana, installedWorld, noon } from '../../support/installed-world.ts'
import { general, lee, stagedWorld } from '../../support/staged-world.ts'

type Shown = { text: string; subtype?: string; ts: string; blocks?: unknown; attachments?: unknown; edited?: unknown }

describe('chat.update', () => {
  const rich = { channel: general, text: 'plain', blocks: '[{"type":"divider"}]', attachments: '[{"text":"more"}]' }

  /**
   * Posts a message with blocks and attachments and updates it with `change`. Returns the message as
   * conversations.history shows it.
   */
  function changed(change: Record<string, string>): Shown {
    const { world, bot: token } = stagedWorld()
    const ts = String(callMethod(world, 'chat.postMessage', token, rich).body['ts'])
    expect(callMethod(world, 'chat.update', token, { channel: general, ts, ...change }).body.ok).toBe(true)
    const { messages } = callMethod(world, 'conversations.history', token, { channel: general, limit: '1' }).body
    return (messages as [Shown])[0]
  }

  it('removes the blocks, but not the attachments, when only a text is sent', () => {
    const shown = changed({ text: 'other' })
    expect(shown).toMatchObject({ text: 'other', attachments: [{ text: 'more' }], edited: { user: bot.user } })
    expect(shown).not.toHaveProperty('blocks')
  })

  it('changes only the blocks, and adds no `edited`, when only blocks are sent', () => {
    const shown = changed({ blocks: '[{"type":"header","text":{"type":"plain_text","text":"H"}}]' })
    expect(shown).toMatchObject({ text: 'plain', blocks: [{ type: 'header' }] })
    expect(shown).not.toHaveProperty('edited')
  })

  it('removes the attachments when the call sends an empty list of attachments', () => {
    expect(changed({ text: 'other', attachments: '[]' })).not.toHaveProperty('attachments')
  })

  it('with reply_broadcast=true, also shows a thread reply in the channel', () => {
    const { world, user, replyTs } = stagedWorld()
    const broadcast = { channel: general, ts: replyTs, reply_broadcast: 'true' }
    expect(callMethod(world, 'chat.update', user, broadcast).body).toMatchObject({
      ok: true,
      message: { subtype: 'thread_broadcast' },
    })
    const { messages } = callMethod(world, 'conversations.history', user, { channel: general }).body
    expect((messages as Shown[]).map(({ ts }) => ts)).toContain(replyTs)
  })

  it('returns cant_update_message for a message that Slack wrote itself, such as channel_join', () => {
    const { world, bot: token, team } = stagedWorld()
    const { messages } = callMethod(world, 'conversations.history', token, { channel: team }).body
    const joined = (messages as Shown[]).find(({ subtype }) => subtype === 'channel_join')
    const args = { channel: team, ts: joined?.ts ?? '', text: 'no' }
    expect(callMethod(world, 'chat.update', token, args).body['error']).toBe('cant_update_message')
    expect(callMethod(world, 'chat.delete', token, args).body['error']).toBe('cant_delete_message')
  })

  it('lets a classic user token change the messages that it posted as the app', () => {
    const { world, user } = installedWorld({ user: ['identify', 'chat:write:bot'] })
    const ts = String(callMethod(world, 'chat.postMessage', user, { channel: general, text: 'as the app' }).body['ts'])
    const { body } = callMethod(world, 'chat.update', user, { channel: general, ts, text: 'changed' })
    expect(body).toMatchObject({ ok: true, message: { subtype: 'bot_message', text: 'changed' } })
  })
})

describe('chat.delete', () => {
  it('leaves a message with subtype tombstone when the message has replies, and removes its pin', () => {
    const { world, bot: token, user, botTs, danaTs } = stagedWorld()
    for (const [who, ts] of [
      [token, botTs],
      [user, danaTs],
    ] as const) {
      expect(callMethod(world, 'chat.delete', who, { channel: general, ts }).body.ok).toBe(true)
    }
    const { messages } = callMethod(world, 'conversations.replies', token, { channel: general, ts: botTs }).body
    expect(messages).toMatchObject([{ subtype: 'tombstone', reply_count: 1 }, { text: 'a reply' }])
    expect(callMethod(world, 'pins.list', token, { channel: general }).body['items']).toEqual([])
    const again = callMethod(world, 'chat.delete', token, { channel: general, ts: botTs }).body
    expect(again['error']).toBe('cant_delete_message')
  })

  it('lets an admin delete messages of other people, and returns cant_delete_message to everyone else', () => {
    const { world, user, botTs } = stagedWorld()
    expect(callMethod(world, 'chat.delete', user, { channel: general, ts: botTs }).body.ok).toBe(true)
    for (const person of world.state.people) if (person.id === dana) person.isAdmin = false
    const other = String(
      callMethod(world, 'chat.postMessage', 'xoxb-sim-1', { channel: general, text: 'x' }).body['ts'],
    )
    const refused = callMethod(world, 'chat.delete', user, { channel: general, ts: other }).body
    expect(refused['error']).toBe('cant_delete_message')
  })
})

describe('replies in a thread', () => {
  it('belong to the first message, even when they answer another reply', () => {
    const { world, user, botTs, replyTs } = stagedWorld()
    callMethod(world, 'chat.postMessage', user, { channel: general, text: 'deeper', thread_ts: replyTs })
    const { messages } = callMethod(world, 'conversations.replies', user, { channel: general, ts: botTs }).body
    expect((messages as Shown[]).map(({ text }) => text).slice(1)).toEqual(['a reply', 'deeper'])
  })

  it('are returned by conversations.replies in pages; each page contains the first message', () => {
    const { world, user, botTs } = stagedWorld()
    for (const text of ['two', 'three', 'four']) {
      callMethod(world, 'chat.postMessage', user, { channel: general, text, thread_ts: botTs })
    }
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; page < 5; page += 1) {
      const { body } = callMethod(world, 'conversations.replies', user, {
        channel: general,
        ts: botTs,
        limit: '3',
        cursor,
      })
      const [first, ...replies] = body['messages'] as Shown[]
      expect(first?.ts).toBe(botTs)
      seen.push(...replies.map(({ text }) => text))
      cursor = (body['response_metadata'] as { next_cursor: string } | undefined)?.next_cursor ?? ''
      expect(body['has_more']).toBe(cursor !== '')
      if (cursor === '') break
    }
    expect(seen).toEqual(['a reply', 'two', 'three', 'four'])
  })
})

describe('scheduled messages', () => {
  async function later(post_at: number, change: (state: ReturnType<typeof stagedWorld>) => void = () => {}) {
    const stage = stagedWorld()
    const clock = { now: noon }
    await using simulator = await startSimulator({ state: stage.world.state, now: () => clock.now })
    const as = { authorization: `Bearer ${stage.bot.value}` }
    const at = (method: string, args: Record<string, string>) => postForm(simulator, method, args, as)
    await at('chat.scheduleMessage', { channel: general, text: 'on time', post_at: String(post_at) })
    change(stage)
    clock.now += 2 * 3600_000
    const { messages } = await at('conversations.history', { channel: general, limit: '2' })
    const { scheduled_messages } = await at('chat.scheduledMessages.list', {})
    return { texts: (messages as Shown[]).map(({ text, ts }) => [text, ts]), waiting: scheduled_messages }
  }

  it('are posted in the order of their scheduled times, each with its scheduled time as ts', async () => {
    const { texts, waiting } = await later(noon / 1000 + 60)
    expect(texts).toEqual([
      ['later', `${noon / 1000 + 3600}.000000`],
      ['on time', `${noon / 1000 + 60}.000000`],
    ])
    expect(waiting).toEqual([])
  })

  it('are not posted before their scheduled time', async () => {
    const { waiting } = await later(noon / 1000 + 3 * 3600)
    expect(waiting).toMatchObject([{ text: 'on time' }])
  })

  it('are removed without a post when their channel has been archived', async () => {
    const { texts, waiting } = await later(noon / 1000 + 60, ({ world }) => {
      for (const channel of world.state.channels) if (channel.id === general) channel.archived = true
    })
    expect(texts.map(([text]) => text)).toEqual(['', ''])
    expect(waiting).toEqual([])
  })

  it('cannot be deleted less than a minute before their scheduled time, and at most thirty can be scheduled within five minutes', () => {
    const { world, bot: token } = stagedWorld()
    const schedule = (post_at: number) =>
      callMethod(world, 'chat.scheduleMessage', token, { channel: general, text: 'a', post_at: String(post_at) }).body
    const soon = schedule(noon / 1000 + 59)
    const scheduled_message_id = String(soon['scheduled_message_id'])
    const gone = callMethod(world, 'chat.deleteScheduledMessage', token, {
      channel: general,
      scheduled_message_id,
    }).body
    expect(gone['error']).toBe('invalid_scheduled_message_id')
    for (let count = 1; count < 30; count += 1) expect(schedule(noon / 1000 + 60 + count).ok).toBe(true)
    expect(schedule(noon / 1000 + 200)['error']).toBe('restricted_too_many')
    expect(schedule(noon / 1000 + 900).ok).toBe(true)
  })
})

it('chat.postEphemeral returns user_not_in_channel for a deactivated person', () => {
  const { world, bot: token } = stagedWorld()
  for (const person of world.state.people) if (person.id === lee) person.deleted = true
  const args = { channel: general, user: lee, text: 'hush' }
  expect(callMethod(world, 'chat.postEphemeral', token, args).body['error']).toBe('user_not_in_channel')
})

it('chat.getPermalink returns a link that contains the channel and the ts of the message', async () => {
  const { world, bot: token, danaTs } = stagedWorld()
  await using simulator = await startSimulator({ state: world.state })
  const as = { authorization: `Bearer ${token.value}` }
  const { permalink } = await postForm(simulator, 'chat.getPermalink', { channel: general, message_ts: danaTs }, as)
  const response = await fetch(String(permalink), { redirect: 'manual' })
  const anchor = response.headers.get('location')?.replace('/#', '')
  expect([response.status, anchor]).toEqual([302, `${general}-p${danaTs.replace('.', '')}`])
  expect(placeIn(`#${anchor}`)).toMatchObject({ channel: general, message: danaTs })
})

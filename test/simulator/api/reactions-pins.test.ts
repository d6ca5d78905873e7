import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/http/simulator.ts'
import { allEmoji } from '../../../src/slack/facts/emoji.ts'
import { postForm } from '../../support/consent.ts'
import { bot, callMethod, dana, noon } from '../../support/installed-world.ts'
import { controlHeaders } from '../../support/simulator.ts'
import { general, lee, modal, sam, stagedWorld } from '../../support/staged-world.ts'

describe('reactions', () => {
  it('are counted once per person, and an emoji is no longer listed after its last reaction is removed', () => {
    const { world, bot: asBot, user, danaTs } = stagedWorld()
    const item = { channel: general, timestamp: danaTs, name: 'tada' }
    callMethod(world, 'reactions.add', user, item)
    const shown = () => callMethod(world, 'reactions.get', user, item).body['message'] as { reactions?: unknown }
    expect(shown().reactions).toEqual([{ name: 'tada', users: [bot.user, dana], count: 2 }])
    callMethod(world, 'reactions.remove', asBot, item)
    callMethod(world, 'reactions.remove', user, item)
    expect(shown()).not.toHaveProperty('reactions')
  })

  it('are accepted for an emoji of Slack or of the workspace, and refused with invalid_name for another name', () => {
    const { world, user, danaTs } = stagedWorld()
    const add = (name: string) =>
      callMethod(world, 'reactions.add', user, { channel: general, timestamp: danaTs, name }).body
    expect(add('party_parrot')).toMatchObject({ ok: false, error: 'invalid_name' })
    world.state.emoji = ['party_parrot']
    expect(add('party_parrot')).toMatchObject({ ok: true })
    expect(add('+1::skin-tone-3')).toMatchObject({ ok: true })
  })

  it('are limited to 23 per person and message, and then refused with too_many_reactions', () => {
    const { world, user, danaTs } = stagedWorld()
    const add = (name: string) =>
      callMethod(world, 'reactions.add', user, { channel: general, timestamp: danaTs, name }).body
    const [one = '', ...others] = [...allEmoji().keys()].slice(0, 24)
    for (const name of others) expect(add(name).ok).toBe(true)
    expect(add(one)['error']).toBe('too_many_reactions')
  })
})

describe('conversations.invite, conversations.create and conversations.leave', () => {
  it('with force=true, invite everyone who can be invited, and return an error for each other person', () => {
    const { world, bot: asBot, team } = stagedWorld()
    const args = { channel: team, users: `${lee},${sam},U0NOBODY`, force: 'true' }
    const { body } = callMethod(world, 'conversations.invite', asBot, args)
    expect(body).toMatchObject({
      ok: true,
      errors: [
        { user: lee, ok: false, error: 'already_in_channel' },
        { user: 'U0NOBODY', ok: false, error: 'user_not_found' },
      ],
    })
    expect(callMethod(world, 'conversations.members', asBot, { channel: team }).body['members']).toContain(sam)
  })

  it('return ok: false when no person can be invited, even with force=true', () => {
    const { world, bot: asBot, team } = stagedWorld()
    const args = { channel: team, users: 'U0NOBODY', force: 'true' }
    expect(callMethod(world, 'conversations.invite', asBot, args).body).toMatchObject({
      ok: false,
      error: 'user_not_found',
      errors: [{ user: 'U0NOBODY' }],
    })
  })

  it('require groups:write for a private channel, and channels:manage for a public channel', () => {
    const { world, bot: asBot } = stagedWorld()
    asBot.scopes = ['channels:manage']
    expect(callMethod(world, 'conversations.create', asBot, { name: 'open' }).body.ok).toBe(true)
    expect(callMethod(world, 'conversations.create', asBot, { name: 'closed', is_private: 'true' }).body).toMatchObject(
      {
        error: 'missing_scope',
        needed: 'groups:write',
      },
    )
  })

  it('succeed when the caller leaves a channel that the caller is not in', () => {
    const { world, user, alone } = stagedWorld()
    const { body } = callMethod(world, 'conversations.leave', user, { channel: alone })
    expect(body).toEqual({ ok: true, not_in_channel: true })
  })
})

describe('profiles of users', () => {
  it('can be changed for another person by an admin only', () => {
    const { world, user } = stagedWorld()
    const set = () =>
      callMethod(world, 'users.profile.set', user, { user: lee, name: 'real_name', value: 'Lee O.' }).body
    expect(set()).toMatchObject({ username: 'lee', profile: { real_name: 'Lee O.', real_name_normalized: 'Lee O.' } })
    for (const person of world.state.people) person.isAdmin = false
    expect(set()['error']).toBe('not_admin')
  })

  it('cannot have a status emoji with an empty status text', () => {
    const { world, user } = stagedWorld()
    const set = (profile: object) =>
      callMethod(world, 'users.profile.set', user, { profile: JSON.stringify(profile) }).body
    expect(set({ status_text: 'lunch', status_emoji: ':taco:' }).ok).toBe(true)
    expect(set({ status_text: '' })['error']).toBe('must_clear_both_status_text_and_status_emoji')
    expect(set({ status_text: '', status_emoji: '' })).toMatchObject({ profile: { status_text: '', status_emoji: '' } })
  })
})

describe('modal views', () => {
  const press = async (change: Record<string, unknown> = {}) => {
    const stage = stagedWorld()
    const clock = { now: noon }
    const simulator = await startSimulator({ state: stage.world.state, now: () => clock.now })
    const response = await fetch(`${simulator.url}/_sim/trigger`, {
      method: 'POST',
      headers: controlHeaders(simulator),
      body: JSON.stringify(change),
    })
    const pressed = (await response.json()) as { trigger_id: string; message?: string }
    const headers = { authorization: `Bearer ${stage.bot.value}` }
    const args = { trigger_id: pressed.trigger_id, view: JSON.stringify(modal) }
    const open = () => postForm(simulator, 'views.open', args, headers)
    return { ...stage, simulator, clock, pressed, open, status: response.status }
  }

  it('can be opened within three seconds of the click on a button, and only once per trigger', async () => {
    const { simulator, open, clock } = await press({ user_id: lee })
    await using _ = simulator
    clock.now += 3000
    expect(await open()).toMatchObject({ ok: true, view: { type: 'modal' } })
    expect(await open()).toMatchObject({ error: 'exchanged_trigger_id' })
    expect(simulator.world.state.views.at(-1)?.userId).toBe(lee)
  })

  it('cannot be opened later than three seconds after the click (expired_trigger_id)', async () => {
    const { simulator, open, clock } = await press()
    await using _ = simulator
    clock.now += 3001
    expect(await open()).toMatchObject({ error: 'expired_trigger_id' })
  })

  it.each([{ user_id: 'U0NOBODY' }, { app_id: 'A0NONE' }, { view_id: 'V0NONE' }])(
    'cannot be opened when the simulated click has the unknown id %j',
    async (order) => {
      const { simulator, status, pressed } = await press(order)
      await using _ = simulator
      expect([status, pressed.message]).toEqual([400, expect.stringMatching(/_id is that of/)])
    },
  )

  it('can be opened on top of each other up to three times; a fourth one is refused with Slack’s error', () => {
    const { world, bot: asBot, open } = stagedWorld()
    const push = (view: object, view_id = open) => {
      const trigger = {
        ...world.state.triggers[0],
        id: `t${world.state.triggers.length}`,
        used: false,
        viewId: view_id,
      }
      world.state.triggers.push(trigger as never)
      return callMethod(world, 'views.push', asBot, { trigger_id: trigger.id, view: JSON.stringify(view) }).body
    }
    expect([push(modal).ok, push(modal).ok, push(modal)['error']]).toEqual([true, true, 'push_limit_reached'])
    const long = { ...modal, title: { type: 'plain_text', text: 'x'.repeat(25) }, blocks: [{ type: 'box' }] }
    expect(push(long)).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: {
        messages: [
          '[ERROR] unsupported type: box [json-pointer:/view/blocks/0/type]',
          '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
        ],
      },
    })
  })
})

describe('invalid blocks', () => {
  const problems: [blocks: unknown, problem: string][] = [
    [[{ kind: 'section' }], 'missing required field: type [json-pointer:/blocks/0]'],
    [Array(51).fill({ type: 'divider' }), 'no more than 50 items allowed [json-pointer:/blocks]'],
    [[1], 'must be an object [json-pointer:/blocks/0]'],
    [[{ type: 'section' }], 'missing required field: text [json-pointer:/blocks/0]'],
    [[{ type: 'section', text: 'plain' }], 'must provide an object [json-pointer:/blocks/0/text]'],
    [[{ type: 'section', text: { type: 'bold' } }], 'unsupported type: bold [json-pointer:/blocks/0/text/type]'],
    [
      [{ type: 'header', text: { type: 'plain_text', text: '' } }],
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [[{ type: 'actions', elements: {} }], 'must be an array [json-pointer:/blocks/0/elements]'],
    [
      [{ type: 'context', elements: Array(11).fill({}) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [[{ type: 'image', alt_text: 'a' }], 'missing required field: image_url [json-pointer:/blocks/0]'],
    [
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      '"a" already exists [json-pointer:/blocks/1/block_id]',
    ],
  ]
  it.each(problems)('are refused with an error that contains a pointer to the problem: %j', (blocks, problem) => {
    const { world, bot: asBot } = stagedWorld()
    const args = { channel: general, blocks: JSON.stringify(blocks) }
    expect(callMethod(world, 'chat.postMessage', asBot, args).body).toEqual({
      ok: false,
      error: 'invalid_blocks',
      errors: [problem],
      response_metadata: { messages: [`[ERROR] ${problem}`] },
    })
  })
})

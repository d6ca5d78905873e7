import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../src/runtime/process-host.ts'
import { readMessageLocation } from '../../../src/slack/client/permalink.ts'
import type { Machine } from '../../support/cli.ts'
import { installed, logged, messagesIn, worldOf } from '../../support/installed.ts'

const scopes = 'chat:write,channels:read,users:read,im:write'

async function post(machine: Machine, ...argv: string[]) {
  const { code, json, stderr } = await machine.run(['post', ...argv, '--json'])
  expect(code, stderr).toBe(0)
  return json as { ts: string; permalink: string; channel: string }
}

describe('post --thread', () => {
  it('replies in the thread of a message, named by its ts or its link, and with --broadcast in the channel too', async () => {
    using machine = await installed(scopes)
    const { ts, permalink } = await post(machine, '#general', 'the plan')
    await post(machine, '#general', 'one', '--thread', ts)
    const reply = await post(machine, 'two', '--thread', permalink, '--broadcast')
    // The link of a reply contains the ts of its thread.
    expect(reply.permalink).toContain(`thread_ts=${ts}`)
    const third = await machine.run(['post', 'three', '--thread', reply.permalink])
    expect([third.code, third.stderr]).toEqual([
      0,
      expect.stringMatching(`to C0SIMGENL, in the thread of ${ts}\n`) as string,
    ])
    expect(messagesIn(machine, 'general').map(({ text, threadTs, subtype }) => [text, threadTs, subtype])).toEqual([
      ['the plan', undefined, undefined],
      ['one', ts, undefined],
      ['two', ts, 'thread_broadcast'],
      ['three', ts, undefined],
    ])
  })
})

describe('post --update and --delete', () => {
  it('change and delete a message that is named by its ts or its link', async () => {
    using machine = await installed(scopes)
    const first = await post(machine, '#general', 'helo')
    const changed = await machine.run(['post', '#general', 'hello', '--update', first.ts])
    expect([changed.code, changed.stderr]).toEqual([
      0,
      expect.stringMatching(`, changing ${first.ts} in #general\n`) as string,
    ])
    expect(changed.stdout).toMatch(/^changed as @sim-app \(the app\) {2}#general \(C0SIMGENL\)/)
    await post(machine, 'hello again', '--update', first.permalink)
    expect(messagesIn(machine, 'general')).toMatchObject([{ text: 'hello again', edited: {} }])
    const deleted = await machine.run(['post', '--delete', first.permalink])
    expect([deleted.code, deleted.stdout]).toEqual([0, `deleted as @sim-app (the app)  C0SIMGENL  ${first.ts}\n`])
    expect(messagesIn(machine, 'general')).toEqual([])
  })

  it('change and delete a direct message to @lee', async () => {
    using machine = await installed(scopes)
    const { ts } = await post(machine, '@lee', 'helo')
    await post(machine, '@lee', 'hello', '--update', ts)
    await post(machine, '@lee', '--delete', ts)
    expect(worldOf(machine).channels.filter(({ kind }) => kind === 'im')).toMatchObject([{ messages: [] }])
  })

  it.each([
    ['--update', 'cant_update_message', ['new']],
    ['--delete', 'cant_delete_message', []],
  ] as const)(
    'exit with 3 for a message of another author, and name the author and --as user: %s, error %s',
    async (flag, error, text) => {
      using machine = await installed(`${scopes},channels:history`, 'chat:write,channels:history')
      const { permalink } = await post(machine, '#general', 'mine', '--as', 'user')
      const { code, stderr } = await machine.run(['post', ...text, flag, permalink])
      expect([code, stderr]).toEqual([3, expect.stringContaining(error) as string])
      expect(stderr).toMatch(/This one is by @dana, the user\.\n! Do it as its author: --as user\n/)
      expect((await machine.run(['post', ...text, flag, permalink, '--as', 'user'])).code).toBe(0)
    },
  )

  it('exit with 3 without the name of the author when the token lacks the scope to read the message', async () => {
    using machine = await installed(scopes)
    const { permalink } = await post(machine, '#general', 'mine', '--as', 'user')
    const { code, stderr } = await machine.run(['post', 'new', '--update', permalink])
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/Only its author can change a message\.\n! Use the token/) as string,
    ])
  })

  it('exit with 3 (message_not_found) when the message does not exist', async () => {
    using machine = await installed(scopes)
    const { code, json } = await machine.run(['post', '#general', 'x', '--update', '1700000000.000001', '--json'])
    expect([code, json]).toMatchObject([3, { error: 'message_not_found' }])
  })
})

describe('post --ephemeral', () => {
  it('shows a message to @lee alone, and stores no message in the channel', async () => {
    using machine = await installed(scopes)
    const { code, stdout, stderr } = await machine.run(['post', '#general', 'psst', '--ephemeral', 'lee'])
    expect([code, stderr]).toEqual([0, expect.stringMatching(/to #general, seen by @lee alone\n$/) as string])
    expect(stdout).toMatch(/^shown to @lee alone, as @sim-app \(the app\) {2}#general \(C0SIMGENL\) {2}\d+\.\d{6}\n$/)
    expect(messagesIn(machine, 'general')).toEqual([])
  })

  it('exits with 3 (user_not_in_channel) when the person is not in the channel, and with 2 for a direct message', async () => {
    using machine = await installed(`${scopes},chat:write.public`)
    const outside = await machine.run(['post', '#design', 'psst', '--ephemeral', 'U0SIMDANA', '--json'])
    expect([outside.code, outside.json]).toMatchObject([3, { error: 'user_not_in_channel' }])
    expect((await machine.run(['post', '@lee', 'psst', '--ephemeral', '@lee'])).code).toBe(2)
  })
})

describe('post --schedule', () => {
  const noon = new Date(2026, 0, 5, 12).getTime()
  const clock = { ...systemClock, now: () => noon }

  it.each([
    ['in 10m', noon / 1000 + 600],
    ['1h 30m', noon / 1000 + 5400],
    ['in 2 days', noon / 1000 + 172_800],
    ['17:30', noon / 1000 + 19_800],
    ['9:00', noon / 1000 + 75_600],
    ['2026-01-06T12:00', noon / 1000 + 86_400],
    ['2026-02-01 12:00:00Z', Date.UTC(2026, 1, 1, 12) / 1000],
    ['2026-02-01T12:00+01:00', Date.UTC(2026, 1, 1, 11) / 1000],
    [String(noon / 1000 + 60), noon / 1000 + 60],
  ])('accepts the time “%s” as the Unix time %i', async (text, at) => {
    using machine = await installed(scopes)
    const { code, json, stderr } = await machine.run(['post', '#general', 'later', '--schedule', text, '--json'], {
      clock,
    })
    expect([code, json], stderr).toMatchObject([0, { post_at: at }])
  })

  it('prints the local time of the message and the command that cancels it', async () => {
    using machine = await installed(scopes)
    const { stdout, stderr } = await machine.run(['post', '#general', 'later', '--schedule', 'in 10m'])
    expect(stderr).toMatch(/to #general, \w{3} \d{4}-\d\d-\d\d \d\d:\d\d \(UTC[+-]\d\d:\d\d\), in 10 min\n/)
    expect(stdout).toMatch(/^scheduled as @sim-app \(the app\) {2}#general \(C0SIMGENL\) {2}Q\w+\n$/)
    const [, told = ''] = /To cancel it: slack-tokens (.*)\n/.exec(stderr) ?? []
    expect(worldOf(machine).scheduled).toHaveLength(1)
    expect((await machine.run(told.split(' '))).code).toBe(0)
    expect(worldOf(machine).scheduled).toEqual([])
  })

  it.each([
    ['2020-01-01T10:00', 2, 'time_in_past', /days ago/],
    ['in 0s', 2, 'time_in_past', /0 s ago/],
    ['in 121d', 2, 'time_too_far', /120 days/],
    ['1795489124000', 2, 'time_too_far', /milliseconds/],
    ['tomorrow', 2, 'invalid_time', /is not a time/],
    ['2026-12-24', 2, 'invalid_time', /is not a time/],
    ['2026-13-45T99:00', 2, 'invalid_time', /is not a time/],
    ['25:00', 2, 'invalid_time', /is not a time/],
  ])('for the time “%s”, exits with %i (%s) and schedules no message', async (text, exit, error, said) => {
    using machine = await installed(scopes)
    const { code, json } = await machine.run(['post', '#general', 'later', '--schedule', text, '--json'])
    expect([code, json]).toMatchObject([exit, { error, message: expect.stringMatching(said) as string }])
    expect(logged(machine)).not.toContain('chat.scheduleMessage')
  })
})

describe('post, for arguments that are wrong or cannot be combined', () => {
  it.each([
    [
      ['#general', 'x', '--update', '1700000000.000001', '--thread', '1700000000.000001'],
      /--update can’t be combined with --thread/,
    ],
    [['#general', '--delete', '1700000000.000001', '--blocks', 'x'], /--delete can’t be combined with --blocks/],
    [
      ['#general', 'x', '--ephemeral', 'U0SIMLEE', '--schedule', '17:30'],
      /--ephemeral can’t be combined with --schedule/,
    ],
    [['#general', 'x', '--schedule', '17:30', '--name', 'X'], /--schedule can’t be combined with --name/],
    [['#general', 'x', '--broadcast'], /this is not a reply/],
    [['#general', '-', '--blocks', '-'], /the text or the blocks, not both/],
    [['#general', 'x', '--thread', 'yesterday'], /--thread names no message/],
    [['#general', 'x', '--update', 'https://example.com/x'], /--update names no message/],
    [['--delete', '1700000000.000001'], /--delete needs the channel/],
    [['--thread', '1700000000.000001'], /--thread needs the channel/],
    [['--schedule', '17:30'], /--schedule needs the channel/],
    [['#general', 'x', '--delete', '1700000000.000001'], /--delete has no text/],
    [
      ['#general', 'x', '--thread', 'https://a.slack.com/archives/C0SIMRAND/p1700000000000001'],
      /you also gave #general/,
    ],
    [['hello there'], /post "#general" "hello there"/],
    [['-'], /post "#general" -/],
  ])('exits with 2 and calls no method of chat for the arguments %j', async (argv, said) => {
    using machine = await installed(scopes)
    const { code, stdout, stderr } = await machine.run(['post', ...argv], { input: '' })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(said)
    expect(logged(machine).filter((what) => what.startsWith('chat.'))).toEqual([])
  })
})

describe('the text that names a message for post', () => {
  it.each([
    ['1700000000.123456', { ts: '1700000000.123456' }],
    ['p1700000000123456', { ts: '1700000000.123456' }],
    ['https://a.slack.com/archives/C0AB/p1700000000123456', { channel: 'C0AB', ts: '1700000000.123456' }],
    [
      'https://a.enterprise.slack.com/archives/D0AB/p1700000001000002?thread_ts=1700000000.123456&cid=D0AB',
      { channel: 'D0AB', ts: '1700000001.000002', threadTs: '1700000000.123456' },
    ],
    ['https://a.slack.com/archives/C0AB/p1700000000123456?thread_ts=x', { channel: 'C0AB', ts: '1700000000.123456' }],
    ['https://a.slack.com/archives/C0AB', undefined],
    ['1700000000', undefined],
    ['', undefined],
  ])('is read as a ts or as the link to a message: %j gives %j', (text, place) =>
    expect(readMessageLocation(text)).toEqual(place),
  )
})

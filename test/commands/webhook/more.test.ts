import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../../src/config/store.ts'
import type { WorldState } from '../../../src/simulator/state/types.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { installed, messagesIn, worldOf } from '../../support/installed.ts'
import { stageFault } from '../../support/stage.ts'
import { startWeb } from '../../support/web.ts'

const scopes = 'chat:write,incoming-webhook'
const section = { type: 'section', text: { type: 'mrkdwn', text: '*hello*' } }

function edit<T>(path: string, change: (value: T) => void): void {
  const value = JSON.parse(readFileSync(path, 'utf8')) as T
  change(value)
  writeFileSync(path, JSON.stringify(value), { mode: 0o600 })
}

/** Stores a second webhook in the installation; the simulator knows it only when `alive` is true. */
function addWebhook(machine: Machine, channel: string, alive: boolean): void {
  const path = 'T0SIM0001/B0SIMOLD1/simulated-secret-of-old'
  const url = `http://localhost:4717/services/${path}`
  edit<Config>(join(machine.directory, 'config.json'), ({ profiles }) => {
    for (const one of Object.values(profiles)) {
      const webhooks = [...one.webhooks, { url, channel, channelId: 'C0SIMRAND', configurationUrl: null }]
      Object.assign(one, { webhooks })
    }
  })
  if (!alive) return
  edit<WorldState>(join(machine.directory, 'simulator.json'), ({ webhooks }) => {
    webhooks.push({ path, appId: 'A0SIMAPP1', channelId: 'C0SIMRAND', userId: 'U0SIMDANA' })
  })
}

describe('webhook --forget', () => {
  it('removes the webhooks of a channel, and with --yes only', async () => {
    using machine = await installed(scopes)
    addWebhook(machine, '#random', false)
    const forget = ['webhook', '--forget', '--channel', '#random', '--json']
    expect((await machine.run(forget, { input: '' })).json).toMatchObject({ error: 'not_confirmed' })
    expect((await machine.run([...forget, '--yes'])).json).toMatchObject({ ok: true, forgotten: 1, left: 1 })
    expect((await machine.run([...forget, '--yes'])).json).toMatchObject({ error: 'unknown_webhook' })
    expect((await machine.run(['webhook', 'hi', '--forget'])).code).toBe(2)
    expect((await machine.run(['webhook', '--check', '--forget'])).code).toBe(2)
  })

  it('without a channel removes those that check found dead, which check shows once with their number', async () => {
    using machine = await installed(scopes)
    expect((await machine.run(['webhook', '--forget', '--yes', '--json'])).json).toMatchObject({
      error: 'unknown_webhook',
    })
    addWebhook(machine, '#random', false)
    edit<Config>(join(machine.directory, 'config.json'), ({ profiles }) => {
      for (const one of Object.values(profiles)) {
        const [dead] = one.webhooks.filter(({ channel }) => channel === '#random')
        const others = ['2', '3'].map((end) => ({ ...dead, url: `${dead?.url}${end}` }))
        Object.assign(one, { webhooks: [...one.webhooks, ...others] })
      }
    })
    const { stdout } = await machine.run(['check'])
    expect(stdout).toMatch(/#random \S+ \(3\)/)
    expect(stdout.match(/webhook for #random: .* \(3 times\)/g)).toHaveLength(1)
    expect((await machine.run(['webhook', '--forget', '--yes', '--json'])).json).toMatchObject({
      forgotten: 3,
      left: 1,
    })
    expect((await machine.run(['check'])).code).toBe(0)
  })
})

describe('webhook, for blocks and replies', () => {
  it('posts blocks from a file or from standard input, and posts a reply when --thread has the link to a message', async () => {
    using machine = await installed(scopes)
    writeFileSync(join(machine.directory, 'b.json'), JSON.stringify({ blocks: [section] }))
    const blocks = join(machine.directory, 'b.json')
    expect((await machine.run(['webhook', 'in words', '--blocks', blocks])).code).toBe(0)
    expect((await machine.run(['webhook', '--blocks', '-'], { input: JSON.stringify([section]) })).code).toBe(0)
    const plan = await machine.run(['post', '#general', 'the plan', '--json'])
    const { ts, permalink } = plan.json as { ts: string; permalink: string }
    expect((await machine.run(['webhook', 'a reply', '--thread', permalink])).code).toBe(0)
    expect(messagesIn(machine, 'general')).toMatchObject([
      { text: 'in words', blocks: [section] },
      { text: '', blocks: [section] },
      { text: 'the plan' },
      { text: 'a reply', threadTs: ts },
    ])
  })

  it.each([
    [['x', '--thread', 'yesterday'], 2, /--thread names no message/],
    [['-', '--blocks', '-'], 2, /the text or the blocks, not both/],
    [['x', '--check'], 2, /--check posts nothing/],
    [['--blocks', 'nowhere.json'], 2, /does not exist/],
    [['  '], 2, /The text is empty/],
    [['x'.repeat(40_001)], 2, /40001 characters/],
  ])(
    'exits with 2 and posts nothing for wrong arguments and for an invalid text: sample %#',
    async (argv, exit, said) => {
      using machine = await installed(scopes)
      const { code, stdout, stderr } = await machine.run(['webhook', ...argv], { input: '' })
      expect([code, stdout, stderr]).toEqual([exit, '', expect.stringMatching(said) as string])
      expect(messagesIn(machine, 'general')).toEqual([])
    },
  )

  it.each([
    ['channel_is_archived', 3, /410 channel_is_archived\. The webhook’s channel is archived/],
    ['action_prohibited', 3, /403 action_prohibited\. An admin’s rule/],
    ['no_service', 3, /404 no_service\. The webhook was deleted/],
    ['invalid_payload', 3, /400 invalid_payload\. The body is not JSON/],
    ['rollup_error', 3, /500 rollup_error\. Slack failed inside/],
  ])('for the error %s, exits with %i and prints the meaning', async (what, exit, said) => {
    using machine = await installed(scopes)
    stageFault(machine.directory, { on: 'webhook', what, times: 1, after: 0 })
    const { code, stderr } = await machine.run(['webhook', 'hi'])
    expect([code, stderr]).toEqual([exit, expect.stringMatching(said) as string])
  })
})

describe('webhook --check', () => {
  it('exits with 0 and posts nothing for a webhook that works', async () => {
    using machine = await installed(scopes)
    const { code, stdout, stderr } = await machine.run(['webhook', '--check'])
    expect([code, stdout], stderr).toEqual([0, '#general  works  nothing was posted\n'])
    expect((await machine.run(['webhook', '--check', '--json'])).json).toEqual({
      ok: true,
      webhooks: [{ channel: '#general', works: true }],
    })
    expect(messagesIn(machine, 'general')).toEqual([])
    expect(worldOf(machine).log.filter(({ what }) => what === 'webhook')).toHaveLength(2)
  })

  it('exits with 3 (no_service) for a webhook that was deleted', async () => {
    using machine = await installed(scopes)
    edit<WorldState>(join(machine.directory, 'simulator.json'), ({ webhooks: [hook] }) => {
      if (hook) hook.dead = true
    })
    const { code, json } = await machine.run(['webhook', '--check', '--json'])
    expect([code, json]).toMatchObject([3, { ok: false, error: 'no_service' }])
  })

  it('tests all webhooks, or the webhook of the channel in --channel, and exits with 3 when one does not work', async () => {
    using machine = await installed(scopes)
    addWebhook(machine, '#random', false)
    const all = await machine.run(['webhook', '--check'])
    expect([all.code, all.stdout]).toEqual([
      3,
      '#general  works          nothing was posted\n#random   does not work  no_service\n',
    ])
    expect(all.stderr).toMatch(/404 no_service/)
    const told = await machine.run(['webhook', '--check', '--json'])
    expect([told.code, told.json]).toMatchObject([
      3,
      { ok: false, webhooks: [{ works: true }, { channel: '#random', error: 'no_service' }] },
    ])
    expect((await machine.run(['webhook', '--check', '--channel', '#general'])).code).toBe(0)
    expect((await machine.run(['webhook', '--check', '--channel', '#random'])).code).toBe(3)
    using both = await installed(scopes)
    addWebhook(both, '#random', true)
    expect((await both.run(['webhook', '--check'])).code).toBe(0)
  })

  it('prints SLACK_WEBHOOK_URL without its secret, and exits with 1 when nothing answers', async () => {
    await using web = await startWeb((_request, response) => response.writeHead(400).end('invalid_payload'))
    const SLACK_WEBHOOK_URL = `${web.url}/services/T0TEST/B0TEST/the-secret-part-of-it`
    using machine = createMachine({ SLACK_WEBHOOK_URL })
    const { code, stdout } = await machine.run(['webhook', '--check'])
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^127\.0\.0\.1:\d+\/services\/T0TEST\/B0TEST\/…\S* +works/) as string,
    ])
    expect(web.arrived.map(({ body }) => body)).toEqual(['{'])
    using nobody = createMachine({ SLACK_WEBHOOK_URL: 'http://127.0.0.1:9/services/T0/B0/secret' })
    expect((await nobody.run(['webhook', '--check'])).code).toBe(1)
  })
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../../src/config/store.ts'
import type { WorldState } from '../../../src/simulator/state/types.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { approved, textsIn } from '../../support/installed.ts'
import { startWeb } from '../../support/web.ts'

function edit<T>(path: string, change: (value: T) => void): void {
  const value = JSON.parse(readFileSync(path, 'utf8')) as T
  change(value)
  writeFileSync(path, JSON.stringify(value), { mode: 0o600 })
}

/** Stores another webhook for the given channel, like a webhook of an earlier install. */
function addOlderWebhook(machine: Machine, channelId: string, channel: string): void {
  const path = `T0SIM0001/B0SIM${channelId.slice(-4)}/simulated-secret-of-${channelId}`
  edit<WorldState>(join(machine.directory, 'simulator.json'), (state) => {
    state.webhooks.push({ path, appId: 'A0SIMAPP1', channelId, userId: 'U0SIMDANA' })
  })
  edit<Config>(join(machine.directory, 'config.json'), (config) => {
    for (const installation of Object.values(config.profiles)) {
      const url = `http://localhost:4717/services/${path}`
      Object.assign(installation, {
        webhooks: [...installation.webhooks, { url, channel, channelId, configurationUrl: null }],
      })
    }
  })
}

const secretPath = '/services/T0TEST/B0TEST/the-secret-part-of-it'

describe('webhook', () => {
  it('posts a test message to the channel of the webhook, and names the workspace and the channel on stderr', async () => {
    using machine = await approved()
    const { code, stdout, stderr } = await machine.run(['webhook'])
    expect([code, stdout], stderr).toEqual([0, 'posted to #general as the app, with no token\n'])
    expect(stderr).toBe('→ Sandbox Inc (T0SIM0001) by incoming webhook, to #general\n')
    expect(textsIn(machine, 'general')).toEqual([expect.stringContaining('incoming webhook') as string])
  })

  it('posts the text of its argument or of standard input, and prints the channel with --json', async () => {
    using machine = await approved()
    const { code, json } = await machine.run(['webhook', 'one', '--json'])
    expect([code, json]).toEqual([0, { ok: true, channel: '#general' }])
    expect((await machine.run(['webhook', '-'], { input: 'two\nlines\n' })).code).toBe(0)
    expect(textsIn(machine, 'general')).toEqual(['one', 'two\nlines'])
  })

  it('uses the newest of several webhooks and names the others, unless --channel has the name or the id of a channel', async () => {
    using machine = await approved()
    addOlderWebhook(machine, 'C0SIMRAND', '#random')
    addOlderWebhook(machine, 'C0SIMDSGN', '#design')
    const newest = await machine.run(['webhook', 'newest'])
    expect(newest.stderr).toMatch(/to #general\n.*The others post to #random, #design: choose with --channel/)
    for (const [wanted, text] of [
      ['#random', 'a'],
      ['Random', 'b'],
      ['C0SIMRAND', 'c'],
    ] as const) {
      const { code, stdout, stderr } = await machine.run(['webhook', text, '--channel', wanted])
      expect([code, stdout], stderr).toEqual([0, 'posted to #random as the app, with no token\n'])
      expect(stderr).not.toMatch(/others/)
    }
    expect(textsIn(machine, 'random')).toEqual(['a', 'b', 'c'])
    expect(textsIn(machine, 'general')).toEqual(['newest'])
  })

  it('exits with 2 for a channel without a webhook, and lists the channels that have one', async () => {
    using machine = await approved()
    const { code, stderr } = await machine.run(['webhook', 'hi', '--channel', '#ops'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/no webhook for #ops\n.*It has: #general\..*login --sim --add-scope incoming-webhook/)
  })

  it('exits with 4 without a webhook, and names the login command; also exits with 4 without an installation', async () => {
    using machine = await approved(['--scopes', 'chat:write'])
    const { code, stderr, json } = await machine.run(['webhook', '--json'])
    expect([code, json]).toMatchObject([4, { ok: false, error: 'no_webhook' }])
    expect(stderr).toMatch(/slack-tokens login --sim --add-scope incoming-webhook/)
    using empty = createMachine()
    expect((await empty.run(['webhook'])).code).toBe(4)
  })
})

describe('webhook, with SLACK_WEBHOOK_URL', () => {
  it('posts to this URL when nothing is installed, and prints the URL without its secret', async () => {
    await using web = await startWeb((_request, response) => response.end('ok'))
    using machine = createMachine({ SLACK_WEBHOOK_URL: `${web.url}${secretPath}` })
    const { code, stdout, stderr } = await machine.run(['webhook', 'hi', '--verbose'])
    expect(code, stderr).toBe(0)
    expect(web.arrived).toMatchObject([
      { verb: 'POST', path: secretPath, body: '{"text":"hi"}', headers: { 'content-type': /^application\/json/ } },
    ])
    expect(web.arrived[0]?.headers['authorization']).toBeUndefined()
    expect(stderr).toMatch(/→ 127\.0\.0\.1:\d+\/services\/T0TEST\/B0TEST\/….* \(from SLACK_WEBHOOK_URL\)/)
    expect(stdout + stderr).not.toMatch(/the-secret-part/)
  })

  it('ignores this URL when the active installation is on the simulator', async () => {
    await using web = await startWeb((_request, response) => response.end('ok'))
    using machine = await approved()
    const env = { SLACK_TOKENS_CONFIG_DIR: machine.directory, SLACK_WEBHOOK_URL: `${web.url}${secretPath}` }
    expect((await machine.run(['webhook', 'hi'], { env })).code).toBe(0)
    expect(web.arrived).toEqual([])
    expect(textsIn(machine, 'general')).toEqual(['hi'])
  })

  it('posts to the stored webhook when --profile or --channel is given; otherwise posts to SLACK_WEBHOOK_URL even if an installation at Slack is active', async () => {
    await using exported = await startWeb((_request, response) => response.end('ok'))
    await using stored = await startWeb((_request, response) => response.end('ok'))
    using machine = await approved(['--profile', 'real'])
    edit<Config>(join(machine.directory, 'config.json'), ({ profiles: { real } }) => {
      const [webhook] = real?.webhooks ?? []
      Object.assign(real ?? {}, { simulator: false, webhooks: [{ ...webhook, url: `${stored.url}${secretPath}` }] })
    })
    const env = { SLACK_TOKENS_CONFIG_DIR: machine.directory, SLACK_WEBHOOK_URL: `${exported.url}/custom-secret-path` }
    const won = await machine.run(['webhook', 'exported'], { env })
    expect(won.stderr).toMatch(/→ 127\.0\.0\.1:\d+\/… \(from SLACK_WEBHOOK_URL\)/)
    expect((await machine.run(['webhook', 'one', '--profile', 'real'], { env })).code).toBe(0)
    expect((await machine.run(['webhook', 'two', '--channel', '#general'], { env })).code).toBe(0)
    expect(exported.arrived.map(({ body }) => body)).toEqual(['{"text":"exported"}'])
    expect(stored.arrived.map(({ body }) => body)).toEqual(['{"text":"one"}', '{"text":"two"}'])
  })

  it.each([
    ['nonsense'],
    ['http://hooks.example/services/T0/B0/not-told'],
    ['ftp://localhost/services/T0/B0/not-told'],
    ['https://user:not-told@hooks.example/services/T0/B0/x'],
  ])('exits with 2 for the invalid URL %s, and does not print the URL (threat H2)', async (url) => {
    using machine = createMachine({ SLACK_WEBHOOK_URL: url })
    const { code, stdout, stderr } = await machine.run(['webhook', 'hi'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/SLACK_WEBHOOK_URL is not a webhook URL/)
    expect(stderr).not.toMatch(/not-told|nonsense/)
  })
})

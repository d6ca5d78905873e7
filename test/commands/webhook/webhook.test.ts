import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../../src/config/store.ts'
import { exitReasons } from '../../../src/errors.ts'
import { systemClock } from '../../../src/runtime/process-host.ts'
import type { WorldState } from '../../../src/simulator/state/types.ts'
import { errors } from '../../../src/slack/facts/errors.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { stageFault } from '../../support/stage.ts'
import { startWeb } from '../../support/web.ts'

async function installed(argv: string[] = []) {
  const machine = createMachine()
  const { code, stderr } = await machine.run(['login', '--sim', '--approve', '--port', '0', ...argv])
  expect(code, stderr).toBe(0)
  return machine
}

function edit<T>(path: string, change: (value: T) => void): void {
  const value = JSON.parse(readFileSync(path, 'utf8')) as T
  change(value)
  writeFileSync(path, JSON.stringify(value), { mode: 0o600 })
}

/** Stores a webhook of an earlier install, for another channel. */
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

function messagesIn(machine: Machine, channel: string): string[] {
  const state = JSON.parse(readFileSync(join(machine.directory, 'simulator.json'), 'utf8')) as WorldState
  return state.channels.find(({ name }) => name === channel)?.messages.map(({ text }) => text) ?? []
}

const secretPath = '/services/T0TEST/B0TEST/the-secret-part-of-it'

describe('webhook', () => {
  it('posts a test message to the channel chosen at the install, and says where first', async () => {
    using machine = await installed()
    const { code, stdout, stderr } = await machine.run(['webhook'])
    expect([code, stdout], stderr).toEqual([0, 'posted to #general as the app, with no token\n'])
    expect(stderr).toBe('→ Sandbox Inc (T0SIM0001) by incoming webhook, to #general\n')
    expect(messagesIn(machine, 'general')).toEqual([expect.stringContaining('incoming webhook') as string])
  })

  it('posts a text, also from standard input, and reports it in JSON', async () => {
    using machine = await installed()
    const { code, json } = await machine.run(['webhook', 'one', '--json'])
    expect([code, json]).toEqual([0, { ok: true, channel: '#general' }])
    expect((await machine.run(['webhook', '-'], { input: 'two\nlines\n' })).code).toBe(0)
    expect(messagesIn(machine, 'general')).toEqual(['one', 'two\nlines'])
  })

  it('uses the newest of several and names the others; --channel chooses by name or id', async () => {
    using machine = await installed()
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
    expect(messagesIn(machine, 'random')).toEqual(['a', 'b', 'c'])
    expect(messagesIn(machine, 'general')).toEqual(['newest'])
  })

  it('a channel without a webhook: exit 2, lists those with one', async () => {
    using machine = await installed()
    const { code, stderr } = await machine.run(['webhook', 'hi', '--channel', '#ops'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/no webhook for #ops\n.*It has: #general\..*login --sim --add-scope incoming-webhook/)
  })

  it('an installation without a webhook, and no installation: exit 4 with the next command', async () => {
    using machine = await installed(['--scopes', 'chat:write'])
    const { code, stderr, json } = await machine.run(['webhook', '--json'])
    expect([code, json]).toMatchObject([4, { ok: false, error: 'no_webhook' }])
    expect(stderr).toMatch(/slack-tokens login --sim --add-scope incoming-webhook/)
    using empty = createMachine()
    expect((await empty.run(['webhook'])).code).toBe(4)
  })
})

describe('SLACK_WEBHOOK_URL', () => {
  it('is used without an installation, and shown without its secret', async () => {
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

  it('is ignored with an installation on the simulator', async () => {
    await using web = await startWeb((_request, response) => response.end('ok'))
    using machine = await installed()
    const env = { SLACK_TOKENS_CONFIG_DIR: machine.directory, SLACK_WEBHOOK_URL: `${web.url}${secretPath}` }
    expect((await machine.run(['webhook', 'hi'], { env })).code).toBe(0)
    expect(web.arrived).toEqual([])
    expect(messagesIn(machine, 'general')).toEqual(['hi'])
  })

  it('yields to --profile and --channel, and takes precedence over a real active installation', async () => {
    await using exported = await startWeb((_request, response) => response.end('ok'))
    await using stored = await startWeb((_request, response) => response.end('ok'))
    using machine = await installed(['--profile', 'real'])
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
  ])('H2 refuses %s without repeating it', async (url) => {
    using machine = createMachine({ SLACK_WEBHOOK_URL: url })
    const { code, stdout, stderr } = await machine.run(['webhook', 'hi'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/SLACK_WEBHOOK_URL is not a webhook URL/)
    expect(stderr).not.toMatch(/not-told|nonsense/)
  })
})

describe('what a webhook answers instead of ok', () => {
  it.each(Object.entries(errors.webhook).filter(([code]) => !code.startsWith('rate')))(
    'explains %s',
    async (body, facts) => {
      await using web = await startWeb((_request, response) => response.writeHead(404).end(`${body}\n`))
      using machine = createMachine({ SLACK_WEBHOOK_URL: `${web.url}${secretPath}` })
      const { code, stdout, stderr } = await machine.run(['webhook', 'hi'])
      expect([code, stdout]).toEqual([exitReasons[facts.ending].code, ''])
      expect(stderr).toContain(`✗ The webhook answered 404 ${body}. ${facts.means}\n! ${facts.next}\n`)
    },
  )

  it.each([
    ['channel_is_archived', 'channel_is_archived', 410, 3],
    ['no_service', 'no_service', 404, 3],
    ['invalid_token', 'invalid_token', 403, 3],
    ['something_new', 'something_new', 400, 3],
    ['500', 'internal_error', 500, 3],
    ['html', 'unreadable_answer', 502, 1],
  ])('%s of the simulator: %s, %i, exit %i', async (what, error, status, exit) => {
    using machine = await installed()
    stageFault(machine.directory, { on: 'webhook', what, times: 1, after: 0 })
    const { code, json } = await machine.run(['webhook', 'hi', '--json'])
    expect([code, json]).toMatchObject([exit, { ok: false, error, status }])
  })

  it('an empty answer', async () => {
    using machine = await installed()
    const { code, stderr } = await machine.run(['webhook', ''])
    expect(code).toBe(3)
    expect(stderr).toMatch(/The text is empty/)
  })

  it.each([
    ['<html>signed out</html>', 'text/html'],
    ['', 'text/plain'],
  ])('200 with %j counts as a failure: exit 1', async (body, type) => {
    await using web = await startWeb((_request, response) => response.setHeader('content-type', type).end(body))
    using machine = createMachine({ SLACK_WEBHOOK_URL: `${web.url}${secretPath}` })
    const { code, stderr } = await machine.run(['webhook', 'hi'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/instead of a webhook’s plain text/)
    expect(stderr).not.toMatch(/signed out/)
  })

  it('H3 a redirect is never followed', async () => {
    await using web = await startWeb((_request, response) =>
      response.writeHead(302, { location: '/elsewhere?the-secret-part-of-it' }).end(),
    )
    using machine = createMachine({ SLACK_WEBHOOK_URL: `${web.url}${secretPath}` })
    const { code, stderr } = await machine.run(['webhook', 'hi', '--verbose'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/answered 302, a redirect, which is never followed/)
    expect(web.arrived.map(({ path }) => path)).toEqual([secretPath])
  })

  it('R7 waits for a rate limit and sends the message again', async () => {
    using machine = await installed()
    stageFault(machine.directory, { on: 'webhook', what: '429', times: 2, after: 0, retryAfter: 7 })
    const slept: number[] = []
    const clock = {
      ...systemClock,
      sleep: (ms: number) => {
        slept.push(ms)
        return Promise.resolve()
      },
    }
    const { code, stderr } = await machine.run(['webhook', 'hi'], { clock })
    expect(code, stderr).toBe(0)
    expect(slept).toEqual([7000, 7000])
    expect(stderr).toMatch(/Slack limits the webhook: waiting 7 s/)
    expect(messagesIn(machine, 'general')).toEqual(['hi'])
  })

  it('R7 a limit of more than a minute: exit 3 with the seconds', async () => {
    using machine = await installed()
    stageFault(machine.directory, { on: 'webhook', what: '429', times: 1, after: 0, retryAfter: 99_999 })
    const { code, json } = await machine.run(['webhook', 'hi', '--json'])
    expect([code, json]).toMatchObject([3, { error: 'ratelimited', retryAfter: 99_999 }])
  })

  it('R9 an answer that is cut off, R10 no answer, no server: exit 1', async () => {
    using machine = await installed()
    stageFault(machine.directory, { on: 'webhook', what: 'drop-after-commit', times: 1, after: 0 })
    expect((await machine.run(['webhook', 'hi'])).stderr).toMatch(/the connection was cut/)
    stageFault(machine.directory, { on: 'webhook', what: 'slow:3000', times: 1, after: 0 })
    const late = await machine.run(['webhook', 'hi', '--http-timeout', '0.3'])
    expect([late.code, late.stderr]).toEqual([1, expect.stringMatching(/no answer within 0\.3 s/) as string])
    using other = createMachine({ SLACK_WEBHOOK_URL: `http://127.0.0.1:1${secretPath}` })
    const nobody = await other.run(['webhook', 'hi'])
    expect([nobody.code, nobody.stderr]).toEqual([
      1,
      expect.stringMatching(/127\.0\.0\.1:1: nothing listens/) as string,
    ])
  })
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { keep, startApp } from '../../support/people-app.ts'

const scopes = { bot: ['app_mentions:read', 'chat:write'] }

function manifest(url: string, events: readonly string[]): string {
  return JSON.stringify({
    display_information: { name: 'Deploy Bot' },
    features: { bot_user: { display_name: 'deploybot' } },
    oauth_config: { redirect_urls: ['https://localhost:8443/slack/callback'], scopes },
    settings: { event_subscriptions: { request_url: url, bot_events: events } },
  })
}

it('sim start --manifest and sim start --events-url change the app of a simulator that already runs', async () => {
  using machine = createMachine()
  const app = await startApp()
  const simulator = await keep(machine)
  const file = join(machine.directory, '..', 'manifest.json')
  const mention = async () => {
    const { json } = await machine.run(['sim', 'say', '#general', '<@bot> hello', '--json'])
    return (json as { deliveries: { what: string }[] }).deliveries.map(({ what }) => what).toSorted()
  }

  writeFileSync(file, manifest(app.url, []))
  const first = await machine.run(['sim', 'start', '--manifest', file])
  expect([first.code, first.stderr]).toEqual([0, expect.stringContaining('slack-tokens login --sim')])
  await machine.run(['login', '--sim', '--approve', '--port', '0'])
  expect(await mention()).toEqual([])
  writeFileSync(file, manifest(app.url, ['app_mention']))
  const second = await machine.run(['sim', 'start', '--manifest', file, '--json'])
  const { url } = simulator.started()
  expect([second.code, second.json]).toMatchObject([0, { applied: true, url, app: { name: 'Deploy Bot' } }])
  expect(await mention()).toEqual(['app_mention'])

  await machine.run(['login', '--sim', '--approve', '--port', '0', '--add-scope', 'channels:history'])
  expect((await machine.run(['sim', 'start', '--events-url', app.url])).code).toBe(0)
  expect(await mention()).toEqual(['app_mention', 'message'])
  await simulator.stop()
  app.close()
})

it.each([
  [[], /sim stop/],
  [['--manifest', 'FILE', '--follow'], /sim stop, then slack-tokens sim start --manifest \S+ --follow/],
  [['--events-url', 'http://localhost:1/', '--redirect-url', 'http://localhost:1/back'], /sim stop/],
  [['--seed', 'SEED'], /slack-tokens sim seed \S+/],
])(
  'sim start with the arguments %j exits with 1 (already_running) when a simulator runs, and names the next command',
  async (argv, hint) => {
    using machine = createMachine()
    const file = join(machine.directory, '..', 'file.json')
    const seed = (await machine.run(['sim', 'seed', '--print', '--json'])).stdout
    writeFileSync(file, argv.includes('--seed') ? seed : manifest('http://localhost:1/', []))
    const simulator = await keep(machine)
    const { code, json } = await machine.run([
      ...['sim', 'start', '--json'],
      ...argv.map((word) => (/^[A-Z]+$/.test(word) ? file : word)),
    ])
    expect([code, json]).toMatchObject([1, { error: 'already_running', hint: expect.stringMatching(hint) as string }])
    await simulator.stop()
  },
)

it('sim start --manifest exits with 1 (already_running) when the running simulator belongs to sim log --follow', async () => {
  using machine = createMachine()
  const file = join(machine.directory, '..', 'manifest.json')
  writeFileSync(file, manifest('http://localhost:1/', []))
  const ending = new AbortController()
  const following = machine.run(['sim', 'log', '--follow'], { signal: ending.signal })
  await expect.poll(async () => (await machine.run(['sim', 'status'])).code).toBe(0)
  const { code, json } = await machine.run(['sim', 'start', '--manifest', file, '--json'])
  expect([code, json]).toMatchObject([1, { error: 'already_running' }])
  ending.abort()
  await following
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMachine, type Machine } from '../../support/cli.ts'
import { keep, startApp } from '../../support/people-app.ts'

interface Printed {
  readonly deliveries: readonly { readonly what: string }[]
  readonly missed: readonly {
    readonly event: string
    readonly why: string
    readonly addressed: boolean
    readonly message: string
    readonly hint: string | null
  }[]
}

/** What `sim say` prints on stderr when no event was missed. */
const onlyPosted = /^Posted \(ts \d+\.\d+\)\n$/

describe('an event that is not delivered to the app, while another one is delivered', () => {
  let machine: Machine
  let app: Awaited<ReturnType<typeof startApp>>
  let simulator: Awaited<ReturnType<typeof keep>> | undefined

  beforeEach(async () => {
    machine = createMachine()
    app = await startApp()
  })
  afterEach(async () => {
    await simulator?.stop()
    app.close()
    machine[Symbol.dispose]()
  })

  const login = async (...argv: string[]) =>
    expect((await machine.run(['login', '--sim', '--approve', '--port', '0', ...argv])).code).toBe(0)
  const say = async (channel: string, text: string) => {
    const { json } = await machine.run(['sim', 'say', channel, text, '--json'])
    const { deliveries, missed } = json as Printed
    const { code, stderr } = await machine.run(['sim', 'say', channel, text])
    const addressed = missed.filter((one) => one.addressed)
    return { code, stderr, what: deliveries.map((one) => one.what), addressed, missed }
  }
  /** Starts the simulator with an app that is subscribed to these events, and installs it. */
  const startSubscribed = async (...events: string[]) => {
    const scopes = ['channels:history', 'im:history', 'app_mentions:read', 'links:read']
    const manifest = {
      display_information: { name: 'Reader' },
      features: {
        bot_user: { display_name: 'reader' },
        unfurl_domains: ['tickets.example'],
        app_home: { messages_tab_enabled: true },
      },
      oauth_config: { redirect_urls: ['https://localhost:8443/slack/callback'], scopes: { bot: scopes } },
      settings: { event_subscriptions: { request_url: app.url, bot_events: events } },
    }
    const file = join(machine.directory, '..', 'manifest.json')
    writeFileSync(file, JSON.stringify(manifest))
    simulator = await keep(machine, ['--manifest', file])
    await login()
  }

  it('is in the output with the login command that adds the missing scope', async () => {
    simulator = await keep(machine, ['--events-url', app.url])
    await login('--scopes', 'chat:write,channels:history')
    const { code, stderr, what, addressed } = await say('#general', '<@bot> hello')
    expect([code, what]).toEqual([0, ['message']])
    expect(addressed).toMatchObject([{ event: 'app_mention', why: 'missing_scope' }])
    expect(addressed[0]?.hint).toContain('slack-tokens login --sim --add-scope app_mentions:read')
    expect(stderr).toContain('slack-tokens login --sim --add-scope app_mentions:read')
    await login('--add-scope', 'app_mentions:read')
    const after = await say('#general', '<@bot> hello')
    expect([after.what.toSorted(), after.addressed]).toEqual([['app_mention', 'message'], []])
    expect(after.stderr).toMatch(onlyPosted)
  })

  it('is in the output with sim start --manifest when the app has no subscription for it', async () => {
    await startSubscribed('message.channels')
    const mention = await say('#general', '<@bot> see https://tickets.example/7')
    expect(mention.what).toEqual(['message'])
    expect(mention.addressed).toMatchObject([
      { event: 'app_mention', why: 'not_subscribed', hint: expect.stringContaining('sim start --manifest') as string },
      { event: 'link_shared', why: 'not_subscribed' },
    ])
    expect(mention.stderr).toMatch(/app_mention.*link_shared/s)
    const other = await say('#general', 'see https://elsewhere.example/7')
    expect(other.addressed).toEqual([])
    expect(other.stderr).toMatch(onlyPosted)
  })

  it('is in the output with the /invite command when the bot is not in the channel', async () => {
    simulator = await keep(machine, ['--events-url', app.url])
    await login('--scopes', 'app_mentions:read', '--user-scopes', 'channels:history')
    const { what, addressed, stderr } = await say('#random', '<@bot> hello')
    expect([what, addressed]).toMatchObject([['message'], [{ event: 'app_mention', why: 'not_in_conversation' }]])
    expect(stderr).toContain("slack-tokens sim say '#random' '/invite @sim-app'")
  })

  it('is message.im, with the missing scope im:history, for a direct message to the bot', async () => {
    simulator = await keep(machine, ['--events-url', app.url])
    await login('--scopes', 'chat:write')
    const { what, addressed, stderr } = await say('@sim-app', 'hello')
    expect([what, addressed]).toMatchObject([[], [{ event: 'message.im', why: 'missing_scope' }]])
    expect(stderr).toContain('--add-scope im:history')
  })
})

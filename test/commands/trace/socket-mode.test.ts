import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { createPlace, node } from '../../support/program.ts'
import { startTlsSlack } from '../../support/tls-slack.ts'

const bolt = createRequire(import.meta.url).resolve('@slack/bolt')

/** A Bolt app in Socket Mode with no setting for the trace. It stops after the first mention. */
const app = `
const { App } = require(${JSON.stringify(bolt)})
const app = new App({ token: process.env.BOT, appToken: process.env.APP, socketMode: true })
app.event('app_mention', async ({ say }) => {
  await say('hello')
  await app.stop()
  process.exit(3)
})
app.start().then(() => console.log('started'))
`

describe('trace of a Bolt app in Socket Mode', () => {
  it('names the types of the envelopes, counts the frames, and prints no ticket of the WebSocket URL', async () => {
    await using upstream = await startTlsSlack()
    const { slack, environment, botToken } = upstream
    const scopes = { bot: ['app_mentions:read', 'chat:write', 'channels:read'] }
    slack.useManifest({
      display_information: { name: 'Traced' },
      features: { bot_user: { display_name: 'traced' } },
      oauth_config: { scopes },
      settings: { socket_mode_enabled: true, event_subscriptions: { bot_events: ['app_mention'] } },
    })
    using place = createPlace()
    const program = place.start(['trace', '--json', '--bodies', '--', node, '-e', app], {
      ...environment,
      BOT: botToken,
      APP: slack.app.appToken,
    })
    await program.said(/started/)
    await expect
      .poll(async () => (await slack.as().say('#general', '<@bot> hi')).deliveries.length, { timeout: 20_000 })
      .toBeGreaterThan(0)
    expect(await program.ended, program.stderr()).toBe(3)
    const lines = program
      .stderr()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const opened = lines.find(({ type }) => type === 'socket_opened')
    expect(opened).toMatchObject({ host: expect.stringMatching(/^wss-.*slack\.com$/), as: { kind: 'app' } })
    const messages = lines.filter(({ type }) => type === 'socket_message')
    expect(messages.map(({ from, name, detail }) => [from, name, detail])).toEqual(
      expect.arrayContaining([
        ['slack', 'hello', null],
        ['slack', 'events_api', 'app_mention'],
        ['program', 'answer', null],
      ]),
    )
    expect(lines.find(({ type }) => type === 'socket_closed')).toMatchObject({
      fromSlack: { hello: 1 },
      fromProgram: { answer: expect.any(Number) },
    })
    expect(program.stderr()).toMatch(/ticket=…|ticket=\\u2026/)
    expect(program.stderr()).not.toMatch(/ticket=[A-Za-z0-9-]{6}/)
    // The event needs app_mentions:read, so that scope counts as used.
    expect(lines.at(-1)).toMatchObject({ type: 'summary' })
    expect(JSON.stringify(lines.at(-1)?.['unusedScopes'])).not.toContain('app_mentions')
  })
})

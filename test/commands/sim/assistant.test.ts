import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { keep, startApp } from '../../support/people-app.ts'

describe('sim assistant', () => {
  const agent = {
    display_information: { name: 'Trip Planner' },
    features: {
      bot_user: { display_name: 'Trip Planner' },
      assistant_view: { assistant_description: 'plans trips' },
    },
    oauth_config: { scopes: { bot: ['assistant:write', 'chat:write', 'im:history'] } },
    settings: {
      event_subscriptions: {
        request_url: 'https://example.com/e',
        bot_events: ['assistant_thread_started', 'message.im'],
      },
    },
  }

  it('sends assistant_thread_started, and prints the sim say command that writes in the thread', async () => {
    using machine = createMachine()
    const app = await startApp()
    const file = join(machine.directory, '..', 'manifest.json')
    writeFileSync(file, JSON.stringify(agent))
    const simulator = await keep(machine, ['--manifest', file, '--events-url', app.url])
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
    const opened = await machine.run(['sim', 'assistant', '--user', 'lee', '--channel', '#general', '--json'])
    expect([opened.code, opened.json]).toMatchObject([
      0,
      { deliveries: [{ what: 'assistant_thread_started', ok: true }], thread: { contextChannel: 'C0SIMGENL' } },
    ])
    const { stderr } = await machine.run(['sim', 'assistant', '--user', 'lee'])
    const [, channel = '', ts = ''] = /sim say (\S+) "hello" --thread (\S+) --user lee/.exec(stderr) ?? []
    const said = await machine.run(['sim', 'say', channel, 'hello', '--thread', ts, '--user', 'lee'])
    expect([said.code, said.stderr]).toEqual([0, expect.stringMatching(/^Posted \(ts \d+\.\d+\)\n$/)])
    // A person types the bot’s user name: “Trip Planner” is @trip_planner.
    const invited = await machine.run(['sim', 'say', '#random', '/invite @trip_planner'])
    expect(invited.code, invited.stderr).toBe(0)
    await simulator.stop()
    app.close()
  })

  it('exits with 2 for a --thread that does not exist, and for an --app that does not exist', async () => {
    using machine = createMachine()
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
    const thread = await machine.run(['sim', 'assistant', '--thread', '1.000001', '--json'])
    expect([thread.code, thread.json]).toMatchObject([2, { error: 'usage' }])
    const app = await machine.run(['sim', 'assistant', '--app', 'Nobody', '--json'])
    expect([app.code, app.json]).toMatchObject([2, { error: 'usage' }])
  })
})

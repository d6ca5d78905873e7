import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMachine, type Machine, watch } from '../../support/cli.ts'
import { approved } from '../../support/installed.ts'
import { keep, readBody, startApp } from '../../support/people-app.ts'
import { freePort } from '../../support/program.ts'

interface Printed {
  readonly deliveries: readonly { what: string; by: string; ok: boolean; status: number | null; error: string | null }[]
  readonly missed: readonly { event: string; why: string }[]
  readonly error?: string
  readonly ts?: string
  readonly view?: { readonly type: string; readonly values: unknown } | null
}

const scopes = 'chat:write,app_mentions:read,channels:history,commands,reactions:read,team:read'

describe('sim, for a person who uses an app over HTTP', () => {
  let machine: Machine
  let app: Awaited<ReturnType<typeof startApp>>
  let simulator: Awaited<ReturnType<typeof keep>>
  const sim = async (...argv: string[]) => {
    const ran = await machine.run(['sim', ...argv, '--json'])
    return { ...ran, printed: ran.json as Printed }
  }

  beforeAll(async () => {
    machine = createMachine()
    app = await startApp()
    simulator = await keep(machine, ['--events-url', app.url])
    await machine.run(['login', '--sim', '--approve', '--port', '0', '--scopes', scopes])
  })
  afterAll(async () => {
    await simulator.stop()
    app.close()
    machine[Symbol.dispose]()
  })

  it('say prints the ts of the message, which react accepts', async () => {
    const { stderr } = await machine.run(['sim', 'say', '#general', '<@bot> hello'])
    const ts = /Posted \(ts (\d+\.\d+)\)/.exec(stderr)?.[1] ?? ''
    expect((await sim('react', ts, 'tada')).code).toBe(0)
  })

  it('say prints for each event how it was delivered, the answer of the app, and how long the delivery took', async () => {
    const { code, printed } = await sim('say', '#general', '<@bot> hello', '--user', 'dana')
    expect(code).toBe(0)
    expect(printed.deliveries.map(({ what }) => what).sort()).toEqual(['app_mention', 'message'])
    const delivery = { by: 'http', to: app.url, ok: true, status: 200, error: null, ms: expect.any(Number) as number }
    expect(printed.deliveries[0]).toMatchObject(delivery)
    expect(printed).toMatchObject({ user: 'dana', ts: expect.stringMatching(/^\d+\.\d{6}$/) as string, missed: [] })
    const reply = await sim('say', '#general', 'a reply', '--thread', String(printed.ts))
    expect(reply.printed.deliveries[0]).toMatchObject({ payload: { event: { thread_ts: printed.ts } } })
  })

  it('fail warns about a fault of Socket Mode, and names the faults that are possible over HTTP', async () => {
    const { json } = await machine.run(['sim', 'fail', 'command', 'drop-socket', '--json'])
    expect(json).toMatchObject({ what: 'drop-socket', note: expect.stringContaining('wrong-signature') as string })
    const { stderr } = await machine.run(['sim', 'fail', 'command', 'disconnect'])
    expect(stderr).toContain('cut, wrong-signature, old-timestamp')
    const { json: possible } = await machine.run(['sim', 'fail', 'command', 'wrong-signature', '--json'])
    expect(possible).toEqual({ on: 'command', what: 'wrong-signature', times: 1, after: 0 })
    await machine.run(['sim', 'fail', '--clear'])
  })

  it('command accepts a slash command without its slash, and exits with 3 when the app answers with status 500', async () => {
    const ran = await sim('command', 'deploy now', '--channel', '#general')
    expect([ran.code, ran.printed.deliveries.map(({ what }) => what)]).toEqual([0, ['/deploy']])
    expect(app.received.at(-1)).toMatchObject({
      type: 'application/x-www-form-urlencoded',
      body: { command: '/deploy', text: 'now', channel_name: 'general' },
    })
    app.answers.push({ status: 500, body: '<html>broken</html>' })
    const failed = await sim('command', '/deploy now')
    expect([failed.code, failed.printed.error]).toEqual([3, 'http_error'])
    expect(failed.printed.deliveries).toMatchObject([{ ok: false, status: 500, body: '<html>broken</html>' }])
  })

  it('react sends reaction_added, and reaction_removed with --remove', async () => {
    const { printed } = await sim('say', '#general', 'well done')
    const added = await sim('react', String(printed.ts), ':tada:', '--channel', '#general')
    expect(added.printed.deliveries.map(({ what }) => what)).toEqual(['reaction_added'])
    const removed = await sim('react', String(printed.ts), 'tada', '--remove')
    expect(removed.printed.deliveries.map(({ what }) => what)).toEqual(['reaction_removed'])
  })

  it.each([
    ['react 1.2 :tadaa:', ['react', 'TS', ':tadaa:'], ':tada:'],
    ['click without an element', ['click', 'aprove'], 'there are none'],
    ['/invite of nobody', ['say', '#general', '/invite @le'], '@le; there are dana, lee'],
    ['a person who is not there', ['say', '#general', 'hello', '--user', 'zoe'], 'called zoe; there are dana, lee'],
    ['/invite of no name', ['say', '#general', '/invite '], '/invite @lee'],
    ['/invite in a direct conversation', ['say', '@lee', '/invite @sim-app'], 'direct conversation'],
    ['/leave of a direct conversation', ['say', '@lee', '/leave'], 'direct conversation'],
    ['/leave of #general', ['say', '#general', '/leave'], '#general'],
    ['an empty --user', ['say', '#general', 'hello', '--user', ''], '--user is empty'],
    ['two values for one input', ['submit', 'title=a', 'title=b'], 'title is given twice'],
  ])('exits with 2 for %s, and names what is possible or wrong', async (_name, argv, expected) => {
    const { printed } = await sim('say', '#general', 'well done')
    const ran = await machine.run(['sim', ...argv.map((word) => (word === 'TS' ? String(printed.ts) : word))])
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining(expected)])
  })

  it('say with /invite of a member sends no event, and prints Slackbot’s answer to the person', async () => {
    const ran = await machine.run(['sim', 'say', '#general', '/invite @lee', '--user', 'dana'])
    expect([ran.code, ran.stderr]).toEqual([
      0,
      expect.stringContaining('only to dana: @lee is already in this channel'),
    ])
    const { printed } = await sim('say', '#general', '/invite @lee')
    expect(printed).toMatchObject({ deliveries: [], notice: '@lee is already in this channel.' })
  })

  it('say with /invite says that Slack carried it out, and warns of no simulator and no app', async () => {
    using alone = await approved()
    const ran = await alone.run(['sim', 'say', '#random', '/invite @sim-app', '--user', 'lee'])
    expect([ran.code, ran.stdout]).toEqual([0, 'Slack carried out /invite\n'])
    expect(ran.stderr).toMatch(/needs no app/)
    expect(ran.stderr).not.toMatch(/No simulator was running|[!✗]/)
  })

  it('say with /leave exits with 0, and with 2 when the person has already left the channel', async () => {
    const argv = ['sim', 'say', '#random', '/leave', '--user', 'lee']
    expect((await machine.run(argv)).code).toBe(0)
    const again = await machine.run(argv)
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('lee is not in #random')])
  })

  it('shortcut delivers the shortcut to the app, and home delivers app_home_opened', async () => {
    expect((await sim('shortcut', 'new_ticket')).printed.deliveries).toMatchObject([{ what: 'new_ticket', ok: true }])
    const home = await sim('home')
    expect(home.printed.deliveries.map(({ what }) => what)).toContain('app_home_opened')
  })

  it('event sends an event with the given fields, with ids in place of the names of a channel and a person', async () => {
    const { code, printed } = await sim('event', 'team_rename', 'name=Acme')
    expect(code).toBe(0)
    expect(printed.deliveries).toMatchObject([{ payload: { event: { type: 'team_rename', name: 'Acme' } } }])
    const joined = await sim('event', 'message.channels', 'channel=#general', 'reactions.0.count=2', 'user=@dana')
    expect(joined.printed.deliveries).toMatchObject([
      { payload: { event: { type: 'message', channel: 'C0SIMGENL', user: 'U0SIMDANA', reactions: [{ count: 2 }] } } },
    ])
  })

  it('event exits with 3 (not_delivered) and names the missing scope when no app receives the event', async () => {
    const { code, printed } = await sim('event', 'emoji_changed')
    expect([code, printed.error, printed.missed]).toMatchObject([
      3,
      'not_delivered',
      [{ event: 'emoji_changed', why: 'missing_scope', scopes: ['emoji:read'] }],
    ])
  })

  it.each([
    [['say', '#generl', 'x'], 'sees no channel'],
    [['say', '#general', 'x', '--user', 'nobody'], 'nobody called nobody'],
    [['click', 'nothing'], 'action id nothing'],
    [['submit'], 'no modal open'],
    [['submit', 'title'], 'is not name=value'],
    [['submit', 'a=1', 'a=2'], 'given twice'],
    [['close'], 'no modal open'],
    [['react', '1.1', 'tada'], 'no message with the ts'],
    [['event', 'team_renamed'], 'did you mean team_rename'],
    [['event', 'team_rename', 'name.x.y=1'], 'leads nowhere'],
    [['event', 'team_rename', '__proto__.x=1'], 'leads nowhere'],
    [['clock', 'advance', 'soon'], 'no duration'],
  ])('exits with 2 and names a sim command for the arguments %j', async (argv, said) => {
    const { code, stderr } = await machine.run(['sim', ...argv])
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)])
    expect(stderr).toContain('slack-tokens sim')
  })

  it('deliveries lists each attempt of a delivery, and clock advance makes the retries happen', async () => {
    app.answers.push(...Array.from({ length: 4 }, () => ({ status: 503, body: '' })))
    expect((await sim('event', 'team_rename')).code).toBe(3)
    const retries = async () => {
      const all = (await machine.run(['sim', 'deliveries', '--json'])).json as { what: string; attempt: number }[]
      return all.filter(({ what }) => what === 'team_rename').map(({ attempt }) => attempt)
    }
    await expect.poll(retries).toContain(1)
    expect((await machine.run(['sim', 'clock', 'advance', '1m', '--json'])).json).toMatchObject({ advanced: 60_000 })
    await expect.poll(retries).toContain(2)
    await machine.run(['sim', 'clock', 'advance', '5 minutes'])
    await expect.poll(retries).toContain(3)
    const { stdout } = await machine.run(['sim', 'log'])
    expect(stdout).toMatch(/POST +auth\.test/)
    expect(stdout).toMatch(/→ +team_rename \(retry 3\) +http +503 http_error/)
    expect((await machine.run(['sim', 'deliveries'])).stdout).toMatch(/^DELIVERED +BY +ANSWER +TOOK/)
  })

  it('deliveries --follow prints a new delivery, and exits with 0 when its AbortSignal aborts', async () => {
    const ending = new AbortController()
    const seen = watch(/\/followed/)
    const following = machine.run(['sim', 'deliveries', '--follow'], { stdout: seen.stream, signal: ending.signal })
    await sim('command', '/followed')
    await seen.found
    ending.abort()
    expect((await following).code).toBe(0)
  })

  it('delivers to the app again after sim reset and a new login', async () => {
    expect((await machine.run(['sim', 'reset'])).code).toBe(0)
    const { printed } = await sim('say', '#general', 'hello')
    expect(printed.missed[0]).toMatchObject({ why: 'not_installed' })
    const again = await machine.run(['login', '--sim', '--approve', '--port', '0', '--scopes', scopes])
    expect(again.code, again.stderr).toBe(0)
    expect((await sim('command', '/deploy')).printed.deliveries).toMatchObject([{ by: 'http', ok: true }])
  })
})

describe('sim, when no app can receive an event', () => {
  it('names the next command: first login --sim, then sim start --events-url', async () => {
    using machine = createMachine()
    const before = await machine.run(['sim', 'say', '#general', 'hello'])
    expect([before.code, before.stderr]).toEqual([0, expect.stringContaining('slack-tokens login --sim')])
    await machine.run(['login', '--sim', '--approve', '--port', '0', '--scopes', scopes])
    await machine.run(['sim', 'say', '#general', '/invite @sim-app'])
    const { stderr } = await machine.run(['sim', 'say', '#general', 'hello'])
    expect(stderr).toMatch(/sim start --events-url .*SLACK_APP_TOKEN/s)
    const command = await machine.run(['sim', 'command', '/deploy', '--json'])
    expect([command.code, command.json]).toMatchObject([3, { ok: false, error: 'no_request_url' }])
  })

  it('prints the /invite command when the bot is not in the channel', async () => {
    using machine = createMachine()
    const app = await startApp()
    const simulator = await keep(machine, ['--events-url', app.url])
    await machine.run([
      'login',
      '--sim',
      '--approve',
      '--port',
      '0',
      '--scopes',
      scopes,
      '--user-scopes',
      'channels:write',
    ])
    const { code, json, stderr } = await machine.run(['sim', 'say', '#random', 'hello', '--json'])
    expect([code, json, stderr]).toMatchObject([0, { deliveries: [], missed: [{ why: 'not_in_conversation' }] }, ''])
    const { stderr: said } = await machine.run(['sim', 'say', '#random', 'hello'])
    expect(said).toContain("slack-tokens sim say '#random' '/invite @sim-app'")
    await simulator.stop()
    app.close()
  })
})

const manifest = {
  display_information: { name: 'Deploy Bot' },
  features: {
    bot_user: { display_name: 'deploybot', always_online: true },
    slash_commands: [{ command: '/deploy', description: 'deploys', url: 'https://example.com/slack/events' }],
  },
  oauth_config: { scopes: { bot: ['chat:write', 'commands', 'app_mentions:read'] } },
  settings: {
    event_subscriptions: { request_url: 'https://example.com/slack/events', bot_events: ['app_mention'] },
    interactivity: { is_enabled: true, request_url: 'https://example.com/slack/events' },
  },
}

describe('sim start, for the developer’s app', () => {
  it('gives the app the settings of --manifest and the URL of --events-url, and login --sim installs that app', async () => {
    using machine = createMachine()
    const app = await startApp()
    const file = join(machine.directory, '..', 'manifest.json')
    writeFileSync(file, JSON.stringify(manifest))
    const simulator = await keep(machine, ['--manifest', file, '--events-url', app.url])
    expect(simulator.started()['app']).toMatchObject({
      name: 'Deploy Bot',
      appToken: expect.stringMatching(/^xapp-/) as string,
      scopes: manifest.oauth_config.scopes,
    })
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
    expect((await machine.run(['show', '--json'])).stdout).toContain('app_mentions:read')
    const known = await machine.run(['sim', 'command', '/deploy', '--json'])
    expect([known.code, known.json]).toMatchObject([0, { deliveries: [{ by: 'http', to: app.url, ok: true }] }])
    expect((await machine.run(['sim', 'command', '/destroy'])).code).toBe(2)
    const { json } = await machine.run(['sim', 'say', '#general', 'hello', '--json'])
    expect((json as Printed).missed).toMatchObject([{ event: 'message.channels', why: 'not_subscribed' }])
    await machine.run(['sim', 'reset'])
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
    expect((await machine.run(['sim', 'command', '/deploy'])).code).toBe(0)
    await simulator.stop()
    app.close()
  })

  it('applies a changed manifest with --follow and prints the difference, but keeps the settings when the manifest is invalid', async () => {
    using machine = createMachine()
    const file = join(machine.directory, '..', 'manifest.json')
    writeFileSync(file, JSON.stringify(manifest))
    const ending = new AbortController()
    const [up, complaint, change] = [watch(/xapp-/), watch(/previous settings stay/), watch(/New Bot/)]
    const stderr = new PassThrough()
    stderr.pipe(complaint.stream)
    stderr.pipe(change.stream)
    const argv = ['sim', 'start', '--port', '0', '--manifest', file, '--follow']
    const running = machine.run(argv, { stdout: up.stream, stderr, signal: ending.signal })
    await up.found
    writeFileSync(file, '{"display_information": {}}')
    await complaint.found
    writeFileSync(file, JSON.stringify({ ...manifest, display_information: { name: 'New Bot' } }))
    await change.found
    expect((await machine.run(['login', '--sim', '--approve', '--port', '0'])).stderr).toContain('New Bot')
    ending.abort()
    expect((await running).code).toBe(0)
  })

  it('warns when no app answers at --events-url, and sends url_verification again before the first event', async () => {
    using machine = createMachine()
    const port = await freePort()
    const simulator = await keep(machine, ['--events-url', `http://localhost:${port}/slack/events`])
    await machine.run(['login', '--sim', '--approve', '--port', '0', '--scopes', scopes])
    const challenges: string[] = []
    const answer = async (request: IncomingMessage, response: ServerResponse) => {
      const body = await readBody(request)
      challenges.push(String(body['type']))
      response.end(body['challenge'])
    }
    const server = createServer((request, response) => void answer(request, response))
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    expect((await machine.run(['sim', 'event', 'team_rename'])).code).toBe(0)
    expect((await machine.run(['sim', 'event', 'team_rename'])).code).toBe(0)
    expect(challenges).toEqual(['url_verification', 'event_callback', 'event_callback'])
    expect((await simulator.stop()).stderr).toMatch(/did not answer with the challenge: connection_failed/)
    server.close()
  })

  it('sends url_verification to --events-url when --manifest is given too, and prints that the app did not answer with the challenge', async () => {
    using machine = createMachine()
    const asked: unknown[] = []
    await using app = await challengedApp(asked)
    const simulator = await keep(machine, ['--manifest', manifestFile(machine), '--events-url', app.url])
    expect((await simulator.stop()).stderr).toContain('did not answer with the challenge')
    expect(asked).toEqual(['url_verification'])
  })

  it('prints with --detach that the app did not answer with the challenge, and that --follow prints changes only in the foreground', async () => {
    using machine = createMachine()
    const asked: unknown[] = []
    await using app = await challengedApp(asked)
    const simulator = await keep(machine)
    const startDetached = () => Promise.resolve(JSON.stringify(simulator.started()))
    const argv = ['--manifest', manifestFile(machine), '--events-url', app.url, '--follow']
    const { stderr } = await machine.run(['sim', 'start', '--detach', ...argv], { startDetached })
    expect(stderr).toContain('did not answer with the challenge')
    expect(stderr).toMatch(/without a message.*slack-tokens sim start --manifest \S+ --follow/s)
    expect(asked).toEqual(['url_verification'])
    await simulator.stop()
  })

  it.each([
    [['--events-url', 'https://example.com/slack/events'], 'not_loopback'],
    [['--events-url', 'localhost:3000'], 'usage'],
    [['--allow-host', 'https://example.com'], 'usage'],
    [['--follow'], 'usage'],
    [['--manifest', 'nowhere.json'], undefined],
  ])('exits with 2 for the arguments %j, with and without --detach', async (argv, error) => {
    using machine = createMachine()
    for (const more of [[], ['--detach']]) {
      const { code, json } = await machine.run(['sim', 'start', ...argv, ...more, '--json'])
      expect([code, json]).toMatchObject([2, { ok: false, ...(error !== undefined && { error }) }])
    }
  })
})

/** Writes the manifest to a file, and returns its path. */
function manifestFile(machine: Machine): string {
  const file = join(machine.directory, '..', 'manifest.json')
  writeFileSync(file, JSON.stringify(manifest))
  return file
}

/** Starts an app that refuses every challenge, and adds the type of each request to `asked`. */
async function challengedApp(asked: unknown[]) {
  const refuse = async (request: IncomingMessage, response: ServerResponse) => {
    asked.push((await readBody(request))['type'])
    response.writeHead(404).end()
  }
  const server = createServer((request, response) => void refuse(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  return { url: `http://localhost:${port}/slack/events`, [Symbol.asyncDispose]: close }
}

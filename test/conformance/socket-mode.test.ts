import { once } from 'node:events'
import { createRequire } from 'node:module'
import { connect as connectTcp } from 'node:net'
import { SocketModeClient } from '@slack/socket-mode'
import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../src/simulator/testing/index.ts'
import type { Simulator, SimulatorOptions } from '../../src/simulator/testing/types.ts'
import { install } from '../support/bolt-app.ts'
import { silent } from '../support/sdk.ts'
import { plainSocket, socketUrl } from '../support/socket.ts'

const ofBolt5 = createRequire(createRequire(import.meta.url).resolve('bolt-5'))
const clients = [
  { name: '@slack/socket-mode 2', Client: SocketModeClient },
  {
    name: '@slack/socket-mode 3',
    Client: (ofBolt5('@slack/socket-mode') as { SocketModeClient: typeof SocketModeClient }).SocketModeClient,
  },
] as const

interface Mention {
  readonly event: { readonly text: string }
  readonly retry_num: number
  ack(): Promise<void>
}

/** Connects Slack's Socket Mode client without Bolt. Returns it with the texts of the messages that it received. */
async function connect(slack: Simulator, Client: typeof SocketModeClient) {
  const { appToken } = slack.app
  const client = new Client({ appToken, logger: silent, clientOptions: { slackApiUrl: slack.apiUrl } })
  const seen: string[] = []
  client.on('message', ({ event, retry_num: retry, ack }: Mention) => {
    seen.push(retry > 0 ? `${event.text} (retry ${retry})` : event.text)
    void ack()
  })
  await client.start()
  return { client, seen, [Symbol.asyncDispose]: () => client.disconnect() }
}

async function installed(options?: SimulatorOptions): Promise<Simulator> {
  const slack = await startSimulator(options)
  await install(slack)
  return slack
}

describe.each(clients)('$name', ({ Client }) => {
  it('connects, receives an event and acknowledges it', async () => {
    await using slack = await installed()
    await using running = await connect(slack, Client)
    const { deliveries } = await slack.as('dana').say('#general', 'hi')
    expect(deliveries).toMatchObject([{ ok: true, by: 'socket', to: '1', attempt: 0 }])
    expect(running.seen).toEqual(['hi'])
  })

  it('receives half of the events when the app has two connections', async () => {
    await using slack = await installed()
    await using one = await connect(slack, Client)
    await using other = await connect(slack, Client)
    for (const text of ['1', '2', '3', '4']) await slack.as('dana').say('#general', text)
    expect([one.seen.length, other.seen.length]).toEqual([2, 2])
  })

  it('reconnects when Slack sends disconnect, and then receives the missed event as a retry', async () => {
    await using slack = await installed()
    await using running = await connect(slack, Client)
    slack.fail({ on: 'event', what: 'disconnect' })
    const { deliveries } = await slack.as('dana').say('#general', 'hi')
    expect(deliveries).toMatchObject([{ ok: false, error: 'no_connection', fault: 'disconnect' }])
    await expect.poll(() => running.seen, { timeout: 15_000 }).toEqual(['hi (retry 1)'])
  }, 30_000)
})

describe('a plain client of Socket Mode', () => {
  it('receives hello and envelopes with the fields that Slack documents', async () => {
    await using slack = await installed()
    const client = plainSocket(await socketUrl(slack))
    expect(await client.next('hello')).toMatchObject({
      num_connections: 1,
      connection_info: { app_id: slack.app.id },
      debug_info: { approximate_connection_time: expect.any(Number) as number },
    })
    const said = slack.as('dana').say('#general', 'hi')
    const envelope = await client.next('events_api')
    expect(envelope).toMatchObject({
      accepts_response_payload: false,
      retry_attempt: 0,
      retry_reason: '',
      payload: { type: 'event_callback', event: { type: 'message', text: 'hi' } },
    })
    client.socket.send(JSON.stringify({ envelope_id: envelope.envelope_id }))
    expect((await said).deliveries).toMatchObject([{ ok: true }])
    const typed = slack.as('dana').command('/deploy now')
    const command = await client.next('slash_commands')
    expect(command).toMatchObject({ accepts_response_payload: true, payload: { command: '/deploy', text: 'now' } })
    expect(command).not.toHaveProperty('retry_attempt')
    client.socket.send(JSON.stringify({ envelope_id: command.envelope_id, payload: { text: 'done' } }))
    expect((await typed).deliveries).toMatchObject([{ ok: true, body: { text: 'done' } }])
    client.socket.terminate()
  })

  it('receives an event again as a retry when it does not acknowledge the event', async () => {
    await using slack = await installed({ startAt: Date.now() })
    const client = plainSocket(await socketUrl(slack))
    await client.next('hello')
    const said = slack.as('dana').say('#general', 'hi')
    expect(await client.next('events_api')).toMatchObject({ retry_attempt: 0 })
    expect((await said).deliveries).toMatchObject([{ ok: false, error: 'timeout' }])
    const again = await client.next('events_api')
    expect(again).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout' })
    client.socket.send(JSON.stringify({ envelope_id: again.envelope_id }))
    await slack.settled()
    expect(slack.deliveries.map(({ attempt, ok }) => [attempt, ok])).toEqual([
      [0, false],
      [1, true],
    ])
    client.socket.terminate()
  }, 30_000)

  it('is refused as the eleventh connection of an app', async () => {
    await using slack = await installed()
    const open = Array.from({ length: 10 }, async () => {
      const client = plainSocket(await socketUrl(slack))
      await client.next('hello')
      return client
    })
    const ten = await Promise.all(open)
    expect(ten.map(({ frames }) => frames[0]?.num_connections).sort((a, b) => Number(a) - Number(b))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ])
    const eleventh = plainSocket(await socketUrl(slack))
    expect(await eleventh.next('disconnect')).toMatchObject({ reason: 'too_many_websockets' })
    expect(eleventh.frames).toHaveLength(1)
    for (const { socket } of [...ten, eleventh]) socket.terminate()
  })

  it('causes a failed delivery when the client disconnects before it acknowledges; the next connection receives the event', async () => {
    await using slack = await installed({ startAt: Date.now() })
    const client = plainSocket(await socketUrl(slack))
    await client.next('hello')
    const said = slack.as('dana').say('#general', 'hi')
    await client.next('events_api')
    client.socket.terminate()
    expect((await said).deliveries).toMatchObject([{ ok: false, error: 'connection_failed' }])
    await slack.settled()
    expect(slack.deliveries.at(-1)).toMatchObject({ attempt: 1, by: 'nothing', error: 'no_connection' })
    const next = plainSocket(await socketUrl(slack))
    expect(await next.next('events_api')).toMatchObject({ retry_attempt: 2 })
    next.socket.terminate()
  })

  it('causes only a warning when the client acknowledges an unknown envelope or sends invalid JSON', async () => {
    const warnings: string[] = []
    await using slack = await installed({ onWarning: (text) => warnings.push(text) })
    const client = plainSocket(await socketUrl(slack))
    await client.next('hello')
    client.socket.send(JSON.stringify({ envelope_id: 'ffffffff-0000-4000-8000-000000000000' }))
    client.socket.send('hello?')
    client.socket.send(JSON.stringify(['envelope_id']))
    await expect.poll(() => warnings.length).toBe(3)
    expect(warnings[0]).toContain('ffffffff')
    const said = slack.as('dana').say('#general', 'hi')
    const { envelope_id: id } = await client.next('events_api')
    client.socket.send(JSON.stringify({ envelope_id: id }))
    expect((await said).deliveries).toMatchObject([{ ok: true }])
    client.socket.terminate()
  })

  it.each([
    ['a program, which sends no Origin', () => ({})],
    ['a page of the simulator', ({ url }: Simulator) => ({ origin: url })],
  ])('is accepted when it is %s', async (_name, optionsFor) => {
    await using slack = await installed()
    const client = plainSocket(await socketUrl(slack), optionsFor(slack))
    expect(await client.next('hello')).toMatchObject({ type: 'hello' })
    client.socket.terminate()
  })

  it.each([
    ['from a page of another site', { origin: 'https://attacker.example' }, (url: string) => url],
    ['from a page on another port of localhost', { origin: 'http://localhost:3000' }, (url: string) => url],
    ['from a page on another port of 127.0.0.1', { origin: 'http://127.0.0.1:3000' }, (url: string) => url],
    ['from a page with a hidden origin', { origin: 'null' }, (url: string) => url],
    ['with a ticket that nobody has', {}, (url: string) => url.replace(/ticket=\w+/, 'ticket=0000')],
    ['without a ticket', {}, (url: string) => url.replace(/\?.*/, '')],
  ])('is refused with 403 or 404 when it connects %s', async (_name, options, addressOf) => {
    await using slack = await installed()
    const { socket } = plainSocket(addressOf(await socketUrl(slack)), options)
    const [error] = await new Promise<[Error]>((resolve) => socket.once('error', (...args: [Error]) => resolve(args)))
    expect(error.message).toMatch(/40[34]/)
  })

  it('receives a pong with the content of its ping', async () => {
    await using slack = await installed()
    const client = plainSocket(await socketUrl(slack))
    await client.next('hello')
    const pong = new Promise<Buffer>((resolve) => client.socket.once('pong', resolve))
    client.socket.ping('session:1')
    expect((await pong).toString()).toBe('session:1')
    client.socket.terminate()
  })

  it('can use a WebSocket URL only once, and then gets 403', async () => {
    await using slack = await installed()
    const url = await socketUrl(slack)
    const first = plainSocket(url)
    await first.next('hello')
    const { socket } = plainSocket(url)
    const error = await new Promise<Error>((resolve) => socket.once('error', resolve))
    expect(error.message).toContain('403')
    first.socket.terminate()
  })
})

describe('a WebSocket handshake', () => {
  /** Sends the handshake of slack_sdk for Python, whose Host header has no port. Returns the first line of the answer. */
  async function handshake(slack: Simulator, host: string, path?: string): Promise<string> {
    const { port, pathname, search } = new URL(await socketUrl(slack))
    const socket = connectTcp({ host: 'localhost', port: Number(port) })
    const lines = [
      `GET ${path ?? `${pathname}${search}`} HTTP/1.1`,
      `Host: ${host}`,
      ...['Upgrade: websocket', 'Connection: Upgrade'],
      ...[`Sec-WebSocket-Key: ${Buffer.alloc(16, 1).toString('base64')}`, 'Sec-WebSocket-Version: 13', '', ''],
    ]
    socket.write(lines.join('\r\n'))
    const answer = await Promise.race([
      once(socket, 'data').then(([data]) => String(data).split('\r\n')[0] ?? ''),
      once(socket, 'close').then(() => 'closed'),
    ])
    socket.destroy()
    return answer
  }

  it.each([
    ['localhost', 'HTTP/1.1 101 Switching Protocols'],
    ['127.0.0.1', 'HTTP/1.1 101 Switching Protocols'],
    ['wss-primary.slack.com', 'HTTP/1.1 101 Switching Protocols'],
    ['example.com', 'closed'],
    ['localhost:1', 'closed'],
    ['localhost@example.com', 'closed'],
  ])('with the Host header %s gets the answer “%s”', async (host, answer) => {
    await using slack = await installed()
    expect(await handshake(slack, host)).toBe(answer)
  })

  it('whose Host header has no port gets 403 when the ticket is wrong', async () => {
    await using slack = await installed()
    expect(await handshake(slack, 'localhost', '/link/?ticket=none')).toBe('HTTP/1.1 403 Forbidden')
  })
})

import { describe, expect, it } from 'vitest'
import { createSentEnvelopes } from '../../../src/simulator/events/sent-envelopes.ts'
import { acknowledge } from '../../../src/simulator/events/socket-acks.ts'
import type { Connection } from '../../../src/simulator/events/socket-connection.ts'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import type { Simulator } from '../../../src/simulator/testing/types.ts'
import { install } from '../../support/bolt-app.ts'
import { plainSocket, socketUrl } from '../../support/socket.ts'

/** Starts a simulator with an app that is connected over Socket Mode. */
async function connected() {
  const slack = await startSimulator()
  await install(slack)
  const client = plainSocket(await socketUrl(slack))
  await client.next('hello')
  return { slack, client, [Symbol.asyncDispose]: () => slack.close() }
}

const say = (slack: Simulator) => slack.as('dana').say('#general', 'hi')

const frames = [
  { error: 'unknown_envelope', frame: '{"envelope_id":"nobody"}' },
  { error: 'no_json', frame: 'garbage' },
  { error: 'no_json', frame: '[1]' },
  { error: 'no_envelope_id', frame: '{"payload":{}}' },
  { error: 'binary_frame', frame: Buffer.from('{}') },
] as const

describe('a WebSocket frame that acknowledges no waiting delivery', () => {
  it.each(frames)(
    'is logged as $error for the frame $frame, also in the delivery that is waiting at that time',
    async ({ error, frame }) => {
      await using app = await connected()
      const { slack, client } = app
      const said = say(slack)
      const { envelope_id: id } = await client.next('events_api')
      client.socket.send(frame)
      client.socket.send(JSON.stringify({ envelope_id: id }))
      const { deliveries } = await said
      const wrong = { kind: 'wrong_ack', ok: false, to: '1', error, frame: String(frame), delivery: null }
      expect(deliveries).toMatchObject([{ ok: true, wrongAcks: [wrong] }])
      expect(slack.wrongAcks).toMatchObject([wrong])
    },
  )

  it('is logged with the earlier delivery when it repeats the acknowledgement of that delivery', async () => {
    await using app = await connected()
    const { slack, client } = app
    const first = say(slack)
    const { envelope_id: id } = await client.next('events_api')
    client.socket.send(JSON.stringify({ envelope_id: id }))
    const [done] = (await first).deliveries
    const second = say(slack)
    const { envelope_id: next } = await client.next('events_api')
    client.socket.send(JSON.stringify({ envelope_id: id }))
    client.socket.send(JSON.stringify({ envelope_id: next }))
    const [other] = (await second).deliveries
    expect(slack.wrongAcks).toMatchObject([{ error: 'acknowledged_twice', delivery: done?.id }])
    expect(other).toMatchObject({ ok: true })
    expect(other).not.toHaveProperty('wrongAcks')
  })

  it('is logged also when no delivery waits, and a reset removes the frame from the log', async () => {
    await using app = await connected()
    const { slack, client } = app
    client.socket.send('garbage')
    await expect.poll(() => slack.wrongAcks).toHaveLength(1)
    expect(slack.deliveries).toEqual([])
    slack.reset()
    expect(slack.wrongAcks).toEqual([])
  })

  it('closes the connection, and is logged as frame_too_long, when the frame is longer than 1 MB', async () => {
    await using app = await connected()
    const { slack, client } = app
    const said = say(slack)
    await client.next('events_api')
    client.socket.send('x'.repeat(1024 * 1024 + 1))
    expect((await said).deliveries).toMatchObject([
      { ok: false, error: 'connection_failed', wrongAcks: [{ error: 'frame_too_long' }] },
    ])
  })

  it('is one of at most 500 frames in the log, and of at most 10 frames in a delivery', async () => {
    await using app = await connected()
    const { slack, client } = app
    const said = say(slack)
    const { envelope_id: id } = await client.next('events_api')
    for (let sent = 0; sent < 1500; sent += 1) client.socket.send(`garbage ${sent} ${'x'.repeat(500)}`)
    client.socket.send(JSON.stringify({ envelope_id: id }))
    const [delivery] = (await said).deliveries
    expect(delivery?.wrongAcks).toHaveLength(10)
    expect(slack.wrongAcks).toHaveLength(500)
    expect(slack.wrongAcks.at(-1)).toMatchObject({
      id: '1500',
      frame: expect.stringMatching(/^garbage 1499.*…$/) as string,
    })
  })
})

describe('an acknowledgement of a delivery that does not wait on this connection', () => {
  const connection = (number: number): Connection =>
    ({ number, appId: 'A1', waiting: new Map(), leaving: false }) as Partial<Connection> as Connection

  it.each([
    { error: 'acknowledged_late', from: 1 },
    { error: 'other_connection', from: 2 },
  ])('has the error $error', ({ error, from }) => {
    const sent = createSentEnvelopes()
    sent.add('e1', { delivery: '7', connection: 1 })
    const frame = { text: '{"envelope_id":"e1"}', binary: false }
    expect(acknowledge(connection(from), frame, sent)).toMatchObject({ error, delivery: '7', to: String(from) })
  })
})

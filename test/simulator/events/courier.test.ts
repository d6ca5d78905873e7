import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createCourier } from '../../../src/simulator/events/courier.ts'
import { createDeliveryLog } from '../../../src/simulator/events/delivery-log.ts'
import { createSchedule } from '../../../src/simulator/events/schedule.ts'
import type { Parcel } from '../../../src/simulator/events/types.ts'
import { onlyApp, startEventApp, subscribe } from '../../support/events.ts'
import { installedWorld } from '../../support/installed-world.ts'

const parcel: Parcel = {
  kind: 'event',
  what: 'message',
  payload: { type: 'event_callback', event: { type: 'message', text: 'Grüße ✓' } },
}

const noon = Date.UTC(2026, 0, 5, 12)

function stage(url: string, { patience = 2000 } = {}) {
  const { world } = installedWorld({ bot: ['channels:history'] })
  const app = onlyApp(world)
  subscribe(app, { bot: ['message.channels'], url })
  let now = noon
  const moving = { ...world, now: () => now, clockOfApps: () => noon }
  const log = createDeliveryLog()
  const schedule = createSchedule(() => now)
  const warnings: string[] = []
  const courier = createCourier({
    world: moving,
    log,
    schedule,
    sockets: () => undefined,
    patience,
    warn: (text) => warnings.push(text),
  })
  const advance = (ms: number) => {
    now += ms
    schedule.run()
  }
  return { app, courier, log, advance, warnings, world, [Symbol.dispose]: () => courier.close() }
}

const attempts = (log: { newest(): readonly { attempt: number; error: string | null }[] }) =>
  log.newest().map(({ attempt, error }) => [attempt, error])

describe('a delivery over HTTP', () => {
  it('has a valid signature of the body that was sent', async () => {
    await using receiver = await startEventApp()
    using staged = stage(receiver.url)
    const delivery = await staged.courier.event(staged.app, parcel)
    const [request] = receiver.received
    expect(delivery).toMatchObject({ ok: true, status: 200, by: 'http', to: receiver.url, attempt: 0 })
    expect(JSON.parse(request?.body ?? '')).toEqual(parcel.payload)
    expect(request?.headers['content-type']).toBe('application/json')
    const stamp = request?.headers['x-slack-request-timestamp']
    const expected = createHmac('sha256', staged.app.signingSecret)
      .update(`v0:${String(stamp)}:${request?.body}`)
      .digest('hex')
    expect(request?.headers['x-slack-signature']).toBe(`v0=${expected}`)
    expect(request?.headers['x-slack-retry-num']).toBeUndefined()
  })

  it('is signed with the time of the app’s clock, even when the simulator’s clock was moved forward', async () => {
    await using receiver = await startEventApp()
    using staged = stage(receiver.url)
    staged.advance(24 * 3_600_000)
    await staged.courier.event(staged.app, parcel)
    expect(receiver.received[0]?.headers['x-slack-request-timestamp']).toBe(String(noon / 1000))
  })

  it('sends a command as a form; the content type has no charset, as in Slack', async () => {
    await using receiver = await startEventApp(() => ({ body: 'done' }))
    using staged = stage(receiver.url)
    const command: Parcel = { kind: 'command', what: '/deploy', payload: { command: '/deploy', text: 'a & b' } }
    const delivery = await staged.courier.once(staged.app, command, receiver.url)
    expect(receiver.received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(receiver.received[0]?.body))).toEqual(command.payload)
    expect(delivery.body).toBe('done')
  })

  it('is repeated immediately, after one minute and after five more minutes when the app answers with an error', async () => {
    await using receiver = await startEventApp(() => ({ status: 500 }))
    using staged = stage(receiver.url)
    await staged.courier.event(staged.app, parcel)
    await expect
      .poll(() => attempts(staged.log))
      .toEqual([
        [0, 'http_error'],
        [1, 'http_error'],
      ])
    staged.advance(59_000)
    expect(receiver.received).toHaveLength(2)
    staged.advance(1000)
    await expect.poll(() => attempts(staged.log).length).toBe(3)
    staged.advance(300_000)
    await expect.poll(() => attempts(staged.log).length).toBe(4)
    staged.advance(3_600_000)
    expect(staged.courier.pending).toBe(0)
    const notes = receiver.received.map(({ headers }) => [
      headers['x-slack-retry-num'],
      headers['x-slack-retry-reason'],
    ])
    expect(notes).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ])
  })

  it('is repeated three times when the clock moves twelve hours forward in one step', async () => {
    await using receiver = await startEventApp(() => ({ status: 500 }))
    using staged = stage(receiver.url)
    await staged.courier.event(staged.app, parcel)
    await expect.poll(() => attempts(staged.log)).toHaveLength(2)
    staged.advance(12 * 3_600_000)
    await expect.poll(() => attempts(staged.log).map(([number]) => number)).toEqual([0, 1, 2, 3])
  })

  it('is not repeated after the app accepted it', async () => {
    await using receiver = await startEventApp((number) => ({ status: number === 0 ? 503 : 200 }))
    using staged = stage(receiver.url)
    await staged.courier.event(staged.app, parcel)
    await expect
      .poll(() => attempts(staged.log))
      .toEqual([
        [0, 'http_error'],
        [1, null],
      ])
    staged.advance(3_600_000)
    expect(staged.courier.pending).toBe(0)
  })

  it('is not repeated when the app answers with the header X-Slack-No-Retry', async () => {
    await using receiver = await startEventApp(() => ({ status: 500, headers: { 'X-Slack-No-Retry': '1' } }))
    using staged = stage(receiver.url)
    await staged.courier.event(staged.app, parcel)
    staged.advance(3_600_000)
    expect(staged.courier.pending).toBe(0)
    expect(attempts(staged.log)).toEqual([[0, 'http_error']])
  })

  it('is not repeated after the app was uninstalled', async () => {
    await using receiver = await startEventApp(() => ({ status: 500 }))
    using staged = stage(receiver.url)
    await staged.courier.event(staged.app, parcel)
    await expect.poll(() => attempts(staged.log).length).toBe(2)
    for (const token of staged.world.state.tokens) token.revoked = true
    staged.advance(3_600_000)
    expect(staged.courier.pending).toBe(0)
    expect(receiver.received).toHaveLength(2)
  })

  it.each([
    ['http_timeout', { silent: true }],
    ['too_many_redirects', { status: 302, headers: { location: '/slack/events' } }],
    ['too_many_redirects', { status: 302, headers: { location: 'http://slack.example/elsewhere' } }],
  ] as const)('has the error %s when the app answers %j', async (error, answer) => {
    await using receiver = await startEventApp(() => answer)
    using staged = stage(receiver.url, { patience: 200 })
    expect(await staged.courier.once(staged.app, parcel, receiver.url)).toMatchObject({ ok: false, error })
  })

  it('follows two redirects', async () => {
    await using receiver = await startEventApp((number) =>
      number < 2 ? { status: 302, headers: { location: '/next' } } : {},
    )
    using staged = stage(receiver.url)
    expect(await staged.courier.once(staged.app, parcel, receiver.url)).toMatchObject({ ok: true, status: 200 })
    expect(receiver.received).toHaveLength(3)
  })

  it('has the error connection_failed when no program listens at the URL', async () => {
    const receiver = await startEventApp()
    await receiver[Symbol.asyncDispose]()
    using staged = stage(receiver.url)
    expect(await staged.courier.once(staged.app, parcel, receiver.url)).toMatchObject({
      ok: false,
      error: 'connection_failed',
    })
  })

  it('has the error stopped when the simulator ends before the app answers', async () => {
    await using receiver = await startEventApp(() => ({ silent: true }))
    using staged = stage(receiver.url)
    const delivery = staged.courier.event(staged.app, parcel)
    await expect.poll(() => receiver.received.length).toBe(1)
    staged.courier.close()
    expect(await delivery).toMatchObject({ ok: false, error: 'stopped' })
  })

  it('is not sent, and has the error not_loopback, when the URL is on another computer', async () => {
    using staged = stage('https://slack.example/events')
    const delivery = await staged.courier.once(staged.app, parcel, 'https://slack.example/events')
    expect(delivery).toMatchObject({ ok: false, by: 'nothing', error: 'not_loopback' })
    expect(staged.warnings).toHaveLength(1)
  })
})

describe('a reset of the deliveries', () => {
  it('removes a delivery that the app has not answered yet; the new log does not list it, and no retry follows', async () => {
    let staged: ReturnType<typeof stage> | undefined
    await using receiver = await startEventApp(() => {
      staged?.courier.reset()
      staged?.log.clear()
      return { status: 500 }
    })
    using current = stage(receiver.url)
    staged = current
    expect(await current.courier.event(current.app, parcel)).toMatchObject({ ok: false, status: 500 })
    current.advance(10 * 60_000)
    await expect.poll(() => current.courier.pending).toBe(0)
    expect([current.log.total, receiver.received.length]).toEqual([0, 1])
  })

  it('cancels deliveries that were not sent yet because too many others wait for an answer', async () => {
    let staged: ReturnType<typeof stage> | undefined
    await using receiver = await startEventApp(() => {
      staged?.courier.reset()
      return {}
    })
    using current = stage(receiver.url)
    staged = current
    const waiting = Array.from({ length: 40 }, () => current.courier.once(current.app, parcel, receiver.url))
    const done = await Promise.all(waiting)
    const unsent = done.filter(({ error }) => error === 'reset')
    expect(unsent.length).toBeGreaterThanOrEqual(40 - 16 * 2)
    expect(receiver.received.length + unsent.length).toBe(40)
    expect(current.log.total).toBeLessThan(receiver.received.length)
  })
})

import { describe, expect, it } from 'vitest'
import { undelivered } from '../../../src/commands/sim/format-delivery.ts'
import type { SimulatedDelivery } from '../../../src/simulator/control/client.ts'

const delivery: SimulatedDelivery = {
  id: '1',
  at: 0,
  appId: 'A0SIMAPP1',
  kind: 'command',
  what: '/deploy',
  by: 'http',
  to: 'http://localhost:3000/slack/events',
  attempt: 0,
  ok: false,
  status: null,
  error: 'connection_failed',
  body: null,
  ms: 1,
  payload: {},
}

describe('a delivery whose connection failed', () => {
  it.each([
    { by: 'http', to: delivery.to, about: /Request URL/ },
    { by: 'socket', to: '1', about: /Socket Mode/ },
  ] as const)('has a hint about the way in which the app receives events, which is $by', ({ by, to, about }) => {
    const error = undelivered([{ ...delivery, by, to }])?.({})
    expect(error?.code).toBe('connection_failed')
    const texts = `${error?.message} ${error?.hint}`
    expect(texts).toMatch(about)
    expect(/Request URL/.test(texts)).toBe(by === 'http')
  })
})

describe('the error for a delivery that failed', () => {
  it.each([
    { fault: 'cut', error: 'connection_failed', status: null },
    { fault: 'wrong-signature', error: 'http_error', status: 401 },
    { fault: 'old-timestamp', error: 'http_error', status: 403 },
  ])(
    'names the staged fault $fault, and does not advise a change of the app, when this fault is the reason',
    (failure) => {
      const error = undelivered([{ ...delivery, ...failure }])?.({})
      expect(error?.code).toBe(failure.error)
      expect(error?.message).toContain(failure.fault)
      expect(error?.hint).not.toMatch(/Request URL|Signing Secret|Start the app/)
    },
  )

  it('names the staged fault of another delivery when the fault closed the socket of both, and does not advise a change of the app', () => {
    const socket = { ...delivery, by: 'socket', to: '1' } as const
    const error = undelivered([
      { ...socket, fault: 'drop-socket' },
      { ...socket, what: 'app_mention' },
    ])?.({})
    expect(error?.message).toContain('drop-socket')
    expect(error?.hint).not.toMatch(/output of the app/)
    const elsewhere = { ...socket, appId: 'A0SIMAPP2', what: 'app_mention' }
    expect(undelivered([{ ...socket, fault: 'drop-socket' }, elsewhere])?.({}).message).toContain('app_mention')
  })

  it('is about the delivery that the app made fail, not about another one that failed because of a staged fault', () => {
    const byFault = { ...delivery, fault: 'cut' }
    const byApp = { ...delivery, what: '/other', status: 500, error: 'http_error' }
    expect(undelivered([byFault, byApp])?.({}).message).toContain('/other')
  })

  it.each([
    { status: 500, about: /output of the app/ },
    { status: 404, about: /path/ },
  ])('has a hint that fits the HTTP status $status', ({ status, about }) => {
    expect(undelivered([{ ...delivery, error: 'http_error', status }])?.({}).hint).toMatch(about)
  })
})

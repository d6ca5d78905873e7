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
  ] as const)('is explained by the way in which the app receives events: $by', ({ by, to, about }) => {
    const error = undelivered([{ ...delivery, by, to }])?.({})
    expect(error?.code).toBe('connection_failed')
    const texts = `${error?.message} ${error?.hint}`
    expect(texts).toMatch(about)
    expect(/Request URL/.test(texts)).toBe(by === 'http')
  })
})

describe('a delivery that failed', () => {
  it.each([
    { fault: 'cut', error: 'connection_failed', status: null },
    { fault: 'wrong-signature', error: 'http_error', status: 401 },
    { fault: 'old-timestamp', error: 'http_error', status: 403 },
  ])('because of the fault $fault is not blamed on the app', (failure) => {
    const error = undelivered([{ ...delivery, ...failure }])?.({})
    expect(error?.code).toBe(failure.error)
    expect(error?.message).toContain(failure.fault)
    expect(error?.hint).not.toMatch(/Request URL|Signing Secret|Start the app/)
  })

  it('because of the app is reported before one that a fault caused', () => {
    const byFault = { ...delivery, fault: 'cut' }
    const byApp = { ...delivery, what: '/other', status: 500, error: 'http_error' }
    expect(undelivered([byFault, byApp])?.({}).message).toContain('/other')
  })

  it.each([
    { status: 500, about: /output of the app/ },
    { status: 404, about: /path/ },
  ])('with the status $status is explained by that status', ({ status, about }) => {
    expect(undelivered([{ ...delivery, error: 'http_error', status }])?.({}).hint).toMatch(about)
  })
})

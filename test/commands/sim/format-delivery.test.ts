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

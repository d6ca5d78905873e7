import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import type { SimulatorServer } from '../../../src/simulator/http/simulator.ts'
import { allowedCode, authorizeUrl, exchange } from '../../support/consent.ts'
import { inSimulator } from '../../support/simulator.ts'

describe('faults that a test has added', () => {
  const call = (simulator: SimulatorServer) => fetch(`${simulator.apiUrl}api.test`, { method: 'POST' })

  it('return a Slack error code once, after two successful calls (after: 2)', () =>
    inSimulator({}, async (simulator) => {
      simulator.fail({ on: 'api.test', what: 'fatal_error', after: 2 })
      const seen = []
      for (let round = 1; round <= 4; round += 1) seen.push(await (await call(simulator)).json())
      expect(seen).toMatchObject([{ ok: true }, { ok: true }, { ok: false, error: 'fatal_error' }, { ok: true }])
    }))

  it('return 429 with Retry-After as many times as requested (times: 2)', () =>
    inSimulator({}, async (simulator) => {
      simulator.fail({ on: '*', what: '429', times: 2, retryAfter: 7 })
      for (const status of [429, 429, 200]) {
        const response = await call(simulator)
        expect([response.status, response.headers.get('retry-after')]).toEqual([status, status === 429 ? '7' : null])
      }
    }))

  it.each([
    ['500', 500, 'application/json; charset=utf-8'],
    ['html', 502, 'text/html'],
  ])('return the status and the content type of the fault %s', (what, status, type) =>
    inSimulator({}, async (simulator) => {
      simulator.fail({ on: 'api.test', what })
      const response = await call(simulator)
      expect([response.status, response.headers.get('content-type')]).toEqual([status, type])
    }),
  )

  it('delay the answer (slow:120)', () =>
    inSimulator({}, async (simulator) => {
      simulator.fail({ on: 'api.test', what: 'slow:120' })
      const since = performance.now()
      expect((await call(simulator)).status).toBe(200)
      expect(performance.now() - since).toBeGreaterThanOrEqual(115)
    }))

  it('start the answer and close the connection (cut)', () =>
    inSimulator({}, async (simulator) => {
      simulator.fail({ on: 'api.test', what: 'cut' })
      const response = await call(simulator)
      expect(response.status).toBe(200)
      await expect(response.text()).rejects.toThrow('terminated')
    }))

  it('let the call change the data, but send no answer (drop-after-commit)', () =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, { scope: 'chat:write' })
      simulator.fail({ on: 'oauth.v2.access', what: 'drop-after-commit' })
      await expect(exchange(simulator, 'oauth.v2.access', { code })).rejects.toThrow('fetch failed')
      expect(simulator.world.state.tokens).toHaveLength(1)
      expect(await exchange(simulator, 'oauth.v2.access', { code })).toEqual({ ok: false, error: 'invalid_code' })
    }))

  it('show their error on the authorize page', () =>
    inSimulator({}, async (simulator) => {
      simulator.fail({ on: 'authorize', what: 'unapproved_scope' })
      const response = await fetch(authorizeUrl(simulator, { scope: 'chat:write' }))
      expect(response.status).toBe(400)
      expect(await response.text()).toContain('unapproved_scope')
    }))

  it('return their text and status as the answer of a webhook', () =>
    inSimulator({}, async (simulator) => {
      simulator.fail({ on: 'webhook', what: 'action_prohibited' })
      const response = await fetch(`${simulator.url}/services/T/B/x`, { method: 'POST', body: '{}' })
      expect([response.status, await response.text()]).toEqual([403, 'action_prohibited'])
    }))

  it.each([
    [{ on: '', what: '500' }],
    [{ on: 'api.test', what: 'slow:x' }],
    [{ on: 'api.test', what: '500', times: 0 }],
    [{ on: 'api.test', what: '500', after: -1 }],
  ])('are rejected with a TypeError when they are invalid: %o', (order) =>
    inSimulator({}, async (simulator) => {
      expect(() => simulator.fail(order)).toThrow(TypeError)
    }),
  )
})

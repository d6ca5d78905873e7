import { describe, expect, it } from 'vitest'
import type { SimulatorServer } from '../../../src/simulator/http/simulator.ts'
import { postForm } from '../../support/consent.ts'
import { controlHeaders, inSimulator } from '../../support/simulator.ts'

describe('the control interface', () => {
  const control = (
    simulator: SimulatorServer,
    path: string,
    { headers, ...init }: Pick<RequestInit, 'method' | 'body'> & { headers?: Record<string, string> } = {},
  ) => {
    const { authorization = '' } = controlHeaders(simulator)
    return fetch(simulator.url + path, { ...init, headers: { authorization, ...headers } })
  }
  const json = { 'content-type': 'application/json' }

  it('returns all URLs and the app’s credentials', () =>
    inSimulator({}, async (simulator) => {
      const { url, apiUrl, authorizeUrl: authorize } = simulator
      const { clientId, clientSecret, redirectUrls } = simulator.app
      expect(await (await control(simulator, '/_sim')).json()).toMatchObject({
        name: 'slack-tokens simulator',
        url,
        apiUrl,
        authorizeUrl: authorize,
        app: { clientId, clientSecret, redirectUrls },
      })
    }))

  it('adds and removes faults, resets the data, returns the log, and registers a redirect URL', () =>
    inSimulator({}, async (simulator) => {
      const post = (path: string, body: unknown) =>
        control(simulator, path, { method: 'POST', headers: json, body: JSON.stringify(body) })
      expect((await post('/_sim/fail', { on: 'api.test', what: '500', times: 3 })).status).toBe(200)
      expect((await fetch(`${simulator.apiUrl}api.test`)).status).toBe(500)
      await control(simulator, '/_sim/fail', { method: 'DELETE' })
      expect((await fetch(`${simulator.apiUrl}api.test`)).status).toBe(200)
      expect(await (await control(simulator, '/_sim/log')).json()).toMatchObject({
        log: [{ what: 'api.test', status: 500 }, { status: 200 }],
      })
      const odd = { on: 'api.test', what: 'brand_new_code' }
      expect((await post('/_sim/fail', { ...odd, force: true })).status).toBe(200)
      await control(simulator, '/_sim/fail', { method: 'DELETE' })
      expect((await post('/_sim/redirect-urls', { url: 'http://localhost:9/cb' })).status).toBe(200)
      expect(simulator.app.redirectUrls).toContain('http://localhost:9/cb')
      await post('/_sim/reset', {})
      expect(simulator.log()).toEqual([])
      expect(simulator.app.redirectUrls).not.toContain('http://localhost:9/cb')
    }))

  it.each([
    ['a form from a web page', { method: 'POST', body: 'a=1' }, '/_sim/reset', 415],
    [
      'POST from another origin',
      { method: 'POST', headers: { ...json, origin: 'http://evil.example' } },
      '/_sim/reset',
      403,
    ],
    ['DELETE from another origin', { method: 'DELETE', headers: { origin: 'http://evil.example' } }, '/_sim/fail', 403],
    ['invalid JSON', { method: 'POST', headers: json, body: '{' }, '/_sim/fail', 400],
    [
      'a fault with a misspelt code',
      { method: 'POST', headers: json, body: '{"on":"api.test","what":"ratelimted"}' },
      '/_sim/fail',
      400,
    ],
    ['a fault without a kind', { method: 'POST', headers: json, body: '{"on":"x"}' }, '/_sim/fail', 400],
    [
      'an invalid redirect URL',
      { method: 'POST', headers: json, body: '{"url":"callback"}' },
      '/_sim/redirect-urls',
      400,
    ],
    ['an unknown route', { method: 'POST', headers: json, body: '{}' }, '/_sim/nothing', 404],
  ])('refuses %s, and leaves the log unchanged', (_name, init, path, status) =>
    inSimulator({}, async (simulator) => {
      await postForm(simulator, 'api.test', {})
      const response = await control(simulator, path, init)
      expect(response.status).toBe(status)
      expect(await response.json()).toMatchObject({ ok: false, error: expect.any(String) })
      expect(simulator.log()).toHaveLength(1)
    }),
  )
})

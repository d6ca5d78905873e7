import { describe, expect, it } from 'vitest'
import { judgeCallback, judgeQuery } from '../../../src/oauth/callback/verdict.ts'
import { assertProperty, fc } from '../../support/property.ts'

const state = 'the-state-of-this-login'
const expected = { hosts: ['localhost:8443', '127.0.0.1:8443', '[::1]:8443'], path: '/slack/callback', state }

function judge(target: string, over: { method?: string; headers?: Record<string, string>; hosts?: number } = {}) {
  const headers = { host: 'localhost:8443', ...over.headers }
  return judgeCallback({ method: over.method ?? 'GET', target, headers, hosts: over.hosts ?? 1 }, expected)
}
const refused = (status: number, reason: string) => ({ kind: 'refused', status, reason })

describe('the judgement of a callback request', () => {
  it("accepts a code with the login's state", () =>
    expect(judge(`/slack/callback?code=1.2.abc&state=${state}`)).toEqual({ kind: 'code', code: '1.2.abc' }))
  it("accepts a denial with the login's state", () =>
    expect(judge(`/slack/callback?error=access_denied&state=${state}`)).toEqual({
      kind: 'denied',
      error: 'access_denied',
      description: null,
    }))
  it('does not accept a denial without a state (fault R4)', () =>
    expect(judge('/slack/callback?error=access_denied')).toEqual({ kind: 'unproved denial', error: 'access_denied' }))
  it('rejects a denial with a wrong state (threat C6)', () =>
    expect(judge('/slack/callback?error=access_denied&state=x')).toEqual(refused(400, 'state')))
  it('rejects a wrong state (threat C6)', () =>
    expect(judge('/slack/callback?code=1&state=other')).toEqual(refused(400, 'state')))
  it('rejects a missing state (threat C6)', () =>
    expect(judge('/slack/callback?code=1')).toEqual(refused(400, 'state')))
  it('rejects a repeated state (threat C6)', () =>
    expect(judge(`/slack/callback?code=1&state=${state}&state=${state}`)).toEqual(refused(400, 'repeated')))
  it('rejects a repeated code (threat C6)', () =>
    expect(judge(`/slack/callback?code=1&code=2&state=${state}`)).toEqual(refused(400, 'repeated')))
  it("rejects the login's state without a code", () =>
    expect(judge(`/slack/callback?state=${state}`)).toEqual(refused(400, 'incomplete')))
  it('ignores a favicon (threat C5)', () => expect(judge('/favicon.ico')).toEqual(refused(404, 'path')))
  it('ignores a path below the callback path (threat C5)', () =>
    expect(judge(`/slack/callback/x?code=1&state=${state}`)).toEqual(refused(404, 'path')))
  it('rejects POST (threat C5)', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { method: 'POST' })).toEqual(refused(405, 'method')))
  it('rejects OPTIONS (threat C5)', () =>
    expect(judge('/slack/callback', { method: 'OPTIONS' })).toEqual(refused(405, 'method')))
  it('rejects a HEAD request, and so does not use its code (threat C5)', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { method: 'HEAD' })).toEqual(refused(405, 'method')))
  it('rejects a request that a page makes for an image (threat C5)', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { headers: { 'sec-fetch-dest': 'image' } })).toEqual(
      refused(403, 'embedded'),
    ))
  it('accepts a request that a person makes by opening a page', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { headers: { 'sec-fetch-dest': 'document' } })).toMatchObject(
      { kind: 'code' },
    ))
  it('rejects another host in the Host header (threat C4)', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { headers: { host: 'evil.example:8443' } })).toEqual(
      refused(403, 'host'),
    ))
  it('rejects another port in the Host header (threat C4)', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { headers: { host: 'localhost:1' } })).toEqual(
      refused(403, 'host'),
    ))
  it('rejects two Host headers (threat C4)', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { hosts: 2 })).toEqual(refused(403, 'host')))
  it('rejects a missing Host header (threat C4)', () =>
    expect(judge('/slack/callback', { hosts: 0 })).toEqual(refused(403, 'host')))
  it('rejects a target that begins with // and a host (threat C4)', () =>
    expect(judge(`//evil/slack/callback?code=1&state=${state}`)).toEqual(refused(400, 'form')))
  it('rejects a target that is an absolute URL (threat C4)', () =>
    expect(judge(`http://localhost:8443/slack/callback?code=1&state=${state}`)).toEqual(refused(400, 'form')))
  it('rejects a target that is 9 kB long (threat C10)', () =>
    expect(judge(`/slack/callback?code=${'x'.repeat(9000)}&state=${state}`)).toEqual(refused(414, 'long')))
})

describe('the judgement of any callback request', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.webQueryParameters(), fc.constant(state))

  it("never throws, and never accepts a request without the login's state (threats C4, C6)", () => {
    const target = fc.oneof(
      text,
      text.map((query) => `/slack/callback?${query}`),
      fc.webUrl(),
    )
    const headers = fc.dictionary(
      fc.constantFrom('host', 'sec-fetch-dest', 'cookie'),
      fc.oneof(text, fc.constant('localhost:8443')),
    )
    const method = fc.constantFrom('GET', 'HEAD', 'POST', 'CONNECT', '')
    assertProperty(
      fc.property(target, headers, method, fc.nat(3), (target, headers, method, hosts) => {
        const verdict = judgeCallback(
          { method, target, headers, hosts },
          { ...expected, state: 'never sent by this property' },
        )
        return verdict.kind === 'refused' || verdict.kind === 'unproved denial'
      }),
      { numRuns: 2000 },
    )
  })

  it("accepts a code exactly when the login's state is the only state (threat C6)", () => {
    assertProperty(
      fc.property(text, text, fc.boolean(), (code, other, ours) => {
        const query = new URLSearchParams({ code, state: ours ? state : `${other}!` })
        const verdict = judgeQuery(query, state)
        return (verdict.kind === 'code') === (ours && code !== '')
      }),
      { numRuns: 2000 },
    )
  })
})

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

describe('what comes to the callback', () => {
  it('a code with our state is taken', () =>
    expect(judge(`/slack/callback?code=1.2.abc&state=${state}`)).toEqual({ kind: 'code', code: '1.2.abc' }))
  it('a denial with our state is taken', () =>
    expect(judge(`/slack/callback?error=access_denied&state=${state}`)).toEqual({
      kind: 'denied',
      error: 'access_denied',
      description: null,
    }))
  it('R4 a denial without state proves nothing', () =>
    expect(judge('/slack/callback?error=access_denied')).toEqual({ kind: 'unproved denial', error: 'access_denied' }))
  it('C6 a denial with a wrong state is not even that', () =>
    expect(judge('/slack/callback?error=access_denied&state=x')).toEqual(refused(400, 'state')))
  it('C6 a wrong state', () => expect(judge('/slack/callback?code=1&state=other')).toEqual(refused(400, 'state')))
  it('C6 no state', () => expect(judge('/slack/callback?code=1')).toEqual(refused(400, 'state')))
  it('C6 a state that came twice', () =>
    expect(judge(`/slack/callback?code=1&state=${state}&state=${state}`)).toEqual(refused(400, 'repeated')))
  it('C6 a code that came twice', () =>
    expect(judge(`/slack/callback?code=1&code=2&state=${state}`)).toEqual(refused(400, 'repeated')))
  it('our state and nothing else', () =>
    expect(judge(`/slack/callback?state=${state}`)).toEqual(refused(400, 'incomplete')))
  it('C5 a favicon', () => expect(judge('/favicon.ico')).toEqual(refused(404, 'path')))
  it('C5 a path below ours', () =>
    expect(judge(`/slack/callback/x?code=1&state=${state}`)).toEqual(refused(404, 'path')))
  it('C5 POST', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { method: 'POST' })).toEqual(refused(405, 'method')))
  it('C5 OPTIONS', () => expect(judge('/slack/callback', { method: 'OPTIONS' })).toEqual(refused(405, 'method')))
  it('C5 HEAD takes no code', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { method: 'HEAD' })).toEqual(refused(405, 'method')))
  it('C5 an image that a page embeds', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { headers: { 'sec-fetch-dest': 'image' } })).toEqual(
      refused(403, 'embedded'),
    ))
  it('a page that a person opens', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { headers: { 'sec-fetch-dest': 'document' } })).toMatchObject(
      { kind: 'code' },
    ))
  it('C4 another host', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { headers: { host: 'evil.example:8443' } })).toEqual(
      refused(403, 'host'),
    ))
  it('C4 another port', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { headers: { host: 'localhost:1' } })).toEqual(
      refused(403, 'host'),
    ))
  it('C4 two Host headers', () =>
    expect(judge(`/slack/callback?code=1&state=${state}`, { hosts: 2 })).toEqual(refused(403, 'host')))
  it('C4 no Host header', () => expect(judge('/slack/callback', { hosts: 0 })).toEqual(refused(403, 'host')))
  it('C4 a target that names a host', () =>
    expect(judge(`//evil/slack/callback?code=1&state=${state}`)).toEqual(refused(400, 'form')))
  it('C4 an absolute target', () =>
    expect(judge(`http://localhost:8443/slack/callback?code=1&state=${state}`)).toEqual(refused(400, 'form')))
  it('C10 a target of 9 kB', () =>
    expect(judge(`/slack/callback?code=${'x'.repeat(9000)}&state=${state}`)).toEqual(refused(414, 'long')))
})

describe('whatever comes', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.webQueryParameters(), fc.constant(state))

  it('C4 C6 never throws, and never takes anything without our state', () => {
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

  it('C6 a query is ours exactly when its one state is', () => {
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

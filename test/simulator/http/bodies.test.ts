import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { inSimulator } from '../../support/simulator.ts'

describe('request bodies', () => {
  it('above 8 MB are refused with status 413', () =>
    inSimulator({}, async (simulator) => {
      const body = new Uint8Array(8 * 1024 * 1024 + 1)
      expect((await fetch(`${simulator.apiUrl}api.test`, { method: 'POST', body })).status).toBe(413)
      expect((await fetch(`${simulator.apiUrl}api.test`)).status).toBe(200)
    }))

  it.each([
    ['/api/api.test', 'application/json; charset=utf-8'],
    ['/_sim/seed', 'application/json; charset=utf-8'],
    ['/services/T1/B1/x', 'text/plain; charset=utf-8'],
  ])('above 8 MB are refused at %s with the content type %s, which other answers there have too', (path, type) =>
    inSimulator({}, async (simulator) => {
      const { port } = new URL(simulator.url)
      const socket = connect(Number(port), '127.0.0.1')
      socket.end(`POST ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: 9000000\r\n\r\n`)
      const answer = (await socket.setEncoding('utf8').toArray()).join('')
      expect(answer).toMatch(/^HTTP\/1\.1 413 /)
      expect(answer).toContain(`content-type: ${type}`)
      expect(answer).toContain('request_too_large')
    }),
  )

  it.each([
    ['application/json', '{', 'invalid_json'],
    ['application/json', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'invalid_json'],
    ['application/json', '[1]', 'json_not_object'],
    ['multipart/form-data; boundary=x', 'nothing', 'invalid_form_data'],
    ['text/plain', 'a=1', 'invalid_post_type'],
  ])('are refused when the simulator cannot parse them (content type %s, body %s, error %s)', (type, body, error) =>
    inSimulator({}, async (simulator) => {
      const response = await fetch(`${simulator.apiUrl}api.test`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      })
      expect(await response.json()).toMatchObject({ ok: false, error })
    }),
  )

  it('with nested JSON become arguments whose values are texts, and never change a prototype (threat H7)', () =>
    inSimulator({}, async (simulator) => {
      const response = await fetch(`${simulator.apiUrl}api.test`, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: '{"a":{"b":[1]},"n":5,"none":null,"__proto__":{"polluted":"yes"}}',
      })
      const { args } = (await response.json()) as { args: Record<string, unknown> }
      expect(args).toMatchObject({ a: '{"b":[1]}', n: '5' })
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    }))
})

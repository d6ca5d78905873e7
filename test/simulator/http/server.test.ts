import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect, createServer, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type SimulatorServer, startSimulator } from '../../../src/simulator/http/simulator.ts'
import { allowedCode, authorizeUrl, exchange, postForm } from '../../support/consent.ts'
import { controlHeaders } from '../../support/simulator.ts'

async function inSimulator(use: (simulator: SimulatorServer) => Promise<void>): Promise<void> {
  await using simulator = await startSimulator()
  await use(simulator)
}

const portOf = ({ url }: SimulatorServer) => Number(new URL(url).port)

/** The status of a GET with another Host header. */
async function statusFor(simulator: SimulatorServer, host: string, path = '/_sim'): Promise<number | undefined> {
  const outgoing = request({ port: portOf(simulator), host: '127.0.0.1', path, headers: { host } })
  outgoing.end()
  const [incoming] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage]
  incoming.resume()
  return incoming.statusCode
}

async function openSocket(port: number, host: string): Promise<Socket> {
  const socket = connect(port, host)
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

describe('the addresses of the simulator', () => {
  it('are 127.0.0.1 and ::1, and no other', () =>
    inSimulator(async (simulator) => {
      const hex = portOf(simulator).toString(16).toUpperCase().padStart(4, '0')
      const listening = ['/proc/net/tcp', '/proc/net/tcp6']
        .flatMap((path) => readFileSync(path, 'utf8').split('\n'))
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[3] === '0A' && fields[1]?.endsWith(`:${hex}`))
        .map((fields) => fields[1]?.split(':')[0])
      expect(new Set(listening)).toEqual(new Set(['00000000000000000000000001000000', '0100007F']))
      expect(listening).toHaveLength(2)
      for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
        expect((await fetch(`http://${host}:${portOf(simulator)}/_sim`)).status).toBe(200)
      }
    }))

  it.each([
    ['127.0.0.1', 'IPv4'],
    ['::1', 'IPv6'],
  ])('a port in use on %s is refused', async (host, family) => {
    const other = createServer().listen(0, host)
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    await expect(startSimulator({ port })).rejects.toMatchObject({ code: 'port_in_use', details: { port, family } })
    other.close()
    await once(other, 'close')
    await using simulator = await startSimulator({ port })
    expect(portOf(simulator)).toBe(port)
  })

  it.each([
    ['localhost:PORT', 200],
    ['127.0.0.1:PORT', 200],
    ['[::1]:PORT', 200],
    ['evil.example:PORT', 403],
    ['localhost.evil.example:PORT', 403],
    ['localhost:1', 403],
    ['localhost', 403],
  ])('Host %s: %i', (host, status) =>
    inSimulator(async (simulator) => {
      expect(await statusFor(simulator, host.replace('PORT', String(portOf(simulator))))).toBe(status)
    }),
  )

  it.each([
    ['slack.com', 200, 403],
    ['Acme.slack.com:443', 200, 403],
    ['hooks.slack.com', 200, 403],
    ['slack.com.evil.example', 403, 403],
    ['evilslack.com', 403, 403],
    ['slack.com@evil.example', 403, 403],
  ])('Host %s: the API answers %i, the control interface %i', (host, api, control) =>
    inSimulator(async (simulator) => {
      const answered = [await statusFor(simulator, host, '/api/api.test'), await statusFor(simulator, host)]
      expect(answered).toEqual([api, control])
    }),
  )

  it('several simulators in one process are independent', async () => {
    await using one = await startSimulator()
    await using other = await startSimulator()
    await exchange(one, 'oauth.v2.access', { code: await allowedCode(one, { scope: 'chat:write' }) })
    expect(one.world.state.tokens).toHaveLength(1)
    expect(other.world.state.tokens).toHaveLength(0)
    expect(one.url).not.toBe(other.url)
  })

  it('the same seed gives the same tokens', async () => {
    const tokens = []
    for (let round = 1; round <= 2; round += 1) {
      await using simulator = await startSimulator({ seed: 'fixed' })
      const code = await allowedCode(simulator, { scope: 'chat:write' })
      tokens.push((await exchange(simulator, 'oauth.v2.access', { code }))['access_token'])
    }
    expect(tokens[0]).toBe(tokens[1])
  })
})

describe('close', () => {
  it('is not delayed by idle, half-open and kept-alive connections', async () => {
    const simulator = await startSimulator()
    const port = portOf(simulator)
    await (await fetch(`${simulator.url}/_sim`)).text()
    const idle = await openSocket(port, '127.0.0.1')
    const half = await openSocket(port, '::1')
    half.write('POST /api/auth.test HTTP/1.1\r\nHost: localhost\r\nContent-Le')
    const headOnly = await openSocket(port, '127.0.0.1')
    headOnly.write(`GET / HTTP/1.1\r\nHost: localhost:${port}\r\n`)
    await delay(20)
    const since = performance.now()
    await simulator.close()
    expect(performance.now() - since).toBeLessThan(5000)
    for (const socket of [idle, half, headOnly]) if (!socket.closed) await once(socket, 'close')
  })

  it('finishes running requests', async () => {
    const simulator = await startSimulator()
    simulator.fail({ on: 'api.test', what: 'slow:500' })
    const answer = postForm(simulator, 'api.test', { a: '1' })
    await expect.poll(() => simulator.world.state.faults, { timeout: 20_000 }).toEqual([])
    await simulator.close()
    expect(await answer).toMatchObject({ ok: true, args: { a: '1' } })
  })

  it('does nothing the second time', async () => {
    const simulator = await startSimulator()
    await simulator.close()
    expect(await simulator.close()).toBeUndefined()
    await expect(fetch(`${simulator.url}/_sim`)).rejects.toThrow('fetch failed')
  })
})

describe('staged faults', () => {
  const call = (simulator: SimulatorServer) => fetch(`${simulator.apiUrl}api.test`, { method: 'POST' })

  it('a Slack error code, once, after two successful calls', () =>
    inSimulator(async (simulator) => {
      simulator.fail({ on: 'api.test', what: 'fatal_error', after: 2 })
      const seen = []
      for (let round = 1; round <= 4; round += 1) seen.push(await (await call(simulator)).json())
      expect(seen).toMatchObject([{ ok: true }, { ok: true }, { ok: false, error: 'fatal_error' }, { ok: true }])
    }))

  it('429 with Retry-After, as often as given', () =>
    inSimulator(async (simulator) => {
      simulator.fail({ on: '*', what: '429', times: 2, retryAfter: 7 })
      for (const status of [429, 429, 200]) {
        const response = await call(simulator)
        expect([response.status, response.headers.get('retry-after')]).toEqual([status, status === 429 ? '7' : null])
      }
    }))

  it.each([
    ['500', 500, 'application/json; charset=utf-8'],
    ['html', 502, 'text/html'],
  ])('%s', (what, status, type) =>
    inSimulator(async (simulator) => {
      simulator.fail({ on: 'api.test', what })
      const response = await call(simulator)
      expect([response.status, response.headers.get('content-type')]).toEqual([status, type])
    }),
  )

  it('slow: delays the answer', () =>
    inSimulator(async (simulator) => {
      simulator.fail({ on: 'api.test', what: 'slow:120' })
      const since = performance.now()
      expect((await call(simulator)).status).toBe(200)
      expect(performance.now() - since).toBeGreaterThanOrEqual(115)
    }))

  it('cut: the answer starts and breaks off', () =>
    inSimulator(async (simulator) => {
      simulator.fail({ on: 'api.test', what: 'cut' })
      const response = await call(simulator)
      expect(response.status).toBe(200)
      await expect(response.text()).rejects.toThrow('terminated')
    }))

  it('drop-after-commit: no answer, but the call took effect', () =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { scope: 'chat:write' })
      simulator.fail({ on: 'oauth.v2.access', what: 'drop-after-commit' })
      await expect(exchange(simulator, 'oauth.v2.access', { code })).rejects.toThrow('fetch failed')
      expect(simulator.world.state.tokens).toHaveLength(1)
      expect(await exchange(simulator, 'oauth.v2.access', { code })).toEqual({ ok: false, error: 'invalid_code' })
    }))

  it('are shown on the authorize page', () =>
    inSimulator(async (simulator) => {
      simulator.fail({ on: 'authorize', what: 'unapproved_scope' })
      const response = await fetch(authorizeUrl(simulator, { scope: 'chat:write' }))
      expect(response.status).toBe(400)
      expect(await response.text()).toContain('unapproved_scope')
    }))

  it('a webhook answers with the fault’s text and status', () =>
    inSimulator(async (simulator) => {
      simulator.fail({ on: 'webhook', what: 'action_prohibited' })
      const response = await fetch(`${simulator.url}/services/T/B/x`, { method: 'POST', body: '{}' })
      expect([response.status, await response.text()]).toEqual([403, 'action_prohibited'])
    }))

  it.each([
    [{ on: '', what: '500' }],
    [{ on: 'api.test', what: 'slow:x' }],
    [{ on: 'api.test', what: '500', times: 0 }],
    [{ on: 'api.test', what: '500', after: -1 }],
  ])('rejects %o', (order) =>
    inSimulator(async (simulator) => {
      expect(() => simulator.fail(order)).toThrow(TypeError)
    }),
  )
})

describe('the log', () => {
  it('has the requests, and no secret in clear (S3)', () =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { scope: 'chat:write' })
      const { access_token: token } = await exchange(simulator, 'oauth.v2.access', { code })
      await postForm(simulator, 'chat.postMessage', {
        token: String(token),
        channel: '#general',
        text: `see ${String(token)}`,
      })
      expect(simulator.log()).toMatchObject([
        { verb: 'GET', what: 'authorize', ok: true, status: 200 },
        { verb: 'POST', what: 'authorize', ok: true, status: 302 },
        { what: 'oauth.v2.access', ok: true },
        { what: 'chat.postMessage', as: expect.stringMatching(/^bot:U/), args: { channel: '#general' }, ok: true },
      ])
      const shown = JSON.stringify(simulator.log())
      for (const secret of [code, String(token), simulator.app.clientSecret]) expect(shown).not.toContain(secret)
    }))

  it('keeps the newest 500', () =>
    inSimulator(async (simulator) => {
      for (let round = 0; round < 1020; round += 1) {
        await (await fetch(`${simulator.apiUrl}api.test?n=${round}`)).arrayBuffer()
      }
      expect(simulator.log()).toHaveLength(500)
      expect(simulator.log().at(-1)?.args).toEqual({ n: '1019' })
      expect(simulator.world.state.log.length).toBeLessThan(1000)
    }))

  it('has unknown paths, and cuts long values', () =>
    inSimulator(async (simulator) => {
      expect((await fetch(`${simulator.url}/oauth/v3/authorize`)).status).toBe(404)
      await postForm(simulator, 'api.test', { text: 'x'.repeat(50_000) })
      expect(simulator.log()[0]).toMatchObject({ what: '/oauth/v3/authorize', status: 404, ok: false })
      expect(simulator.log()[1]?.args['text']).toHaveLength(1001)
    }))
})

describe('a real token', () => {
  const real = ['xoxb', '1'.repeat(4), 'not-simulated'].join('-')

  it('is refused with a warning, in the answer and in the terminal', async () => {
    const warnings: string[] = []
    await using simulator = await startSimulator({ onWarning: (text) => warnings.push(text) })
    const response = await fetch(`${simulator.apiUrl}auth.test`, { headers: { authorization: `Bearer ${real}` } })
    expect(await response.json()).toMatchObject({ ok: false, error: 'invalid_auth' })
    expect(response.headers.get('x-slack-tokens-warning')).toContain('real Slack token')
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).not.toContain(real)
    expect(JSON.stringify(simulator.log())).not.toContain(real)
  })
})

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

  it('returns all addresses', () =>
    inSimulator(async (simulator) => {
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

  it('stages and lifts faults, resets, returns the log, registers a redirect URL', () =>
    inSimulator(async (simulator) => {
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
    ['another origin', { method: 'POST', headers: { ...json, origin: 'http://evil.example' } }, '/_sim/reset', 403],
    ['another origin, DELETE', { method: 'DELETE', headers: { origin: 'http://evil.example' } }, '/_sim/fail', 403],
    ['text that is no JSON', { method: 'POST', headers: json, body: '{' }, '/_sim/fail', 400],
    [
      'a fault with a misspelt code',
      { method: 'POST', headers: json, body: '{"on":"api.test","what":"ratelimted"}' },
      '/_sim/fail',
      400,
    ],
    ['a senseless fault', { method: 'POST', headers: json, body: '{"on":"x"}' }, '/_sim/fail', 400],
    ['no URL', { method: 'POST', headers: json, body: '{"url":"callback"}' }, '/_sim/redirect-urls', 400],
    ['an unknown control', { method: 'POST', headers: json, body: '{}' }, '/_sim/nothing', 404],
  ])('refuses %s', (_name, init, path, status) =>
    inSimulator(async (simulator) => {
      await postForm(simulator, 'api.test', {})
      const response = await control(simulator, path, init)
      expect(response.status).toBe(status)
      expect(await response.json()).toMatchObject({ ok: false, error: expect.any(String) })
      expect(simulator.log()).toHaveLength(1)
    }),
  )
})

describe('request bodies', () => {
  it('above 8 MB are refused', () =>
    inSimulator(async (simulator) => {
      const body = new Uint8Array(8 * 1024 * 1024 + 1)
      const status = await fetch(`${simulator.apiUrl}api.test`, { method: 'POST', body }).then(
        (response) => response.status,
        // The server may close the connection before everything is sent.
        () => 413,
      )
      expect(status).toBe(413)
      expect((await fetch(`${simulator.apiUrl}api.test`)).status).toBe(200)
    }))

  it.each([
    ['application/json', '{', 'invalid_json'],
    ['application/json', `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'invalid_json'],
    ['application/json', '[1]', 'json_not_object'],
    ['multipart/form-data; boundary=x', 'nothing', 'invalid_form_data'],
    ['text/plain', 'a=1', 'invalid_post_type'],
  ])('%s %s: %s', (type, body, error) =>
    inSimulator(async (simulator) => {
      const response = await fetch(`${simulator.apiUrl}api.test`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      })
      expect(await response.json()).toMatchObject({ ok: false, error })
    }),
  )

  it('as nested JSON become JSON text, and nothing reaches a prototype (H7)', () =>
    inSimulator(async (simulator) => {
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

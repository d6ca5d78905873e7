import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type CallbackPage, loginWords } from '../../../src/oauth/callback/page.ts'
import { type CallbackServer, listenForCallback } from '../../../src/oauth/callback/server.ts'

const state = 'state-of-the-callback-test'
const good: CallbackPage = {
  status: 200,
  tone: 'good',
  title: 'Installed in Acme',
  lines: ['You can close this page.'],
}
const open: CallbackServer[] = []
const sockets: Socket[] = []

afterEach(() => {
  for (const server of open.splice(0)) server.close()
  for (const socket of sockets.splice(0)) socket.destroy()
})

async function start(port = 0): Promise<CallbackServer & { url: string; denials: string[] }> {
  const denials: string[] = []
  const server = await listenForCallback({
    port,
    path: '/slack/callback',
    words: loginWords,
    state,
    onUnprovedDenial: (error) => denials.push(error),
  })
  open.push(server)
  return { ...server, url: `http://localhost:${server.port}/slack/callback`, denials }
}

async function raw(port: number, text: string, host = '127.0.0.1'): Promise<Socket> {
  const socket = connect(port, host)
  sockets.push(socket)
  socket.on('error', () => {})
  await once(socket, 'connect')
  if (text) socket.write(text)
  return socket
}

describe('the callback server', () => {
  it('answers the browser only when the login has ended, with its result (threat C9)', async () => {
    const server = await start()
    let arrived = false
    const page = fetch(`${server.url}?code=1.2.3&state=${state}`).then((response) => {
      arrived = true
      return response
    })
    expect(await server.answer).toEqual({ kind: 'code', code: '1.2.3' })
    expect(arrived).toBe(false)
    await server.respond(good)
    const response = await page
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('Installed in Acme')
  })

  it('sends headers that forbid scripts, framing and caching of the page (threat C8)', async () => {
    const server = await start()
    const { headers } = await fetch(`${server.url}?code=1&state=wrong`)
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
    )
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('connection')).toBe('close')
    expect(headers.get('strict-transport-security')).toBeNull()
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('set-cookie')).toBeNull()
  })

  it('repeats no text of the request on the page (threat C8)', async () => {
    const server = await start()
    const nasty = encodeURIComponent('<script>alert(1)</script>"><img src=x onerror=alert(1)>')
    for (const query of [`error=${nasty}&error_description=${nasty}`, `code=${nasty}&state=${nasty}`]) {
      const text = await (await fetch(`${server.url}?${query}`)).text()
      expect(text).not.toContain('alert(1)')
    }
  })

  it('continues to wait after a request for a favicon, with a wrong state, with POST, or with a denial without a state', async () => {
    const server = await start()
    const origin = `http://localhost:${server.port}`
    const statuses = []
    for (const [path, init] of [
      ['/favicon.ico', {}],
      ['/slack/callback?code=1&state=wrong', {}],
      ['/slack/callback?error=access_denied', {}],
      [`/slack/callback?code=1&state=${state}`, { method: 'POST' }],
    ] as const) {
      const response = await fetch(origin + path, init)
      await response.text()
      statuses.push(response.status)
    }
    expect(statuses).toEqual([404, 400, 400, 405])
    expect(server.denials).toEqual(['access_denied'])
    const page = fetch(`${server.url}?code=late&state=${state}`)
    expect(await server.answer).toEqual({ kind: 'code', code: 'late' })
    await server.respond(good)
    expect((await page).status).toBe(200)
  })

  it('shows the same page again on a reload, and “too late” for a second code (threat C12)', async () => {
    const server = await start()
    const first = fetch(`${server.url}?code=one&state=${state}`)
    await server.answer
    const second = fetch(`${server.url}?code=one&state=${state}`)
    const other = await fetch(`${server.url}?code=two&state=${state}`)
    expect(other.status).toBe(409)
    await other.text()
    await server.respond(good)
    expect(await (await first).text()).toBe(await (await second).text())
  })

  it('finishes when the browser disconnects before it gets an answer (fault R5)', async () => {
    const server = await start()
    const socket = await raw(
      server.port,
      `GET /slack/callback?code=1&state=${state} HTTP/1.1\r\nHost: localhost:${server.port}\r\n\r\n`,
    )
    await server.answer
    socket.destroy()
    await expect(server.respond(good)).resolves.toBeUndefined()
  })

  it('listens on 127.0.0.1 and ::1, and on no other address (threats C1, C2)', async () => {
    const server = await start()
    for (const host of ['127.0.0.1', '::1']) await raw(server.port, '', host)
    const elsewhere = connect(server.port, '127.0.0.2')
    await expect(once(elsewhere, 'connect')).rejects.toThrow(/ECONNREFUSED/)
  })

  it.each([
    ['127.0.0.1', /IPv4/],
    ['::1', /IPv6/],
  ])('fails with port_in_use when the port is in use on %s (threats C2, C3, fault R3)', async (host, family) => {
    const other = createServer().listen(0, host)
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    try {
      await expect(start(port)).rejects.toMatchObject({
        failure: 'failed',
        code: 'port_in_use',
        message: expect.stringMatching(family) as string,
        hint: expect.stringMatching(/--port \d+/) as string,
      })
      // The failed start also released the address that was free.
      const free = host === '::1' ? '127.0.0.1' : '::1'
      const again = createServer().listen(port, free)
      await once(again, 'listening')
      again.close()
    } finally {
      other.close()
    }
  })

  it('closes at once in spite of idle, half-sent and malformed requests (threat C10)', async () => {
    const server = await start()
    const held = [
      await raw(server.port, ''),
      await raw(server.port, 'GET /slack/callback?code=1 HTTP/1.1\r\nHost: loc'),
      await raw(server.port, 'CONNECT evil:443 HTTP/1.1\r\n\r\n', '::1'),
      await raw(server.port, '\u0016\u0003\u0001 not http at all\r\n\r\n'),
    ]
    const page = fetch(`${server.url}?code=1&state=${state}`)
    await server.answer
    await server.respond(good)
    expect((await page).status).toBe(200)
    const closed = held.map((socket) => (socket.closed ? Promise.resolve([]) : once(socket.resume(), 'close')))
    server.close()
    await Promise.all(closed)
    await expect(fetch(server.url)).rejects.toThrow()
  })

  it('drops the oldest silent connection above the limit, and still accepts the callback (threat C10)', async () => {
    const server = await start()
    const begun = await raw(server.port, 'GET /slack/callback')
    const oldest = await raw(server.port, '')
    const gone = once(oldest.resume(), 'close')
    while (!oldest.destroyed && sockets.length < 3000) await raw(server.port, '')
    await gone
    expect(sockets.length).toBeGreaterThan(2000)
    expect([begun, ...sockets.slice(-100)].filter(({ destroyed }) => destroyed)).toEqual([])
    const page = fetch(`${server.url}?code=1&state=${state}`)
    await server.answer
    await server.respond(good)
    expect((await page).status).toBe(200)
  })
})

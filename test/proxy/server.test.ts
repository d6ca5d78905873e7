import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { ProxyAgent, request } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Authority, createAuthority } from '../../src/proxy/authority.ts'
import { type RunningProxy, startProxy } from '../../src/proxy/server.ts'
import type { ProxyEvent } from '../../src/proxy/types.ts'
import { startSimulator } from '../../src/simulator/testing/index.ts'
import type { Simulator } from '../../src/simulator/testing/types.ts'
import { install } from '../support/bolt-app.ts'

let slack: Simulator
let authority: Authority
let token: string
beforeAll(async () => {
  slack = await startSimulator()
  token = await install(slack)
  authority = await createAuthority(Date.now())
})
afterAll(() => slack.close())

interface Started extends RunningProxy, AsyncDisposable {
  readonly events: ProxyEvent[]
  readonly agent: ProxyAgent
}

async function start({ offline = false, trusts = true, httpProxy = '' } = {}): Promise<Started> {
  const events: ProxyEvent[] = []
  const { hostname, port } = new URL(slack.url)
  const proxy = await startProxy({
    simulator: { hostname, port: Number(port) },
    authority,
    offline,
    proxies: { https: undefined, http: httpProxy, none: undefined },
    onEvent: (event) => events.push(event),
  })
  const agent = new ProxyAgent({ uri: proxy.url, requestTls: trusts ? { ca: [authority.certificate] } : {} })
  return {
    ...proxy,
    events,
    agent,
    async [Symbol.asyncDispose]() {
      await agent.destroy()
      await proxy.close()
    },
  }
}

/** Sends raw text to the proxy. Returns its first answer. */
async function sendRaw({ url }: RunningProxy, text: string): Promise<string> {
  const socket: Socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
  socket.write(text)
  const [data] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return data.toString('utf8')
}

describe('the proxy of sim run', () => {
  it('answers requests to https://slack.com with the simulator', async () => {
    await using proxy = await start()
    for (let call = 0; call < 3; call += 1) {
      const { body } = await request('https://slack.com/api/auth.test', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        dispatcher: proxy.agent,
      })
      expect(await body.json()).toMatchObject({ ok: true, user: 'sim-app' })
    }
    expect(new Set(proxy.events.map(({ what, host }) => `${what} ${host}`))).toEqual(new Set(['answered slack.com']))
  })

  it('reports protocol_refused for a program that accepts only HTTP/2', async () => {
    await using proxy = await start()
    const { username, password } = new URL(proxy.url)
    const basic = Buffer.from(`${username}:${password}`).toString('base64')
    const socket = connect({ port: Number(new URL(proxy.url).port), host: '127.0.0.1' })
    socket.write(`CONNECT slack.com:443 HTTP/1.1\r\nHost: slack.com:443\r\nProxy-Authorization: Basic ${basic}\r\n\r\n`)
    await once(socket, 'data')
    const secured = connectTls({ socket, servername: 'slack.com', ca: authority.certificate, ALPNProtocols: ['h2'] })
    await once(secured, 'error')
    await expect.poll(() => proxy.events).toEqual([{ what: 'protocol_refused', host: 'slack.com' }])
  })

  it('passes an upload of 20 MB to the simulator, and returns its answer', async () => {
    await using proxy = await start()
    const bytes = Buffer.alloc(20_000_000, 'x')
    const { body } = await request('https://files.slack.com/upload/v1/none', {
      method: 'POST',
      body: bytes,
      dispatcher: proxy.agent,
    })
    expect(await body.text()).not.toBe('')
  })

  it('forwards requests to another host unchanged', async () => {
    const other = createServer((_request, response) => response.end('other'))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const address = other.address()
    const port = typeof address === 'object' ? address?.port : 0
    await using proxy = await start()
    const { body } = await request(`http://localhost:${port}/`, { dispatcher: proxy.agent })
    expect(await body.text()).toBe('other')
    other.close()
  })

  it('refuses a host other than Slack’s when offline is true', async () => {
    await using proxy = await start({ offline: true })
    await expect(request('https://example.test/', { dispatcher: proxy.agent })).rejects.toThrow()
    expect(proxy.events).toEqual([{ what: 'offline', host: 'example.test' }])
  })

  it.each([false, true])('answers 403 to a request for another port of slack.com (offline: %s)', async (offline) => {
    await using proxy = await start({ offline })
    await expect(request('https://slack.com:8443/', { dispatcher: proxy.agent })).rejects.toThrow(/403/)
    expect(proxy.events).toEqual([{ what: 'other_port', host: 'slack.com:8443' }])
  })

  it('answers 407 to a program that sends no credentials', async () => {
    await using proxy = await start()
    expect(await sendRaw(proxy, 'CONNECT slack.com:443 HTTP/1.1\r\nHost: slack.com:443\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 407 .*Proxy-Authenticate: Basic/s,
    )
    expect(proxy.events).toEqual([{ what: 'unauthorized', host: 'slack.com' }])
  })

  it.each([
    ['a request for the proxy itself, without a target host', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', '400'],
    ['CONNECT without a port', 'CONNECT slack.com HTTP/1.1\r\nHost: slack.com\r\n\r\n', '400'],
  ])('answers 400 to %s', async (_name, text, status) => {
    await using proxy = await start()
    expect(await sendRaw(proxy, text)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })

  it('answers 508 to a CONNECT request whose target is the proxy itself', async () => {
    await using proxy = await start()
    const { username, password } = new URL(proxy.url)
    const basic = Buffer.from(`${username}:${password}`).toString('base64')
    const target = new URL(proxy.url).host
    const text = `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\nProxy-Authorization: Basic ${basic}\r\n\r\n`
    expect(await sendRaw(proxy, text)).toMatch(/^HTTP\/1\.1 508 /)
  })

  it('answers a plain request with 502 when the next proxy has no valid address', async () => {
    await using proxy = await start({ httpProxy: 'http://[' })
    const { username, password } = new URL(proxy.url)
    const basic = Buffer.from(`${username}:${password}`).toString('base64')
    const text = `GET http://example.test/ HTTP/1.1\r\nHost: example.test\r\nProxy-Authorization: Basic ${basic}\r\n\r\n`
    expect(await sendRaw(proxy, text)).toMatch(/^HTTP\/1\.1 502 /)
  })

  it('reports certificate_refused for a program that does not trust the certificate', async () => {
    await using proxy = await start({ trusts: false })
    await expect(request('https://slack.com/api/api.test', { dispatcher: proxy.agent })).rejects.toThrow()
    await expect.poll(() => proxy.events).toEqual([{ what: 'certificate_refused', host: 'slack.com' }])
  })
  it('reports certificate_refused for a program that checks the certificate only after the handshake', async () => {
    await using proxy = await start()
    const tunnel = await openTunnel(proxy)
    const secured = connectTls({ socket: tunnel, servername: 'slack.com', rejectUnauthorized: false })
    await once(secured, 'secureConnect')
    secured.end()
    await expect.poll(() => proxy.events).toEqual([{ what: 'certificate_refused', host: 'slack.com' }])
  })

  it('reports nothing for a connection that the program closes before its first message', async () => {
    await using proxy = await start({ trusts: false })
    const tunnel = await openTunnel(proxy)
    tunnel.end()
    await once(tunnel, 'close')
    // The first report is about the next connection.
    await expect(request('https://files.slack.com/', { dispatcher: proxy.agent })).rejects.toThrow()
    await expect.poll(() => proxy.events).toEqual([{ what: 'certificate_refused', host: 'files.slack.com' }])
  })
})

/** Opens a connection to slack.com:443 through the proxy. */
async function openTunnel({ url }: RunningProxy): Promise<Socket> {
  const { port, username, password } = new URL(url)
  const socket = connect({ port: Number(port), host: '127.0.0.1' })
  const basic = Buffer.from(`${username}:${password}`).toString('base64')
  socket.write(`CONNECT slack.com:443 HTTP/1.1\r\nHost: slack.com:443\r\nProxy-Authorization: Basic ${basic}\r\n\r\n`)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /)
  return socket
}

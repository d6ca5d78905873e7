import { once } from 'node:events'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { ProxyAgent, request } from 'undici'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { type Authority, createAuthority } from '../../src/proxy/authority.ts'
import { type ProxyOptions, type RunningProxy, startProxy } from '../../src/proxy/server.ts'
import type { ProxyEvent } from '../../src/proxy/types.ts'
import { startSimulator } from '../../src/simulator/testing/index.ts'
import type { Simulator } from '../../src/simulator/testing/types.ts'
import { socketUrl } from '../support/socket.ts'

/** How long a client may take to send a complete request, in milliseconds. */
const patience = 10_000

let slack: Simulator
let authority: Authority
beforeAll(async () => {
  slack = await startSimulator()
  authority = await createAuthority(Date.now())
})
afterAll(() => slack.close())
afterEach(() => void vi.useRealTimers())

interface Started extends RunningProxy, AsyncDisposable {
  readonly events: readonly ProxyEvent[]
  readonly port: number
  /** The credentials of the run as a header line. */
  readonly credentials: string
}

async function start(options: Partial<ProxyOptions> = {}): Promise<Started> {
  const events: ProxyEvent[] = []
  const { hostname, port } = new URL(slack.url)
  const simulator = { hostname, port: Number(port) }
  const proxy = await startProxy({ simulator, authority, onEvent: (event) => events.push(event), ...options })
  const { username, password, port: own } = new URL(proxy.url)
  const basic = Buffer.from(`${username}:${password}`).toString('base64')
  const credentials = `Proxy-Authorization: Basic ${basic}\r\n`
  return { ...proxy, events, port: Number(own), credentials, [Symbol.asyncDispose]: () => proxy.close() }
}

/** Opens a socket to the proxy and sends text. */
async function open({ port }: Started, text: string): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(text)
  return socket
}

/** Sends text to the proxy, and returns everything that it answers until it closes the connection. */
async function exchange(proxy: Started, text: string): Promise<string> {
  const socket = await open(proxy, text)
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    answer += chunk
  })
  await once(socket, 'close')
  return answer
}

const connectTo = (proxy: Started, host: string) =>
  `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n${proxy.credentials}\r\n`

/** Opens a tunnel, and waits until it is established. */
async function tunnel(proxy: Started, host: string): Promise<Socket> {
  const socket = await open(proxy, connectTo(proxy, host))
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 200 /)
  return socket
}

/** Calls `api.test` through the proxy on a new connection. Uses no timer. */
async function call(proxy: Started): Promise<string> {
  const socket = await tunnel(proxy, 'slack.com:443')
  const secured = connectTls({ socket, servername: 'slack.com', ca: authority.certificate })
  secured.write('POST /api/api.test HTTP/1.1\r\nHost: slack.com\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
  let answer = ''
  secured.setEncoding('utf8').on('data', (chunk: string) => {
    answer += chunk
  })
  await once(secured, 'close')
  return answer
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** Starts a server that counts its connections and never reads from them. */
async function startSink() {
  const sockets: Socket[] = []
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    socket.on('error', () => {})
    sockets.push(socket)
  })
  return {
    port: await listening(server),
    sockets,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

describe('the proxy of sim run, with a client that sends too little', () => {
  it.each<[string, (proxy: Started) => Promise<Socket>]>([
    ['nothing', (proxy) => open(proxy, '')],
    ['half a request line', (proxy) => open(proxy, 'CONNECT sla')],
    ['headers without an end', (proxy) => open(proxy, 'CONNECT slack.com:443 HTTP/1.1\r\nHost: slack.com\r\nX-Slow:')],
    ['CONNECT and nothing more', (proxy) => tunnel(proxy, 'slack.com:443')],
    [
      'half a TLS hello',
      async (proxy) => {
        const socket = await tunnel(proxy, 'slack.com:443')
        socket.write(Buffer.from([0x16, 3, 1, 2, 0, 1, 0]))
        return socket
      },
    ],
    [
      'a TLS handshake and nothing more',
      async (proxy) => {
        const socket = await tunnel(proxy, 'slack.com:443')
        await once(connectTls({ socket, servername: 'slack.com', ca: authority.certificate }), 'secureConnect')
        return socket
      },
    ],
    [
      'a refused request, and stays connected',
      (proxy) => open(proxy, 'CONNECT slack.com:443 HTTP/1.1\r\nHost: slack.com\r\n\r\n'),
    ],
  ])('closes the connection after 10 seconds when the client has sent only: %s', async (_what, begin) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await using proxy = await start()
    const socket = await begin(proxy)
    const closed = once(socket, 'close')
    socket.resume()
    // The operating system passes connections to the proxy in order. When this call is answered, the proxy therefore
    // has the first connection.
    expect(await call(proxy)).toContain('"ok":true')
    vi.advanceTimersByTime(patience)
    await closed
  })

  it('answers another client while 500 connections are idle, and closes the idle connections after 10 seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await using proxy = await start()
    const idle = await Promise.all(Array.from({ length: 500 }, () => open(proxy, '')))
    expect(await call(proxy)).toContain('"ok":true')
    expect(idle.filter(({ closed }) => closed)).toEqual([])
    const closed = idle.map((socket) => once(socket.resume(), 'close'))
    vi.advanceTimersByTime(patience)
    await Promise.all(closed)
  })

  it('closes the oldest silent connection when there are more than 2,048', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await using proxy = await start()
    const first = await open(proxy, '')
    const closed = once(first.resume(), 'close')
    const others: Socket[] = []
    // The connections are opened in groups, because the operating system refuses further connections while 511 wait to
    // be accepted.
    for (let left = 2047; left > 0; left -= 89)
      others.push(...(await Promise.all(Array.from({ length: 89 }, () => open(proxy, '')))))
    expect(await call(proxy)).toContain('"ok":true')
    await closed
    expect(others.filter((socket) => socket.destroyed)).toHaveLength(0)
    for (const socket of others) socket.destroy()
  })

  it('leaves an idle tunnel and an idle WebSocket open, and closes both when the proxy is closed', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await using sink = await startSink()
    const proxy = await start()
    const idle = await tunnel(proxy, `127.0.0.1:${sink.port}`)
    const through = await tunnel(proxy, 'wss-primary.slack.com:443')
    const url = await socketUrl(slack)
    const { pathname, search } = new URL(url)
    const websocket = new WebSocket(`wss://wss-primary.slack.com${pathname}${search}`, {
      createConnection: () =>
        connectTls({ socket: through, servername: 'wss-primary.slack.com', ca: authority.certificate }),
    })
    await once(websocket, 'message')
    vi.advanceTimersByTime(patience)
    expect(await call(proxy)).toContain('"ok":true')
    expect([idle.closed, through.closed]).toEqual([false, false])
    const closed = [once(idle.resume(), 'close'), once(websocket, 'close')]
    websocket.on('error', () => {})
    await proxy.close()
    await Promise.all(closed)
  })
})

describe('the proxy of sim run, with requests that are too large or ambiguous', () => {
  it('stops reading an upload when the target does not read', async () => {
    await using sink = await startSink()
    await using proxy = await start()
    const socket = await tunnel(proxy, `127.0.0.1:${sink.port}`)
    const chunk = Buffer.alloc(1024 * 1024)
    // The operating system buffers a few megabytes for three sockets. A proxy that stored the upload would read
    // everything.
    const most = 200
    let sent = 0
    for (; sent < most; sent += 1) {
      if (socket.write(chunk)) continue
      const over = new AbortController()
      const went = await Promise.race([
        once(socket, 'drain', { signal: over.signal }).then(() => true),
        once(AbortSignal.timeout(500), 'abort').then(() => false),
      ]).finally(() => over.abort())
      if (!went) break
    }
    expect(sent).toBeLessThan(most / 4)
    socket.destroy()
  })

  it('answers 431 to a request with headers of 100 kB', async () => {
    await using proxy = await start()
    const text = `GET http://localhost:1/ HTTP/1.1\r\nHost: localhost\r\n${proxy.credentials}X-Giant: ${'x'.repeat(100_000)}\r\n\r\n`
    expect(await exchange(proxy, text)).toMatch(/^HTTP\/1\.1 431 /)
  })

  it.each([
    ['Content-Length and Transfer-Encoding', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', '400'],
    ['two lengths', 'Content-Length: 4\r\nContent-Length: 5\r\n', '400'],
    ['a last encoding other than chunked', 'Transfer-Encoding: chunked, identity\r\n', '400'],
  ])('answers 400 to a request with %s, and does not pass on the request', async (_what, headers, status) => {
    const paths: string[] = []
    const target = createHttp(({ url = '' }, response) => {
      paths.push(url)
      response.end()
    })
    const port = await listening(target)
    await using proxy = await start()
    const body = '0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n'
    const text = `POST http://localhost:${port}/outer HTTP/1.1\r\nHost: localhost\r\n${proxy.credentials}${headers}\r\n${body}`
    expect(await exchange(proxy, text)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(paths).toEqual([])
    target.close()
  })
})

describe('the proxy of sim run, when a client asks for other hosts', () => {
  it('shows only the certificate for Slack’s hosts, also when the TLS handshake names another host', async () => {
    await using proxy = await start()
    const socket = await tunnel(proxy, 'slack.com:443')
    const secured = connectTls({ socket, servername: 'example.com', ca: authority.certificate })
    const [error] = (await once(secured, 'error')) as [NodeJS.ErrnoException]
    expect(error.code).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
    socket.destroy()
    await expect.poll(() => proxy.events).toEqual([{ what: 'certificate_refused', host: 'slack.com' }])
  })

  it('passes on the bytes of a connection to another address unchanged, and sends no certificate', async () => {
    const target = createServer((socket) => socket.end('its own bytes'))
    const port = await listening(target)
    await using proxy = await start()
    expect(await exchange(proxy, connectTo(proxy, `127.0.0.1:${port}`))).toMatch(/its own bytes$/)
    target.close()
  })

  it.each(['127.0.0.1', 'localhost'])(
    'answers 407 when a client without credentials requests a port of %s, and opens no connection',
    async (host) => {
      await using sink = await startSink()
      await using proxy = await start()
      for (const text of [
        `CONNECT ${host}:${sink.port} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
        `GET http://${host}:${sink.port}/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
        `CONNECT ${host}:${sink.port} HTTP/1.1\r\nHost: ${host}\r\nProxy-Authorization: Basic d3Jvbmc6d3Jvbmc=\r\n\r\n`,
      ])
        expect(await exchange(proxy, text)).toMatch(/^HTTP\/1\.1 407 /)
      expect(sink.sockets).toEqual([])
    },
  )
})

describe('the proxy of sim run, when the next proxy sends the request back', () => {
  it('answers 502 when its next proxy is the proxy itself', async () => {
    let own = ''
    await using proxy = await start({
      proxies: {
        get https() {
          return own
        },
        http: undefined,
        none: undefined,
      },
    })
    own = proxy.url
    expect(await exchange(proxy, connectTo(proxy, 'example.test:443'))).toMatch(/^HTTP\/1\.1 502 [\s\S]*508/)
    expect(proxy.events).toEqual([{ what: 'loop', host: 'example.test' }])
  })

  it.each(['https', 'http'])(
    'answers 502 to an %s request when two proxies are the next proxy of each other',
    async (scheme) => {
      let own = ''
      const back = {
        get https() {
          return own
        },
        get http() {
          return own
        },
        none: undefined,
      }
      await using second = await start({ proxies: back })
      await using first = await start({ proxies: { https: second.url, http: second.url, none: undefined } })
      own = first.url
      const text =
        scheme === 'https'
          ? connectTo(first, 'example.test:443')
          : `GET http://example.test/ HTTP/1.1\r\nHost: example.test\r\n${first.credentials}Connection: close\r\n\r\n`
      expect(await exchange(first, text)).toMatch(/^HTTP\/1\.1 502 /)
      expect([first.events, second.events]).toEqual([[{ what: 'loop', host: 'example.test' }], []])
    },
  )

  it('answers requests for slack.com on its own, even when its next proxy would answer them too', async () => {
    await using outer = await start()
    await using inner = await start({ proxies: { https: outer.url, http: outer.url, none: undefined } })
    const agent = new ProxyAgent({ uri: inner.url, requestTls: { ca: [authority.certificate] } })
    const { statusCode } = await request('https://slack.com/api/api.test', { method: 'POST', dispatcher: agent })
    await agent.close()
    expect([statusCode, outer.events, inner.events]).toEqual([200, [], [{ what: 'answered', host: 'slack.com' }]])
  })
})

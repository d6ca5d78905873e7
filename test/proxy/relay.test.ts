import { once } from 'node:events'
import { createServer, type RequestListener, request as sendRequest } from 'node:http'
import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { RelayedExchange } from '../../src/proxy/exchange.ts'
import { startRelay } from '../../src/proxy/relay.ts'

interface Passed extends AsyncDisposable {
  readonly url: string
  readonly exchanges: readonly RelayedExchange[]
  /** The hosts to which the relay connected. */
  readonly hosts: readonly string[]
}

/** Starts a relay whose Slack is a server on loopback that answers with `answer`. */
async function startPassed(answer: RequestListener, failure?: Error): Promise<Passed> {
  const slack = createServer(answer).listen(0, '127.0.0.1')
  await once(slack, 'listening')
  const { port } = slack.address() as { port: number }
  const [exchanges, hosts]: [RelayedExchange[], string[]] = [[], []]
  const relay = await startRelay({
    async connect(hostname) {
      hosts.push(hostname)
      if (failure) throw failure
      return connect({ port, host: '127.0.0.1' })
    },
    observer: {
      exchange: (exchange) => exchanges.push(exchange),
      socket: () => ({ message: () => {}, closed: () => {} }),
    },
    describeFailure: (hostname, error) => `${hostname} ${String(error)}`,
    now: Date.now,
  })
  return {
    url: relay.url,
    exchanges,
    hosts,
    async [Symbol.asyncDispose]() {
      await relay.close()
      slack.closeAllConnections()
      slack.close()
    },
  }
}

interface Sending {
  readonly host?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
}

/** Sends a request to the relay, with the Host header of Slack. Returns status, headers and body. */
async function send(
  url: string,
  { host = 'slack.com', path = '/api/auth.test', headers = {}, body = '' }: Sending = {},
) {
  const request = sendRequest(`${url}${path}`, { method: 'POST', headers: { host, ...headers } })
  request.end(body)
  const [answer] = (await once(request, 'response')) as [import('node:http').IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk as Buffer)
  return { status: answer.statusCode, headers: answer.rawHeaders, body: Buffer.concat(chunks) }
}

describe('the relay between a program and Slack', () => {
  it('passes on the method, path, headers and body of a request, and the answer', async () => {
    const arrived: unknown[] = []
    await using passed = await startPassed((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.once('end', () => {
        const { method, url, headers } = request
        const body = Buffer.concat(chunks).toString('utf8')
        arrived.push({ method, url, host: headers.host, token: headers.authorization, body })
        response.writeHead(201, ['X-Slack-Req-Id', 'one', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'])
        response.end('{"ok":true}')
      })
    })
    const answer = await send(passed.url, {
      path: '/api/auth.test?a=1',
      headers: { authorization: 'Bearer sample' },
      body: 'text=hi',
    })
    expect(arrived).toEqual([
      { method: 'POST', url: '/api/auth.test?a=1', host: 'slack.com', token: 'Bearer sample', body: 'text=hi' },
    ])
    expect([answer.status, answer.body.toString('utf8')]).toEqual([201, '{"ok":true}'])
    expect(answer.headers).toEqual(expect.arrayContaining(['X-Slack-Req-Id', 'one', 'Set-Cookie', 'a=1', 'b=2']))
    await expect
      .poll(() => passed.exchanges)
      .toMatchObject([
        {
          host: 'slack.com',
          verb: 'POST',
          request: { text: 'text=hi', bytes: 7 },
          response: { status: 201, text: '{"ok":true}' },
        },
      ])
  })

  it.each(['example.com', 'slack.com.example.com', 'notslack.com'])(
    'answers 421 to a request for the host %s, and connects to no host',
    async (host) => {
      await using passed = await startPassed((_request, response) => response.end('never'))
      expect((await send(passed.url, { host })).status).toBe(421)
      expect(passed.hosts).toEqual([])
    },
  )

  it('passes on a compressed answer unchanged, and records its text uncompressed', async () => {
    const compressed = gzipSync('{"ok":false,"error":"not_authed"}')
    await using passed = await startPassed((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
      response.end(compressed)
    })
    expect((await send(passed.url)).body).toEqual(compressed)
    await expect.poll(() => passed.exchanges[0]?.response?.text).toBe('{"ok":false,"error":"not_authed"}')
  })

  it('answers 502 and reports unreachable when the relay cannot connect to Slack', async () => {
    await using passed = await startPassed((_request, response) => response.end('never'), new Error('untrusted'))
    const { status, body } = await send(passed.url, { body: 'x'.repeat(1_000_000) })
    expect([status, body.toString('utf8')]).toEqual([502, 'slack.com Error: untrusted\n'])
    await expect.poll(() => passed.exchanges[0]?.failure?.what).toBe('unreachable')
  })

  it('stops reading an upload while Slack does not read, and passes on the rest when Slack reads again', async () => {
    let read: () => void = () => {}
    let received = 0
    await using passed = await startPassed((request, response) => {
      request.pause()
      read = () => {
        request.on('data', (chunk: Buffer) => {
          received += chunk.length
        })
        request.once('end', () => response.end('ok'))
        request.resume()
      }
    })
    const most = 64 * 1024 * 1024
    const part = Buffer.alloc(64 * 1024)
    const request = sendRequest(`${passed.url}/upload/v1/sample`, {
      method: 'POST',
      headers: { host: 'files.slack.com', 'content-type': 'application/octet-stream', 'content-length': most },
    })
    const answered = once(request, 'response')
    let sent = 0
    const write = () => {
      while (sent < most) {
        sent += part.length
        if (!request.write(part)) return void request.once('drain', write)
      }
      request.end()
    }
    write()
    await expect.poll(() => passed.hosts).toEqual(['files.slack.com'])
    // The writer has stopped when two checks in a row find the same count.
    let before = -1
    await expect
      .poll(
        () => {
          const isSame = sent === before
          before = sent
          return isSame
        },
        { interval: 200, timeout: 20_000 },
      )
      .toBe(true)
    expect(sent).toBeLessThan(most / 2)
    read()
    await answered
    expect(received).toBe(most)
    await expect.poll(() => passed.exchanges[0]?.request).toMatchObject({ bytes: most, text: undefined })
  })

  it('reports an answer that ends too early, and closes the connection to the program', async () => {
    await using passed = await startPassed((_request, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('{"ok"')
      setImmediate(() => response.destroy())
    })
    await expect(send(passed.url)).rejects.toThrow()
    await expect.poll(() => passed.exchanges[0]?.failure?.what).toBe('cut')
  })

  it('reports a program that closes its connection before the answer, and closes the connection to Slack', async () => {
    let slackSide: Socket | undefined
    await using passed = await startPassed((request) => {
      slackSide = request.socket
    })
    const request = sendRequest(`${passed.url}/api/auth.test`, { headers: { host: 'slack.com' } })
    request.on('error', () => {})
    request.end()
    await expect.poll(() => slackSide).toBeDefined()
    request.destroy()
    await expect.poll(() => passed.exchanges[0]?.failure?.what).toBe('cancelled')
    await expect.poll(() => slackSide?.destroyed).toBe(true)
  })
})

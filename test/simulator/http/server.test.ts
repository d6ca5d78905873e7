import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect, createServer, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type SimulatorServer, startSimulator } from '../../../src/simulator/http/simulator.ts'
import { allowedCode, exchange, postForm } from '../../support/consent.ts'
import { inSimulator } from '../../support/simulator.ts'

const portOf = ({ url }: SimulatorServer) => Number(new URL(url).port)

/** Returns the HTTP status of a GET request with the Host header `host`. */
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

describe('a started simulator', () => {
  it('listens on 127.0.0.1 and ::1 only', () =>
    inSimulator({}, async (simulator) => {
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
  ])('fails with port_in_use when the port is in use on %s', async (host, family) => {
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
  ])('answers a request for /_sim with Host %s with status %i', (host, status) =>
    inSimulator({}, async (simulator) => {
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
  ])(
    'answers a request with Host %s with status %i for the API and %i for the control interface',
    (host, api, control) =>
      inSimulator({}, async (simulator) => {
        const answered = [await statusFor(simulator, host, '/api/api.test'), await statusFor(simulator, host)]
        expect(answered).toEqual([api, control])
      }),
  )

  it('shares neither its data nor its URL with another simulator in the same process', async () => {
    await using one = await startSimulator()
    await using other = await startSimulator()
    await exchange(one, 'oauth.v2.access', { code: await allowedCode(one, { scope: 'chat:write' }) })
    expect(one.world.state.tokens).toHaveLength(1)
    expect(other.world.state.tokens).toHaveLength(0)
    expect(one.url).not.toBe(other.url)
  })

  it('issues the same tokens for the same seed', async () => {
    const tokens = []
    for (let round = 1; round <= 2; round += 1) {
      await using simulator = await startSimulator({ seed: 'fixed' })
      const code = await allowedCode(simulator, { scope: 'chat:write' })
      tokens.push((await exchange(simulator, 'oauth.v2.access', { code }))['access_token'])
    }
    expect(tokens[0]).toBe(tokens[1])
  })
})

describe('closing the simulator', () => {
  it('does not wait for idle connections, incomplete requests and kept-alive connections', async () => {
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

  it('waits until running requests are answered', async () => {
    const simulator = await startSimulator()
    simulator.fail({ on: 'api.test', what: 'slow:500' })
    const answer = postForm(simulator, 'api.test', { a: '1' })
    await expect.poll(() => simulator.world.state.faults, { timeout: 20_000 }).toEqual([])
    await simulator.close()
    expect(await answer).toMatchObject({ ok: true, args: { a: '1' } })
  })

  it('does nothing when the simulator was already closed', async () => {
    const simulator = await startSimulator()
    await simulator.close()
    expect(await simulator.close()).toBeUndefined()
    await expect(fetch(`${simulator.url}/_sim`)).rejects.toThrow('fetch failed')
  })
})

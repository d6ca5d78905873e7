import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { CliError } from '../../src/errors.ts'
import { listenOnLoopback } from '../../src/net/loopback.ts'

describe('a port of loopback that another program uses', () => {
  it.each([
    ['127.0.0.1', 'IPv4'],
    ['::1', 'IPv6'],
  ])('on %s is refused, or replaced by a free port on both addresses', async (host, family) => {
    const other = createServer().listen(0, host)
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const refused = { v4: createServer(), v6: createServer() }
    await expect(listenOnLoopback(port, refused)).rejects.toMatchObject({
      code: 'port_in_use',
      details: { port, family },
    })
    expect([refused.v4.listening, refused.v6.listening]).toEqual([false, false])
    const servers = { v4: createServer(), v6: createServer() }
    const chosen = await listenOnLoopback(port, servers, true)
    expect(chosen).not.toBe(port)
    const addresses = Object.values(servers).map((server) => server.address())
    expect(addresses).toEqual([
      expect.objectContaining({ address: '127.0.0.1', port: chosen }),
      expect.objectContaining({ address: '::1', port: chosen }),
    ])
    for (const server of [other, ...Object.values(servers)]) server.close()
  })

  it('is refused with the next port that is free, past those that are in use, too', async () => {
    const [first, second, third] = [0, 1, 2].map(() => ({ v4: createServer(), v6: createServer() }))
    const port = await listenOnLoopback(0, first as never)
    // When another program has the next port, it is in use, too.
    await listenOnLoopback(port + 1, second as never).catch(() => {})
    const error = (await listenOnLoopback(port, third as never).catch((thrown: unknown) => thrown)) as CliError
    const free = Number(error.details['freePort'])
    expect(free).toBeGreaterThan(port + 1)
    expect(error.hint).toContain(`--port ${free}`)
    for (const { v4, v6 } of [first, second] as { v4: Server; v6: Server }[]) for (const one of [v4, v6]) one.close()
  })
})

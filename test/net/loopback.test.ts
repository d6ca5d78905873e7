import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
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
})

import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { openTunnel } from '../../src/proxy/upstream.ts'

describe('openTunnel', () => {
  it('limits the time to open a connection, but not how long the connection stays open', async () => {
    const echo = createServer((socket) => void socket.pipe(socket)).listen(0, '127.0.0.1')
    await once(echo, 'listening')
    const { port } = echo.address() as { port: number }
    const patience = 200
    const socket = await openTunnel(
      { hostname: '127.0.0.1', port },
      { https: undefined, http: undefined, none: undefined },
      { patience },
    )
    await once(AbortSignal.timeout(patience + 50), 'abort')
    socket.write('still open')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString('utf8')).toBe('still open')
    socket.destroy()
    echo.close()
  })
})

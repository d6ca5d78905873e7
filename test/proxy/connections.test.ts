import { once } from 'node:events'
import { Duplex, PassThrough } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { createConnections } from '../../src/proxy/connections.ts'

/** A client that takes each part of an answer only when `take` is called. */
function slowClient() {
  const taken: string[] = []
  const waiting: (() => void)[] = []
  const stream = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      taken.push(chunk.toString())
      waiting.push(done)
    },
  })
  return { stream, taken, take: () => waiting.shift()?.() }
}

describe('two joined connections', () => {
  it('give the client everything that the target sent before the target failed', async () => {
    const client = slowClient()
    const target = new PassThrough()
    createConnections().join(client.stream, target)
    for (const part of ['one', 'two', 'three']) target.push(part)
    await expect.poll(() => target.readableLength).toBe(0)
    const closed = new Promise((resolve) => void target.once('close', resolve))
    target.destroy(new Error('reset'))
    await closed
    const finished = once(client.stream, 'finish')
    for (let part = 0; part < 3; part += 1) {
      await expect.poll(() => client.taken.length).toBe(part + 1)
      client.take()
    }
    await finished
    expect(client.taken).toEqual(['one', 'two', 'three'])
  })

  it('are closed two seconds after the target has closed, when the client does not read the answer', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const client = slowClient()
    const target = new PassThrough()
    createConnections().join(client.stream, target)
    target.push('one')
    await expect.poll(() => client.taken).toEqual(['one'])
    target.destroy()
    await once(target, 'close')
    expect(client.stream.destroyed).toBe(false)
    vi.advanceTimersByTime(2000)
    expect(client.stream.destroyed).toBe(true)
    vi.useRealTimers()
  })

  it('close the connection to the target when the client closes', async () => {
    const client = new PassThrough()
    const target = new PassThrough()
    createConnections().join(client, target)
    client.destroy()
    await once(target, 'close')
    expect(target.destroyed).toBe(true)
  })
})

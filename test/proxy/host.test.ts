import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createProxyHost, type ProxyHost } from '../../src/proxy/host.ts'

const simulator = { hostname: 'localhost', port: 1 }
const plain = { offline: false, proxies: { https: undefined, http: undefined, none: undefined } }
const hour = 3_600_000

let host: ProxyHost | undefined
afterEach(async () => await host?.close())

/** Whether something listens at the port of an address. */
async function listens(url: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

describe('the proxies of one simulator', () => {
  it('get new certificates when the last certificates expire within twelve hours, and the earlier proxy stays open', async () => {
    let now = Date.now()
    host = createProxyHost({ within: undefined, now: () => now, warn: () => {} })
    const first = await host.open(simulator, plain)
    now += 11 * hour
    expect(await host.open(simulator, plain)).toEqual(first)
    now += 2 * hour
    const second = await host.open(simulator, plain)
    expect(second.certificate).not.toBe(first.certificate)
    expect([first.expires, second.expires]).toEqual([now + 11 * hour, now + 24 * hour])
    expect(await listens(first.url)).toBe(true)
  })

  it('are shared by programs that request a proxy at the same time, and close with the simulator', async () => {
    host = createProxyHost({ within: undefined, now: Date.now, warn: () => {} })
    const [first, second, offline] = await Promise.all([
      host.open(simulator, plain),
      host.open(simulator, plain),
      host.open(simulator, { ...plain, offline: true }),
    ])
    expect(second).toEqual(first)
    expect(offline.url).not.toBe(first.url)
    expect(offline.certificate).toBe(first.certificate)
    expect(existsSync(first.folder)).toBe(true)
    await host.close()
    expect([await listens(first.url), await listens(offline.url), existsSync(first.folder)]).toEqual([
      false,
      false,
      false,
    ])
  })
})

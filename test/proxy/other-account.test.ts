import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { userInfo } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthority } from '../../src/proxy/authority.ts'
import { type RunningProxy, startProxy } from '../../src/proxy/server.ts'
import type { ProxyEvent } from '../../src/proxy/types.ts'

/** The account `nobody`. Only root can start a program under another account. */
const nobody = 65_534
const isRoot = process.platform === 'linux' && userInfo().uid === 0
if (!isRoot) console.log('Skipped: only root on Linux can start a program under another account')

/** A Node.js program that connects to a port of 127.0.0.1, sends a text, and prints the answer. */
const asking = `
const [port, text] = process.argv.slice(1)
const socket = require('node:net').connect(Number(port), '127.0.0.1', () => socket.write(text))
socket.on('error', () => {}).pipe(process.stdout)`

/** A Node.js program that sends a text, closes the connection at once, and exits. */
const leaving = `
const [port, text] = process.argv.slice(1)
const socket = require('node:net').connect(Number(port), '127.0.0.1', () => socket.end(text, () => socket.destroy()))`

const as = (account: number | undefined) => ({
  cwd: '/',
  env: {},
  ...(account !== undefined && { uid: account, gid: account }),
})

async function send(port: number, text: string, account?: number): Promise<string> {
  const child = spawn(process.execPath, ['-e', asking, String(port), text], {
    ...as(account),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let answer = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    answer += chunk
  })
  await once(child, 'close')
  return answer
}

describe.runIf(isRoot)('the proxy of sim run, for a program of another account', () => {
  const events: ProxyEvent[] = []
  const paths: string[] = []
  const target = createServer(({ url = '' }, response) => {
    paths.push(url)
    response.end('reached')
  })
  let proxy: RunningProxy
  let targetPort = 0
  beforeAll(async () => {
    target.listen(0, '127.0.0.1')
    await once(target, 'listening')
    targetPort = (target.address() as AddressInfo).port
    proxy = await startProxy({
      simulator: { hostname: '127.0.0.1', port: targetPort },
      authority: await createAuthority(Date.now()),
      openPort: true,
      onEvent: (event) => events.push(event),
    })
  })
  afterAll(async () => {
    await proxy.close()
    target.close()
  })
  const get = (path: string) =>
    `GET http://127.0.0.1:${targetPort}${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`
  const port = () => Number(new URL(proxy.url).port)

  it.each([
    ['CONNECT', 'CONNECT slack.com:443 HTTP/1.1\r\nHost: slack.com\r\n\r\n'],
    ['a plain request', 'GET http://slack.com/api/api.test HTTP/1.1\r\nHost: slack.com\r\nConnection: close\r\n\r\n'],
  ])('answers 407 to %s on both ports', async (_what, text) => {
    for (const one of [port(), proxy.openPort ?? 0]) expect(await send(one, text, nobody)).toMatch(/^HTTP\/1\.1 407 /)
    expect(paths).toEqual([])
  })

  it('accepts a request from a program of its own account on the port that needs no credentials', async () => {
    expect(await send(proxy.openPort ?? 0, get('/own'))).toMatch(/^HTTP\/1\.1 200 [\s\S]*reached/)
    expect(paths).toContain('/own')
  })

  it('refuses a request when the sender has closed the connection, because Linux then reports the account root', async () => {
    const before = events.length
    // The proxy is in this process, so it sees the connection only after the program has exited.
    const { status } = spawnSync(process.execPath, ['-e', leaving, String(proxy.openPort), get('/blind')], as(nobody))
    expect(status).toBe(0)
    await expect.poll(() => events.length).toBeGreaterThan(before)
    expect(events.at(-1)).toEqual({ what: 'unauthorized', host: '127.0.0.1' })
    expect(paths).not.toContain('/blind')
  })
})

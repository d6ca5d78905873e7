import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { networkError } from '../../../src/slack/client/network-error.ts'
import { createMachine } from '../../support/cli.ts'
import { createPlace, freePort } from '../../support/program.ts'
import { http, startRaw } from '../../support/raw.ts'

const environment = (apiUrl: string) => ({ SLACK_BOT_TOKEN: 'xoxb-sim-network', SLACK_API_URL: apiUrl })
const writing = ['call', 'chat.postMessage', 'channel=C0', 'text=hi']

describe('a call without a connection (fault R10)', () => {
  it.each([
    ['slack.com', false],
    ['files.slack.com:443', false],
    ['slack.example:8443', true],
  ])('to %s names --api-url in its hint: %s', (host, named) => {
    for (const code of ['ENOTFOUND', 'ERR_TLS_CERT_ALTNAME_INVALID', 'HPE_INVALID_CONSTANT']) {
      const { hint } = networkError(Object.assign(new Error(code), { code }), { host, timeout: 1000 })
      expect([hint?.includes('--api-url'), hint?.includes('HTTPS_PROXY')]).toEqual([named, true])
    }
  })

  it('is tried a second time after a refused connection, then fails', async () => {
    using machine = createMachine(environment(`http://127.0.0.1:${await freePort()}/api/`))
    const { code, stderr } = await machine.run(writing)
    expect(code).toBe(1)
    expect(stderr.match(/nothing listens there/g)).toHaveLength(2)
    expect(stderr).toMatch(/; once more\n[\s\S]*✗ 127\.0\.0\.1:\d+: nothing listens there\n/)
    expect(stderr).not.toMatch(/may have carried it out/)
  })

  it('fails for an unknown host', async () => {
    using machine = createMachine(environment('https://no-such-host.invalid/api/'))
    const { code, json } = await machine.run(['call', 'auth.test', '--json'])
    expect([code, json]).toMatchObject([
      1,
      {
        ok: false,
        error: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) as string,
        hint: expect.stringMatching(/network/) as string,
      },
    ])
  })

  it.each([
    ['SSH-2.0-OpenSSH_9.6\r\n', /does not speak HTTP|the connection failed/],
    [`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, /headers of the answer were too long/],
  ])('fails when the server is not the Web API: %j', async (answer, said) => {
    await using server = await startRaw((socket) => socket.write(answer))
    using machine = createMachine(environment(server.apiUrl))
    const { code, stderr } = await machine.run(['call', 'auth.test'])
    expect(code, stderr).toBe(1)
    expect(stderr).toMatch(said)
  })

  it('fails for an https URL when the server has no TLS', async () => {
    await using server = await startRaw((socket) => socket.write(http(200, '{}')))
    using machine = createMachine(environment(server.apiUrl.replace('http:', 'https:')))
    // The server reads the first TLS message and does not answer.
    const { code, stderr } = await machine.run([...writing, '--http-timeout', '0.4'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/no answer within 0\.4 s/)
  })

  it.each([
    ['--http-timeout', null, 1],
    ['Ctrl-C', 'SIGINT', 130],
  ] as const)('ends a TLS handshake that never finishes, after %s', async (_what, signal, code) => {
    using place = createPlace()
    await using server = await startRaw(() => {})
    const env = environment(server.apiUrl.replace('http:', 'https:'))
    const { child, ended } = place.start(['call', 'auth.test', '--http-timeout', signal ? '60' : '0.5'], env)
    await server.connected
    const began = Date.now()
    if (signal) child.kill(signal)
    expect(await ended).toBe(code)
    expect(Date.now() - began).toBeLessThan(8000)
  })

  it.each([
    ['ECONNREFUSED', /nothing listens/, false],
    ['EAI_AGAIN', /DNS does not answer now/, false],
    ['ENETUNREACH', /network is not reachable/, false],
    ['UND_ERR_CONNECT_TIMEOUT', /connecting took too long/, false],
    ['CERT_HAS_EXPIRED', /certificate has expired/, false],
    ['CERT_NOT_YET_VALID', /certificate is not valid yet/, false],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /self-signed/, false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /for another name/, false],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /does not speak TLS/, false],
    ['ECONNRESET', /connection was cut/, true],
    ['UND_ERR_SOCKET', /cut before the answer was complete/, true],
    ['SOMETHING_NEW', /the connection failed \(SOMETHING_NEW\)/, true],
  ])(
    'names the host for the error %s, and warns that Slack may have carried out the call when this is possible',
    (code, said, doubt) => {
      const cause = Object.assign(new Error('inner words with a secret'), { code })
      const error = networkError(new Error('outer', { cause }), { host: 'slack.com', timeout: 1000, writes: true })
      expect(error).toMatchObject({ failure: 'failed', code, message: expect.stringMatching(said) as string })
      expect(error.message).toMatch(/^slack\.com: /)
      expect(error.message).not.toMatch(/secret/)
      expect(/may have carried it out/.test(error.message)).toBe(doubt)
      expect(error.hint).toBeTruthy()
    },
  )
})

describe('a call through a proxy (fault R24)', () => {
  async function refusing(status: number) {
    const proxy = createServer().on('connect', (_request, socket) => {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, close: () => proxy.close() }
  }

  it.each([
    [407, /the proxy refused to connect \(407\)[\s\S]*needs a login/],
    [403, /the proxy refused to connect \(403\)/],
  ])('fails when the proxy answers %i', async (status, said) => {
    const { url, close } = await refusing(status)
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-sim-proxied', HTTPS_PROXY: url })
    const { code, stderr } = await machine.run(['call', 'chat.postMessage', 'channel=C0'])
    close()
    expect(code).toBe(1)
    expect(stderr).toMatch(said)
    expect(stderr).not.toMatch(/may have carried it out/)
  })

  it.each([['nonsense'], ['socks5://u:canary@localhost:1']])(
    'exits with 2 for a proxy that is not an http URL: %s',
    async (proxy) => {
      using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-sim-proxied', HTTPS_PROXY: proxy })
      const { code, stderr } = await machine.run(['call', 'auth.test'])
      expect(code).toBe(2)
      expect(stderr).toMatch(/HTTPS_PROXY is not an http or https URL/)
      expect(stderr).not.toMatch(/canary/)
    },
  )
})

import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { createPlace } from '../../support/program.ts'
import { startProxiedSlack } from '../../support/proxy.ts'
import { http, startRaw } from '../../support/raw.ts'
import { startWeb } from '../../support/web.ts'

const canary = ['xoxb', 'sim', 'canary-5afe'].join('-')
const fine = http(200, '{"ok":true}')

describe('the token of a call', () => {
  it('is sent only in a header, and only to the API URL (threat H1)', async () => {
    await using web = await startWeb((_request, response) => response.end('{"ok":true}'))
    using machine = createMachine({ SLACK_BOT_TOKEN: canary, SLACK_API_URL: `${web.url}/api/` })
    for (const more of [[], ['-X', 'GET'], ['blocks:=[1]']]) {
      expect((await machine.run(['call', 'chat.postMessage', 'channel=C0', ...more])).code).toBe(0)
    }
    expect(web.arrived.map(({ verb, path }) => `${verb} ${path}`)).toEqual([
      'POST /api/chat.postMessage',
      'GET /api/chat.postMessage?channel=C0',
      'POST /api/chat.postMessage',
    ])
    for (const { headers, path, body } of web.arrived) {
      expect(headers.authorization).toBe(`Bearer ${canary}`)
      expect(path + body).not.toContain(canary)
    }
  })

  it('is not sent to the target of a redirect (threat H3)', async () => {
    await using other = await startRaw((socket) => socket.write(fine))
    const away = { location: `${other.apiUrl}auth.test?code=secret-in-a-query` }
    for (const status of [301, 302, 307, 308]) {
      await using server = await startRaw((socket) => socket.write(http(status, '{"ok":true}', away)))
      using machine = createMachine({ SLACK_BOT_TOKEN: canary, SLACK_API_URL: server.apiUrl })
      const { code, stdout, stderr } = await machine.run(['call', 'auth.test', '--verbose'])
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(new RegExp(`${status} with a redirect to 127\\.0\\.0\\.1:\\d+, which is never followed`))
      expect(stderr).toMatch(/login page/)
      expect(stderr).not.toContain('secret-in-a-query')
    }
    expect(other.arrived).toEqual([])
  })

  it.each([
    ['Authorization: Bearer x'],
    ['cookie: d=1'],
    ['Host: evil.example'],
    [`X-Note: ${canary}`],
    ['X-Note: a\r\nAuthorization: b'],
    ['X-Note: a\nb'],
    ['no colon'],
    ['X Note: a'],
  ])('is not changed by -H %j: the header is refused and not printed (threat H5)', async (line) => {
    await using server = await startRaw((socket) => socket.write(fine))
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-sim-headers', SLACK_API_URL: server.apiUrl })
    const { code, stdout, stderr } = await machine.run(['call', 'auth.test', '-H', line])
    expect([code, stdout, server.arrived]).toEqual([2, '', []])
    expect(stderr).not.toMatch(/canary|d=1|evil/)
  })

  it.each([[`${canary}\r\nX-More: 1`], [`${canary}\u0000`], [`${canary} é`], [`"${canary} "`]])(
    'is refused and not sent when it is %j (threat H5)',
    async (token) => {
      await using server = await startRaw((socket) => socket.write(fine))
      using machine = createMachine({ SLACK_BOT_TOKEN: token, SLACK_API_URL: server.apiUrl })
      const { code, stderr } = await machine.run(['call', 'auth.test'])
      expect([code, server.arrived]).toEqual([4, []])
      expect(stderr).not.toContain('canary')
    },
  )

  it('is sent together with the headers that -H adds (threat H5)', async () => {
    await using server = await startRaw((socket) => socket.write(fine))
    using machine = createMachine({ SLACK_BOT_TOKEN: canary, SLACK_API_URL: server.apiUrl })
    expect((await machine.run(['call', 'auth.test', '-H', 'Accept-Language: de', '-H', 'X-Two: 2'])).code).toBe(0)
    expect(server.arrived[0]).toMatch(/accept-language: de\r\n[\s\S]*x-two: 2\r\n/i)
  })
})

describe('an answer without an end (threat H6)', () => {
  it('is aborted after --http-timeout when its bytes arrive slowly', async () => {
    await using server = await startRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10000\r\n\r\n')
      const timer = setInterval(() => socket.write(' '), 40)
      socket.on('close', () => clearInterval(timer))
    })
    using machine = createMachine({ SLACK_BOT_TOKEN: canary, SLACK_API_URL: server.apiUrl })
    const started = Date.now()
    const { code, stderr } = await machine.run(['call', 'auth.test', '--http-timeout', '0.5'])
    expect([code, Date.now() - started < 10_000]).toEqual([1, true])
    expect(stderr).toMatch(/no answer within 0\.5 s/)
  })

  it('is read up to 16 MiB, and the request does not ask for compression', async () => {
    let taken = 0
    await using server = await startRaw((socket) => {
      socket.on('close', () => {
        taken = socket.bytesWritten
      })
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
      const block = `100000\r\n${' '.repeat(0x100000)}\r\n`
      const more = () => {
        while (!socket.destroyed && socket.write(block)) {}
      }
      socket.on('drain', more)
      more()
    })
    using machine = createMachine({ SLACK_BOT_TOKEN: canary, SLACK_API_URL: server.apiUrl })
    const { code, stderr } = await machine.run(['call', 'users.list'])
    expect([code, server.arrived.length]).toEqual([1, 1])
    await expect.poll(() => taken).toBeGreaterThan(16 * 2 ** 20)
    expect(taken).toBeLessThan(40 * 2 ** 20)
    expect(stderr).toMatch(/larger than 16 MiB[\s\S]*--paginate/)
    expect(server.arrived[0]).not.toMatch(/accept-encoding/i)
  })
})

describe('an untrusted certificate (threat H4)', () => {
  it('is refused when it is self-signed, even with NODE_TLS_REJECT_UNAUTHORIZED=0', async () => {
    using place = createPlace()
    await using slack = await startProxiedSlack('slack.invalid', place.directory)
    const { ended, stderr } = place.start(['call', 'api.test', '--api-url', 'https://slack.invalid/api/'], {
      SLACK_BOT_TOKEN: canary,
      HTTPS_PROXY: slack.proxy,
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    })
    expect(await ended).toBe(1)
    expect(stderr()).toMatch(/its certificate is self-signed[\s\S]*NODE_EXTRA_CA_CERTS/)
    expect(slack.tunnels.length).toBeGreaterThan(0)
  })
})

describe('the output of call', () => {
  it('contains no secret from an answer, an error or --verbose (threats S2, S3, S4)', async () => {
    const secret = ['xoxp', '1', 'sim-canary-0ff1ce'].join('-')
    const body = JSON.stringify({ ok: false, error: 'invalid_auth', echoed: secret, refresh_token: `${secret}-r` })
    for (const answer of [http(200, body), http(500, `oops ${secret}`), http(200, `{"ok":true,"a":"${secret}`)]) {
      await using server = await startRaw((socket) => socket.write(answer))
      using machine = createMachine({ SLACK_BOT_TOKEN: canary, SLACK_API_URL: server.apiUrl })
      for (const flags of [[], ['--json'], ['--verbose'], ['-i']]) {
        const { stdout, stderr } = await machine.run(['call', 'auth.test', ...flags])
        expect(stdout + stderr, flags.join()).not.toMatch(/canary/)
      }
    }
  })

  it('with `--verbose`, shows the method and the names of the arguments, but not the values (threat S3)', async () => {
    await using server = await startRaw((socket) =>
      socket.write(http(200, '{"ok":true}', { 'x-slack-req-id': 'req-7', 'set-cookie': 'd=secret-session' })),
    )
    using machine = createMachine({ SLACK_BOT_TOKEN: canary, SLACK_API_URL: server.apiUrl })
    const { stderr } = await machine.run(['call', 'chat.postMessage', 'channel=C0', 'text=private', '--verbose'])
    expect(stderr).toMatch(
      /→ POST http:\S+\/api\/chat\.postMessage\n +authorization: Bearer xoxb-…5afe\n +form: channel, text/,
    )
    expect(stderr).toMatch(/← 200 in \d+ ms, application\/json, 11 bytes\n +x-slack-req-id: req-7\n +\{"ok":true\}/)
    expect(stderr).not.toMatch(/private|secret-session/)
  })

  it('contains no control character, whatever Slack answers (threat S7)', async () => {
    const nasty = 'a\u001b]52;c;x\u0007\u009b31m\u202eb'
    const answer = http(200, JSON.stringify({ ok: false, error: nasty, warning: nasty, name: nasty }))
    await using server = await startRaw((socket) => socket.write(answer))
    using machine = createMachine({
      SLACK_BOT_TOKEN: canary,
      SLACK_USER_TOKEN: canary.replace('xoxb', 'xoxp'),
      SLACK_API_URL: server.apiUrl,
    })
    for (const flags of [[], ['--json'], ['--verbose'], ['-i'], ['--as', 'both'], ['--paginate']]) {
      const { stdout, stderr } = await machine.run(['call', 'auth.test', ...flags])
      expect(stdout + stderr, flags.join()).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/)
    }
  })

  it('contains no secret with NODE_DEBUG, and the process leaves no secret in its environment (threat S5)', async () => {
    using place = createPlace()
    await using server = await startRaw((socket) => socket.write(fine))
    const tell = "process.on('exit', () => console.error('LEFT ' + JSON.stringify(process.env)))"
    const { ended, stderr } = place.start(['call', 'auth.test'], {
      SLACK_BOT_TOKEN: canary,
      SLACK_API_URL: server.apiUrl,
      NODE_DEBUG: 'http,https,net,tls,undici,fetch',
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(tell)}`,
    })
    expect(await ended, stderr()).toBe(0)
    expect(stderr()).toMatch(/LEFT /)
    expect(stderr()).not.toContain(canary)
  })
})

describe('an argument name such as __proto__ (threat H7)', () => {
  it('is sent like any other argument', async () => {
    await using web = await startWeb((_request, response) =>
      response.end('{"ok":true,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    )
    using machine = createMachine({ SLACK_BOT_TOKEN: canary, SLACK_API_URL: `${web.url}/api/` })
    const { code, stdout } = await machine.run(['call', 'api.test', '__proto__=1', 'constructor=2'])
    expect([code, web.arrived[0]?.body]).toEqual([0, '__proto__=1&constructor=2'])
    expect(stdout).toContain('"__proto__":{"polluted":1}')
    await machine.run(['call', 'api.test', '--input', '-'], { input: '{"__proto__":{"polluted":1},"a":[1]}' })
    expect(web.arrived[1]?.body).toBe('{"__proto__":{"polluted":1},"a":[1]}')
    await machine.run(['call', 'api.test', '--paginate', '--as-bot'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

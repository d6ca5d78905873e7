import { describe, expect, it } from 'vitest'
import { onlyReads } from '../src/slack/methods.ts'
import { createMachine } from './support/cli.ts'
import { stageFault } from './support/stage.ts'

async function installed(argv: string[] = []) {
  const machine = createMachine()
  const { code, stderr } = await machine.run(['login', '--sim', '--approve', '--port', '0', ...argv])
  expect(code, stderr).toBe(0)
  return machine
}

describe('whoami', () => {
  it('says who each token acts as, with its scopes from the header', async () => {
    using machine = await installed()
    const { code, json } = await machine.run(['whoami', '--json'])
    expect(code).toBe(0)
    expect(json).toMatchObject([
      {
        identity: 'bot',
        user: 'sim-app',
        team: 'Sandbox Inc',
        scopes: ['chat:write', 'channels:read', 'users:read', 'incoming-webhook'],
      },
      { identity: 'user', user: 'dana', scopes: ['chat:write', 'search:read'] },
    ])
    const user = await machine.run(['whoami', '--as-user'])
    expect(user.stdout).toMatch(/^user +@dana \(U0SIMDANA\) +in Sandbox Inc/)
  })

  it('a revoked token: exit 4, and the next command', async () => {
    using machine = await installed()
    expect((await machine.run(['call', 'auth.revoke', '--as', 'user'])).json).toMatchObject({ ok: true, revoked: true })
    const { code, stderr } = await machine.run(['whoami', '--as', 'user'])
    expect(code).toBe(4)
    expect(stderr).toMatch(/token_revoked/)
    expect(stderr).toMatch(/slack-tokens login/)
  })
})

describe('post', () => {
  it('without arguments writes to the installing person, as the bot', async () => {
    using machine = await installed()
    const { code, stdout, stderr } = await machine.run(['post', '--as', 'bot'])
    expect(code, stderr).toBe(0)
    expect(stderr).toMatch(/^→ Sandbox Inc \(T0SIM0001\) as @sim-app \(the app\), to @dana directly\n$/)
    expect(stdout).toMatch(
      /^posted as @sim-app \(the app\) {2}@dana directly \(D\w+\) {2}\d+\.\d{6}\n {2}http:\/\/localhost:\d+\/archives\/D\w+\/p\d{16}\n$/,
    )
  })

  it('the author is who the token acts as', async () => {
    using machine = await installed(['--scopes', 'chat:write,channels:history', '--user-scopes', 'chat:write'])
    await machine.run(['post', '#general', 'from the bot'])
    await machine.run(['post', '#general', '-', '--as', 'user'], { input: 'from the person\n' })
    const { json } = await machine.run(['call', 'conversations.history', 'channel=C0SIMGENL', 'limit=2'])
    expect(json).toMatchObject({
      messages: [
        { text: 'from the person', user: 'U0SIMDANA' },
        { text: 'from the bot', bot_id: expect.stringMatching(/^B/) as string },
      ],
    })
  })

  it('falls back to the webhook’s channel, and says why, where the messages tab is off', async () => {
    using machine = await installed()
    stageFault(machine.directory, { on: 'chat.postMessage', what: 'messages_tab_disabled', times: 1, after: 0 })
    const { code, stdout, stderr } = await machine.run(['post'])
    expect(code, stderr).toBe(0)
    expect(stderr).toMatch(/messages tab is off.*#general/)
    expect(stdout).toMatch(/#general \(C0SIMGENL\)/)
  })

  it('a channel the bot is not in: exit 3, with Slack’s own word', async () => {
    using machine = await installed()
    const { code, stdout, stderr } = await machine.run(['post', '#random', 'hello'])
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(/not_in_channel/)
  })

  it('a channel without a text: exit 2', async () => {
    using machine = await installed()
    expect((await machine.run(['post', '#general'])).code).toBe(2)
  })

  it('--json failure is one object on stdout', async () => {
    using machine = await installed()
    const { code, json } = await machine.run(['post', '#nowhere', 'hello', '--json'])
    expect(code).toBe(3)
    expect(json).toMatchObject({ ok: false, error: 'channel_not_found', hint: expect.any(String) as string })
  })
})

describe('call', () => {
  it('prints Slack’s own body', async () => {
    using machine = await installed()
    const { code, json } = await machine.run(['call', 'api.test', 'a=1', 'b=two=2'])
    expect([code, json]).toMatchObject([0, { ok: true, args: { a: '1', b: 'two=2' } }])
  })

  it('a method that does not take the token is refused before sending: exit 5', async () => {
    using machine = await installed()
    const { code, stdout, stderr } = await machine.run(['call', 'search.messages', 'query=x', '--as', 'bot'])
    expect([code, stdout]).toEqual([5, ''])
    expect(stderr).toMatch(/Not sent: search.messages takes no bot token, only a user token with search:read/)
    expect(stderr).toMatch(/--as user/)
    const log = (await machine.run(['sim', 'log', '--json'])).json as { what: string }[]
    expect(log.filter(({ what }) => what === 'search.messages')).toEqual([])
  })

  it('--force lets Slack say so, with the same exit code', async () => {
    using machine = await installed()
    const { code, json } = await machine.run(['call', 'search.messages', 'query=x', '--as', 'bot', '--force'])
    expect([code, json]).toMatchObject([5, { ok: false, error: 'not_allowed_token_type' }])
  })

  it('a missing scope: exit 5 with needed and provided', async () => {
    using machine = await installed(['--scopes', 'chat:write'])
    const { code, stderr } = await machine.run(['call', 'users.list'])
    expect(code).toBe(5)
    expect(stderr).toMatch(/missing_scope.*Needed: users:read\. Provided: chat:write/)
  })

  it('ok: false is exit 3, and the body stays the only thing on stdout', async () => {
    using machine = await installed()
    const { code, json } = await machine.run(['call', 'api.test', 'error=my_error', '--json'])
    expect([code, json]).toMatchObject([3, { ok: false, error: 'my_error' }])
  })

  it.each([
    ['https://evil.example/api'],
    ['//evil.example/x'],
    ['../admin'],
    ['chat.postMessage/../x'],
    ['chat'],
    ['chat..x'],
  ])('H1 %s is no method: exit 2', async (method) => {
    using machine = await installed()
    const { code, stdout } = await machine.run(['call', method])
    expect([code, stdout]).toEqual([2, ''])
  })

  it('S1 a token as an argument is refused without being repeated', async () => {
    using machine = await installed()
    const { code, stderr } = await machine.run(['call', 'auth.test', `token=xoxb-sim-${'9'.repeat(14)}`])
    expect(code).toBe(2)
    expect(stderr).not.toContain('999')
  })

  it('a method newer than the table is sent with a warning', async () => {
    using machine = await installed()
    const { code, stderr, json } = await machine.run(['call', 'chat.postMesage'])
    expect(stderr).toMatch(/chat\.postMessage/)
    expect([code, json]).toMatchObject([3, { error: 'unknown_method' }])
  })
})

describe('before a write', () => {
  it('says where and as whom, for any method that changes something', async () => {
    using machine = await installed()
    const join = await machine.run(['call', 'conversations.open', 'users=U0SIMLEE', '--force'])
    expect(join.stderr).toMatch(/^→ Sandbox Inc \(T0SIM0001\) as @sim-app \(the app\), conversations\.open\n/)
    expect((await machine.run(['call', 'conversations.list'])).stderr).toBe('')
  })

  it.each([
    ['auth.test', true],
    ['conversations.history', true],
    ['search.messages', true],
    ['users.lookupByEmail', true],
    ['chat.postMessage', false],
    ['auth.revoke', false],
    ['users.deletePhoto', false],
    ['files.getUploadURLExternal', false],
    ['conversations.requestSharedInvite.list', true],
    ['some.method.list', false],
  ])('%s only reads: %s', (method, reads) => expect(onlyReads(method)).toBe(reads))
})

describe('which token is used', () => {
  it('an exported token never wins over a simulated installation', async () => {
    using machine = await installed()
    const { stdout } = await machine.run(['token'], {
      env: { HOME: '/', SLACK_TOKENS_CONFIG_DIR: machine.directory, SLACK_BOT_TOKEN: 'xoxb-exported' },
    })
    expect(stdout).toMatch(/^xoxb-sim-/)
  })

  it('an exported token is used where nothing is stored, and its source is named', async () => {
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported' })
    const { stdout, stderr } = await machine.run(['token'])
    expect(stdout).toBe('xoxb-exported\n')
    expect(stderr).toMatch(/from SLACK_BOT_TOKEN/)
  })

  it('SLACK_TOKEN counts for the identity its prefix names', async () => {
    using machine = createMachine({ SLACK_TOKEN: 'xoxp-exported' })
    expect((await machine.run(['token', '--as', 'user'])).stdout).toBe('xoxp-exported\n')
    expect((await machine.run(['token', '--as', 'bot'])).code).toBe(4)
  })

  it('H2 a stored token goes to its own API only', async () => {
    using machine = await installed()
    const { code, stderr } = await machine.run(['whoami', '--as', 'bot', '--api-url', 'https://slack.com/api/'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/belongs to http:\/\/localhost/)
    const ignored = await machine.run(['whoami', '--as', 'bot'], {
      env: { SLACK_TOKENS_CONFIG_DIR: machine.directory, SLACK_API_URL: 'https://example.com/api/' },
    })
    expect(ignored.code, ignored.stderr).toBe(0)
    expect(ignored.stderr).toMatch(/SLACK_API_URL is ignored/)
  })

  it.each([
    ['http://example.com/api/'],
    ['https://slack.com/'],
    ['ftp://localhost/api/'],
    ['https://u:p@slack.com/api/'],
    ['nonsense'],
  ])('H2 --api-url %s is refused', async (url) => {
    using machine = createMachine()
    expect((await machine.run(['whoami', '--api-url', url])).code).toBe(2)
  })
})

describe('list, use, show, token', () => {
  it('several installations: the active one is marked and can be changed', async () => {
    using machine = await installed(['--profile', 'first'])
    const unknown = await machine.run(['use', 'second'])
    expect(unknown.code).toBe(2)
    expect(unknown.stderr).toMatch(/There are: first/)
    const { json } = await machine.run(['list', '--json'])
    expect(json).toMatchObject([
      { name: 'first', active: true, simulator: true, bot: { userName: 'sim-app' }, webhooks: 1 },
    ])
    expect((await machine.run(['use', 'FIRST'])).stderr).toMatch(/“first” is active/)
  })

  it('show masks every secret, in the raw answer too, unless told', async () => {
    using machine = await installed()
    const token = (await machine.run(['token'])).stdout.trim()
    for (const argv of [['show'], ['show', '--json']]) {
      const { code, stdout } = await machine.run(argv)
      expect(code).toBe(0)
      expect(stdout).not.toContain(token)
      expect(stdout).toContain('xoxb-…')
    }
    expect((await machine.run(['show', '--json', '--show-secrets'])).json).toMatchObject({
      bot: { token },
      responses: [{ body: { access_token: token } }],
    })
  })

  it('nothing installed: exit 4 that names the way', async () => {
    using machine = createMachine()
    for (const argv of [['token'], ['whoami'], ['post'], ['call', 'auth.test'], ['show']]) {
      const { code, stderr } = await machine.run(argv)
      expect([argv, code]).toEqual([argv, 4])
      expect(stderr).toMatch(/slack-tokens login --sim/)
    }
    expect((await machine.run(['list'])).code).toBe(0)
  })
})

describe('sim and demo', () => {
  it('sim log shows what arrived, with no secret', async () => {
    using machine = await installed()
    const { json, stdout } = await machine.run(['sim', 'log', '--json'])
    expect((json as { what: string }[]).map(({ what }) => what)).toEqual(
      expect.arrayContaining(['authorize', 'oauth.v2.access', 'auth.test']),
    )
    expect(stdout).not.toMatch(/xox[bp]-sim|simulated-client-secret/)
  })

  it('sim reset ends the tokens', async () => {
    using machine = await installed()
    expect((await machine.run(['sim', 'reset'])).code).toBe(0)
    expect((await machine.run(['whoami', '--as', 'bot'])).code).toBe(4)
    expect((await machine.run(['login', '--sim', '--approve', '--port', '0'])).code).toBe(0)
    expect((await machine.run(['whoami', '--as', 'bot'])).code).toBe(0)
  })

  it('demo tells the story, can be repeated, and leaves an installation', async () => {
    using machine = createMachine()
    for (const _time of [1, 2]) {
      const { code, stderr } = await machine.run(['demo'])
      expect(code, stderr).toBe(0)
      expect(stderr).toMatch(/1\. The install/)
      expect(stderr).toMatch(/"access_token": "xoxb-….*← the bot token/)
      expect(stderr).toMatch(/"access_token": "xoxp-….*← the user token/)
      expect(stderr).toMatch(/not_allowed_token_type/)
      expect(stderr).not.toMatch(/xox[bp]-sim/)
    }
    expect((await machine.run(['post', '--as', 'bot'])).code).toBe(0)
  })
})

describe('help', () => {
  it.each([
    ['exit-codes', /130 +interrupted/],
    ['environment', /SLACK_BOT_TOKEN/],
    ['tokens', /authed_user/],
    ['login', /--approve/],
    ['api', /key=value/],
  ])('help %s', async (topic, said) => {
    using machine = createMachine()
    const { code, stdout } = await machine.run(['help', topic])
    expect(code).toBe(0)
    expect(stdout).toMatch(said)
  })

  it('help on nothing known: exit 2', async () => {
    using machine = createMachine()
    expect((await machine.run(['help', 'nonsense'])).code).toBe(2)
  })
})

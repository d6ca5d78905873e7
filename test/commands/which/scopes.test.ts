import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { grantedScopes } from '../../../src/commands/which/granted-scopes.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { approve, fewScopes } from '../../support/installed.ts'
import { sampleInstallation } from '../../support/sample.ts'

let machine: Machine

beforeAll(async () => {
  machine = createMachine()
  await machine.run([...approve, ...fewScopes])
})
afterAll(() => machine[Symbol.dispose]())

const scopes = async (...argv: string[]) => await machine.run(['scopes', ...argv])

describe('scopes, without arguments', () => {
  it('lists the scopes of each token, with the meaning of each scope', async () => {
    const { code, stdout } = await scopes()
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^“sandbox-inc” in Sandbox Inc \(T0SIM0001\)\n\nbot token {2}xoxb-….{4} {2}@sim-app {2}requested 4, granted 4\n/,
    )
    expect(stdout).toMatch(/^ {2}✓ channels:read +list public channels and their members$/m)
    expect(stdout).toMatch(/user token .* requested 2, granted 2\n/)
    expect(stdout).toMatch(/^ {2}✓ search:read .*not for the Marketplace\)$/m)
    expect((await scopes('--as', 'user')).stdout).not.toMatch(/bot token/)
  })

  it('lists with --user only the scopes of this person, and exits with 2 for an unknown person', async () => {
    using own = createMachine()
    const login = ['login', '--sim', '--approve', '--port', '0']
    const unknown = await own.run([...login, '--user', '@nobody'])
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringMatching(/People there: @dana, @lee/)])
    await own.run(login)
    expect((await own.run([...login, '--user', '@lee'])).stderr).toMatch(/by @lee/)
    expect((await own.run(['scopes'])).stdout).toMatch(/@lee[\s\S]*@dana/)
    const { stdout } = await own.run(['scopes', '--as', 'user', '--user', '@dana'])
    expect(stdout).toMatch(/user token .* @dana/)
    expect(stdout).not.toMatch(/@lee/)
    expect((await own.run(['scopes', '--user', '@nobody'])).code).toBe(2)
  })

  it('lists as extra a scope that is granted but that the last install did not request', async () => {
    using own = createMachine()
    const login = ['login', '--sim', '--approve', '--port', '0']
    await own.run([...login, '--scopes', 'chat:write,users:read', '--user-scopes', 'search:read'])
    await own.run([...login, '--scopes', 'chat:write', '--user-scopes', 'search:read'])
    const { json } = await own.run(['scopes', '--json'])
    expect(json).toMatchObject({
      name: 'sandbox-inc',
      tokens: [
        {
          identity: 'bot',
          asked: ['chat:write'],
          granted: ['chat:write', 'users:read'],
          extra: ['users:read'],
          missing: [],
        },
        { identity: 'user', extra: [], missing: [], login: null },
      ],
    })
    expect((await own.run(['scopes'])).stdout).toMatch(/^ {2}\+ users:read .*\(not requested this time\)$/m)
  })

  it('prints for a classic app that it requests both tokens in one list', async () => {
    using classic = createMachine()
    await classic.run(['login', '--sim', '--v1', '--scopes', 'bot', '--approve', '--port', '0'])
    const { stdout } = await classic.run(['scopes'])
    expect(stdout).toMatch(/A classic app requests both tokens in one list\./)
    expect(stdout).toMatch(/✓ bot +act as a bot user/)
  })

  it('returns the login command for a scope that was requested but not granted', () => {
    const sample = sampleInstallation('one')
    const bot = sample.bot && { ...sample.bot, asked: ['files:write', 'chat:write'], scopes: ['chat:write'] }
    expect(grantedScopes({ ...sample, bot }, ' --profile one')[0]).toMatchObject({
      granted: ['chat:write'],
      missing: ['files:write'],
      extra: [],
      login: 'slack-tokens login --sim --add-scope files:write --profile one',
    })
  })

  it('returns null for the scopes of a token that was stored without an install and without scopes', () => {
    const sample = sampleInstallation('one')
    const users = sample.users.map((user) => ({ ...user, scopes: [], asked: null }))
    const [token] = grantedScopes({ ...sample, flow: 'token', bot: null, users }, '')
    expect(token).toMatchObject({ identity: 'user', granted: null, missing: [], extra: [] })
  })

  it('exits with 4 when nothing is installed', async () => {
    using bare = createMachine()
    expect(await bare.run(['scopes'])).toMatchObject({
      code: 4,
      stderr: expect.stringMatching(/slack-tokens login/) as string,
    })
  })
})

describe('scopes NAME', () => {
  it.each([
    ['files:write', /held by +bot tokens \(--scopes\) and user tokens \(--user-scopes\)\n/],
    [
      'files:write',
      /user methods +7: files\.comments\.delete, [\s\S]*, …\n[\s\S]*which --scope files:write\n[\s\S]*yours +not granted\n/,
    ],
    [
      'search:read',
      /Marketplace +Slack turns down Marketplace apps that use it\n[\s\S]*yours +granted to the user token\n/,
    ],
    ['admin.users:read', /restricted +Enterprise organizations only/],
    ['bot', /classic +of classic apps \(login --v1\); today: chat:write, channels:read, users:read\n/],
    ['chat:write:user', /today: chat:write\n/],
    ['channels:write', /held by +user tokens[\s\S]*otherwise +channels:manage covers it for the other kind of token\n/],
    ['connections:write', /held by +no token of an install\n[\s\S]*other methods +1: apps\.connections\.open\n/],
    ['incoming-webhook', /methods +none requests it\n/],
    ['rtm:stream', /held by +it comes by itself with bot or client\n/],
  ])('prints the tokens and the methods of the scope %s', async (name, said) => {
    const { code, stdout } = await scopes(name)
    expect([code, stdout]).toEqual([0, expect.stringMatching(said)])
  })

  it('prints each of several scopes once when nothing is installed', async () => {
    using bare = createMachine()
    const { json } = await bare.run(['scopes', 'chat:write,users:read', 'users:read', 'openid', '--json'])
    expect(json).toMatchObject([
      { scope: 'chat:write', bot: true, user: true, classic: false, marketplace: true },
      { scope: 'users:read', methods: { bot: expect.arrayContaining(['users.list']) as string[] } },
      { scope: 'openid', bot: false, restricted: null },
    ])
  })

  it('exits with 2 (unknown_scope) for a misspelt scope, and suggests the nearest name', async () => {
    const { code, json, stderr } = await scopes('chat:wirte', '--json')
    expect([code, json]).toMatchObject([2, { error: 'unknown_scope', suggestions: ['chat:write'] }])
    expect(stderr).toMatch(/Perhaps: slack-tokens scopes chat:write/)
    expect((await scopes('qqqqqqqqqqqqqqqqqqqqqq')).stderr).toMatch(/slack-tokens which chat\.postMessage/)
  })

  it('exits with 2 when --needs is given too', async () => {
    expect((await scopes('chat:write', '--needs', 'auth.test')).code).toBe(2)
  })
})

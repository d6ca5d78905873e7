import { describe, expect, it } from 'vitest'
import { scopesNeeded, smallestList } from '../../../src/auth/scopes-needed.ts'
import { accessTo } from '../../../src/slack/facts/access.ts'
import { methods } from '../../../src/slack/facts/methods.ts'
import { createMachine } from '../../support/cli.ts'
import { assertProperty, fc } from '../../support/property.ts'

const names = (list: readonly { scope: string }[]) => list.map(({ scope }) => scope)

describe('scopes --needs', () => {
  it('prints login flags with which all the given methods can be called', async () => {
    using machine = createMachine()
    const wanted = 'chat.postMessage,search.messages,conversations.list,auth.test'
    const { json, stdout } = await machine.run(['scopes', '--needs', wanted, '--json'])
    expect(stdout).toMatch(/"flags":"--scopes channels:read,chat:write --user-scopes search:read"/)
    expect(json).toMatchObject({
      scopes: { bot: ['channels:read', 'chat:write'], user: ['search:read'] },
      noScope: [{ method: 'auth.test', identity: 'bot' }],
      impossible: [],
      missing: null,
    })
    const { flags } = json as { flags: string }
    await machine.run(['login', '--sim', '--approve', '--port', '0', ...flags.split(' ')])
    const calls = [
      ['chat.postMessage', 'channel=U0SIMDANA', 'text=x'],
      ['search.messages', 'query=x'],
      ['conversations.list'],
      ['auth.test'],
    ]
    for (const argv of calls) expect((await machine.run(['call', ...argv, '--as', 'auto'])).code, argv[0]).toBe(0)
    const again = await machine.run(['scopes', '--needs', wanted])
    expect(again.stdout).toMatch(/The active installation has all of them\./)
  })

  it('prints ✗ at each scope that the active installation lacks, and the command that requests these scopes', async () => {
    using machine = createMachine()
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
    const { stdout } = await machine.run(['scopes', '--needs', 'chat.postMessage files.list'])
    expect(stdout).toMatch(/^ {2}bot token {2}✓ chat:write +post messages +chat\.postMessage$/m)
    expect(stdout).toMatch(/^ {2}bot token {2}✗ files:read +read files .* +files\.list$/m)
    expect(stdout).toMatch(/lacks those with ✗:\n {2}slack-tokens login --sim --add-scope files:read\n/)
    expect(stdout).toMatch(
      /In a manifest, under oauth_config:\n {2}"scopes": \{"bot":\["chat:write","files:read"\]\}\n/,
    )
  })

  it.each([
    ['apps.connections.open', [], /cannot be called: it needs an app-level token with connections:write/],
    ['apps.manifest.create', [], /an app configuration token, which no install yields/],
    ['oauth.v2.access', [], /it accepts no token of an install/],
    ['search.messages', ['--as', 'bot'], /it accepts no bot token/],
    ['rtm.connect', [], /Slack’s reference does not say/],
  ])(
    'exits with 0 and prints why no scopes are enough for the method %s with the arguments %j',
    async (method, more, said) => {
      using machine = createMachine()
      const { code, stdout } = await machine.run(['scopes', '--needs', method, ...more])
      expect([code, stdout.replace(/\s+/g, ' ')]).toEqual([0, expect.stringMatching(said)])
    },
  )

  it('prints the scopes for the successor of a retired method, and names the successor', async () => {
    using machine = createMachine()
    const { code, stdout } = await machine.run(['scopes', '--needs', 'channels.list,channels.gone,files.upload'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/ {2}bot token {2}channels:read +.* conversations\.list\n/)
    expect(stdout).toMatch(/channels\.list is retired\. Instead: slack-tokens which conversations\.list\n/)
    expect(stdout).toMatch(/channels\.gone cannot be called: Slack has retired this method/)
    expect(stdout).toMatch(/files\.upload is retired\. Instead: slack-tokens which files\.getUploadURLExternal\n/)
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
    expect((await machine.run(['check', '--needs', 'channels.list'])).code).toBe(0)
  })

  it.each([
    [['--needs', 'chat.postMesage'], /Perhaps: slack-tokens which chat\.postMessage/],
    [['--needs', ','], /--needs has no methods/],
  ])('exits with 2 and names the mistake for the arguments %j', async (argv, said) => {
    using machine = createMachine()
    expect(await machine.run(['scopes', ...argv])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(said) as string,
    })
  })
})

describe('the smallest list of scopes', () => {
  it.each([
    [['conversations.list'], ['channels:read']],
    [
      ['conversations.history', 'conversations.list'],
      ['channels:history', 'channels:read'],
    ],
    // One scope serves both methods, although each method also accepts a narrower scope.
    [['conversations.open', 'conversations.archive'], ['channels:manage']],
    [['users.list', 'users.info', 'bots.info'], ['users:read']],
  ])('for the methods %j is %j', (wanted, list) => expect(names(scopesNeeded(wanted, 'bot').lists.bot)).toEqual(list))

  it('has a scope for each requested method, and no scope that could be left out', () => {
    const scope = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'.split('').map((letter) => `${letter}:read`))
    const wish = fc.record({
      method: fc.constantFrom('x.one', 'x.two'),
      anyOf: fc.uniqueArray(scope, { minLength: 1, maxLength: 4 }),
    })
    assertProperty(
      fc.property(fc.array(wish, { maxLength: 7 }), (wishes) => {
        const list = names(smallestList(wishes))
        const serves = (set: readonly string[]) => wishes.every(({ anyOf }) => anyOf.some((one) => set.includes(one)))
        expect(serves(list)).toBe(true)
        expect(names(smallestList(wishes))).toEqual(list)
        // With more than sixteen candidates the search does not try every list.
        const many = new Set(wishes.flatMap(({ anyOf }) => anyOf)).size > 16
        expect(many || list.every((one) => !serves(list.filter((other) => other !== one)))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('lets the bot token or the user token call each method that is possible with a token of an install', () => {
    const some = fc.uniqueArray(fc.constantFrom(...Object.keys(methods)), { maxLength: 12 })
    assertProperty(
      fc.property(some, (wanted) => {
        const { lists, impossible } = scopesNeeded(wanted, undefined)
        const possible = wanted.filter((method) => !impossible.some((one) => one.method === method))
        const may = (method: string) =>
          (['bot', 'user'] as const).some((kind) => accessTo(method, kind, names(lists[kind])).state === 'yes')
        expect(possible.filter((method) => !may(method))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

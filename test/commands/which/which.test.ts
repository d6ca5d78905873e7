import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMachine, type Machine } from '../../support/cli.ts'
import { approve, fewScopes } from '../../support/installed.ts'

let machine: Machine

beforeAll(async () => {
  machine = createMachine()
  await machine.run([...approve, ...fewScopes])
})
afterAll(() => machine[Symbol.dispose]())

const which = async (...argv: string[]) => await machine.run(['which', ...argv])

describe('which METHOD', () => {
  it('prints the tokens and the scopes that the method accepts, which of the scopes are granted, and the next command', async () => {
    const { code, stdout } = await which('conversations.list')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^conversations\.list\n {2}bot token {3}yes \(xoxb-\), with channels:read, groups:read/)
    expect(stdout).toMatch(/limit {7}Tier 2: at least 20 a minute\n/)
    expect(stdout).toMatch(/optional {4}cursor, exclude_archived, limit, team_id, types\n/)
    expect(stdout).toMatch(
      /Yours, “sandbox-inc” in Sandbox Inc \(T0SIM0001\):\n {2}✓ bot token +xoxb-….{4} +@sim-app +channels:read allows it\n/,
    )
    expect(stdout).toMatch(/ {2}✗ user token +xoxp-….{4} +@dana +lacks channels:read, or one of 3 others\n/)
    expect(stdout).toMatch(/Try it: +slack-tokens call conversations\.list --as bot\n/)
    expect(stdout).toMatch(/Request it: slack-tokens login --sim --add-user-scope channels:read\n/)
    expect(stdout).toMatch(
      /Slack’s reference of 2026-08-20: docs\.slack\.dev\/reference\/methods\/conversations\.list\n$/,
    )
  })

  it.each([
    'https://slack.com/api/chat.postMessage?pretty=1',
    '/api/chat.postMessage',
    'https://docs.slack.dev/reference/methods/chat.postMessage/',
  ])('finds the method in the URL %s', async (address) =>
    expect((await which(address, '--json')).json).toMatchObject({ method: 'chat.postMessage' }),
  )

  it('exits with 2 for a blank argument', async () =>
    expect(await which(' ')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^✗ Which method\?\n/) as unknown,
    }))

  it('prints a call that succeeds with the stored tokens, or a login that requests the missing scope', async () => {
    using own = createMachine()
    await own.run([...approve, ...fewScopes])
    const line = (text: string, label: string) =>
      new RegExp(`^${label} +slack-tokens (.+)$`, 'm').exec(text)?.[1]?.split(' ') ?? []
    const posts = line((await own.run(['which', 'chat.postMessage'])).stdout, 'Try it:')
    expect((await own.run(posts)).json).toMatchObject({ ok: true, message: { text: 'hello' } })
    const asks = line((await own.run(['which', 'users.list', '--as', 'user'])).stdout, 'Request it:')
    expect((await own.run([...asks, '--approve', '--port', '0'])).code).toBe(0)
    expect((await own.run(['which', 'users.list', '--json'])).json).toMatchObject({
      yours: { user: { state: 'yes', by: 'users:read' } },
    })
  })

  it('prints nothing about the user token with --as bot', async () => {
    const { stdout } = await which('search.messages', '--as', 'bot')
    expect(stdout).toMatch(/✗ bot token .* not accepted, whatever its scopes/)
    expect(stdout).not.toMatch(/user token|Try it|Ask for it/)
  })

  it.each([
    ['apps.connections.open', /otherwise +an app-level token \(xapp-\) with connections:write; no install yields one/],
    ['apps.manifest.create', /otherwise +an app configuration token with app_configurations:write/],
    ['oauth.v2.access', /otherwise +client id and client secret, no token/],
    ['api.test', /otherwise +no token is needed/],
    ['auth.test', /✓ bot token .* works with no scope/],
    ['views.publish', /\? user token .* Slack’s reference does not say/],
    ['files.upload', /retired +closed to new apps.*[\s\S]*Instead: +slack-tokens which files\.getUploadURLExternal\n/],
    [
      'channels.list',
      /method_deprecated\. Use\s+conversations\.list instead\.\n\nslack-tokens which conversations\.list\n$/,
    ],
    ['im.close', /slack-tokens which conversations\.close\n$/],
    ['groups.createChild', /slack-tokens which conversations\n$/],
  ])('prints what the method %s needs, or its successor', async (method, said) => {
    const { code, stdout } = await which(method)
    expect([code, stdout]).toEqual([0, expect.stringMatching(said)])
  })

  it.each([
    ['chat.postmesage', 'chat.postMessage'],
    ['conversation.list', 'conversations.list'],
    ['uploadURL', 'files.getUploadURLExternal'],
  ])('exits with 2 for the unknown method %s, and suggests %s', async (wrong, near) => {
    const { code, json, stderr } = await which(wrong, '--json')
    expect([code, json]).toMatchObject([
      2,
      { ok: false, error: 'unknown_method', suggestions: expect.arrayContaining([near]) as string[] },
    ])
    expect(stderr).toMatch(/Perhaps: slack-tokens which/)
  })

  it('exits with 2 without a method or with --have, and prints how to search for a word that resembles no method', async () => {
    expect((await which('qqqqqqqq')).stderr).toMatch(
      /not among the 322 methods known here[\s\S]*slack-tokens which chat/,
    )
    expect((await which('\u001b[31mx')).stderr).not.toMatch(/\u001b\[31mx/)
    expect((await which()).code).toBe(2)
    expect((await which('chat.update', '--have')).code).toBe(2)
  })

  it('prints with --json the scopes, the rate limit, the arguments and what each stored token lacks', async () => {
    const { json } = await which('users.info', '--json')
    expect(json).toMatchObject({
      method: 'users.info',
      factsOf: '2026-08-20',
      bot: ['users:read'],
      tier: 'Tier 4',
      allows: 'at least 100 a minute',
      required: ['user'],
      arguments: ['include_locale', 'user'],
      onlyReads: true,
      yours: {
        bot: { state: 'yes', by: 'users:read', actsAs: '@sim-app' },
        user: {
          state: 'lacksScope',
          anyOf: ['users:read'],
          login: 'slack-tokens login --sim --add-user-scope users:read',
        },
      },
    })
    expect((await which('mpim.list', '--json')).json).toMatchObject({ successors: ['conversations.list'] })
  })

  it('exits with 0 and names the login commands when nothing is installed', async () => {
    using bare = createMachine()
    const { code, stdout } = await bare.run(['which', 'chat.postMessage'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/Nothing is installed here yet\.\n\nGet one: +slack-tokens login --scopes chat:write\n/)
    expect(stdout).toMatch(/Practise: +slack-tokens login --sim\n/)
  })

  it('prints that the scopes of a token from SLACK_USER_TOKEN are unknown', async () => {
    const token = ['xoxp', '1', '2', 'made-up-for-a-test'].join('-')
    using exported = createMachine({ SLACK_USER_TOKEN: token })
    const { stdout } = await exported.run(['which', 'search.messages'])
    expect(stdout).toMatch(/\? user token +xoxp-…test +SLACK_USER_TOKEN +its scopes are unknown; it needs search:read/)
    expect(stdout).toMatch(/Try it: +slack-tokens call search\.messages query=hello --as user/)
  })

  it('exits with 2 for an unknown profile', async () => {
    expect((await which('auth.test', '--profile', 'nowhere')).code).toBe(2)
  })
})

describe('which, for a classic app', () => {
  it('accepts a classic scope for each method that the scope includes, and names a missing scope by its classic name', async () => {
    using classic = createMachine()
    await classic.run([
      'login',
      '--sim',
      '--v1',
      '--scopes',
      'bot',
      '--user-scopes',
      'chat:write:user',
      '--approve',
      '--port',
      '0',
    ])
    const state = async (method: string) => (await classic.run(['which', method, '--json'])).json
    expect(await state('chat.postMessage')).toMatchObject({
      yours: { bot: { by: 'bot' }, user: { by: 'chat:write:user' } },
    })
    expect(await state('files.info')).toMatchObject({ yours: { user: { state: 'lacksScope' } } })
    expect((await classic.run(['which', 'files.delete'])).stdout).toMatch(
      /login --sim --v1 --user-scopes files:write:user\n/,
    )
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMachine, type Machine } from '../support/cli.ts'
import { approve, fewScopes } from '../support/installed.ts'

let machine: Machine

beforeAll(async () => {
  machine = createMachine()
  await machine.run([...approve, ...fewScopes])
})
afterAll(() => machine[Symbol.dispose]())

const auto = async (...argv: string[]) => await machine.run(['call', ...argv, '--as', 'auto'])

describe('--as auto', () => {
  it.each([
    [['search.messages', 'query=x'], 0, /^\(--as auto: the user token; search\.messages accepts no bot token\)\n/],
    [['users.list'], 0, /^\(--as auto: the bot token; the user token lacks users:read\)\n/],
    [['auth.test'], 0, /^\(--as auto: the bot token; auth\.test accepts both\)\n/],
    [['files.list'], 5, /^\(--as auto: the bot token; neither token has a scope for it\)\n/],
    [['agents.unheard.of'], 3, /^\(--as auto: the bot token; unknown which token agents\.unheard\.of accepts\)\n/],
  ])('chooses a token for the call %j, exits with %i, and prints why it chose this token', async (argv, exit, said) => {
    const { code, stderr } = await auto(...argv)
    expect([code, stderr]).toEqual([exit, expect.stringMatching(said)])
  })

  it('chooses the user token when only that token has the scope', async () => {
    using own = createMachine()
    await own.run([
      'login',
      '--sim',
      '--approve',
      '--port',
      '0',
      '--scopes',
      'users:read',
      '--user-scopes',
      'chat:write',
    ])
    const { code, stderr } = await own.run(['post', '#general', 'hello', '--as', 'auto'])
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/the user token; the bot token lacks chat:write\)\n→ .*@dana \(the person\)/),
    ])
  })

  it('uses the only stored token, and exits with 5 before it sends a call that this token cannot make', async () => {
    using own = createMachine()
    await own.run(['login', '--sim', '--approve', '--port', '0', '--scopes', 'chat:write', '--user-scopes', ''])
    const works = await own.run(['call', 'auth.test', '--as', 'auto'])
    expect([works.code, works.stderr]).toEqual([0, expect.stringMatching(/the bot token; no user token is stored/)])
    const refused = await own.run(['call', 'search.messages', 'query=x', '--as', 'auto'])
    expect([refused.code, refused.stderr]).toEqual([
      5,
      expect.stringMatching(/Not sent: search\.messages accepts no bot token/),
    ])
  })

  it('exits with 4 when no token is stored', async () => {
    using bare = createMachine()
    expect((await bare.run(['call', 'auth.test', '--as', 'auto'])).code).toBe(4)
  })

  it('is in the help of `call`, `post` and `upload`, and makes the command `token` exit with 2', async () => {
    for (const command of ['call', 'post', 'upload'])
      expect((await machine.run([command, '--help'])).stdout, command).toMatch(/auto: the\s+token\s+that\s+fits/)
    expect((await machine.run(['token', '--as', 'auto'])).code).toBe(2)
  })
})

describe('the error for a call that was not sent', () => {
  it('names the other token when that token fits, otherwise the `login` command that gets such a token', async () => {
    const has = await machine.run(['call', 'search.messages', 'query=x'])
    expect([has.code, has.stderr]).toEqual([
      5,
      expect.stringMatching(/! Use the user token of @dana: --as user; to send the call anyway: --force/),
    ])
    using own = createMachine()
    await own.run(['login', '--sim', '--approve', '--port', '0', '--scopes', 'chat:write', '--user-scopes', ''])
    const lacks = await own.run(['call', 'search.messages', 'query=x', '--profile', 'sandbox-inc'])
    expect(lacks.stderr).toMatch(
      /To get one: slack-tokens login --sim --add-user-scope search:read --profile sandbox-inc;/,
    )
    const none = await machine.run(['call', 'apps.connections.open'])
    expect([none.code, none.stderr]).toEqual([
      5,
      expect.stringMatching(
        /No install grants a token that the method accepts; see: slack-tokens which apps\.connections\.open/,
      ),
    ])
  })
})

describe('the error for a call that Slack refused', () => {
  it('for missing_scope, names the token, the missing scope and the login that requests it', async () => {
    const { code, json, stderr } = await machine.run(['post', '#general', 'hi', '--as', 'user', '--json'])
    expect([code, json, stderr]).toMatchObject([0, { ok: true }, expect.anything()])
    const lists = await machine.run(['call', 'users.list', '--as', 'user'])
    expect(lists.code).toBe(5)
    expect(lists.stderr).toMatch(
      /The user token of “sandbox-inc” lacks users:read\. Needed: users:read\. Provided: chat:write,search:read\./,
    )
    expect(lists.stderr).toMatch(
      /Request it: slack-tokens login --sim --add-user-scope users:read {3}To see what the method needs: slack-tokens which users\.list\n/,
    )
  })

  it('for missing_scope, names the narrowest of several sufficient scopes', async () => {
    const { stderr } = await machine.run(['call', 'conversations.list', 'types=public_channel', '--as', 'user'])
    expect(stderr).toMatch(/lacks .*channels:read/)
    expect(stderr).toMatch(/--add-user-scope channels:read /)
  })

  it('for not_allowed_token_type, names the other token, or the `login` command that gets it', async () => {
    const has = await machine.run(['call', 'search.messages', 'query=x', '--force'])
    expect([has.code, has.stderr]).toEqual([
      5,
      expect.stringMatching(
        /The call used the bot token of “sandbox-inc”\.\n! Use the user token of @dana: --as user\n/,
      ),
    ])
    using own = createMachine()
    await own.run(['login', '--sim', '--approve', '--port', '0', '--scopes', 'chat:write', '--user-scopes', ''])
    const lacks = await own.run(['call', 'search.messages', 'query=x', '--force'])
    expect(lacks.stderr).toMatch(
      /! No user token is stored\. To get one: slack-tokens login --sim --add-user-scope search:read\n/,
    )
    const none = await machine.run(['call', 'apps.connections.open', '--force'])
    expect(none.stderr).toMatch(
      /No install grants a token that the method accepts; see: slack-tokens which apps\.connections\.open/,
    )
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { methodsOpenedBy } from '../../../src/commands/which/table.ts'
import { methods } from '../../../src/slack/facts/methods.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { approve, fewScopes } from '../../support/installed.ts'

let machine: Machine

beforeAll(async () => {
  machine = createMachine()
  await machine.run([...approve, ...fewScopes])
})
afterAll(() => machine[Symbol.dispose]())

const which = async (...argv: string[]) => await machine.run(['which', ...argv])
const methodsIn = (json: unknown) => (json as { method: string }[]).map(({ method }) => method)

describe('which PATTERN', () => {
  it.each([
    ['chat.*', 'chat.'],
    ['chat', 'chat.'],
    ['CHAT.', 'chat.'],
    ['conversations.requestSharedInvite', 'conversations.requestSharedInvite.'],
  ])('lists for %s all methods that begin with %s', async (pattern, start) => {
    const expected = Object.keys(methods).filter((name) => name.startsWith(start))
    expect(expected.length).toBeGreaterThan(2)
    expect(methodsIn((await which(pattern, '--json')).json)).toEqual(expected)
  })

  it('matches a star with any letters and dots, and exits with 2 when no method matches', async () => {
    expect(methodsIn((await which('*.POSTMESSAGE', '--json')).json)).toEqual(['chat.postMessage'])
    expect(methodsIn((await which('*', '--json')).json)).toEqual(Object.keys(methods))
    expect(methodsIn((await which(`${'*'.repeat(60)}.postMessage`, '--json')).json)).toEqual(['chat.postMessage'])
    expect((await which('nothing.*')).code).toBe(2)
  })

  it('prints a table of at most 110 columns, with ✓ at granted scopes and ✗ at others', async () => {
    const { stdout } = await which('conversations')
    expect(stdout).toMatch(/^METHOD +BOT +USER +TIER\n/)
    expect(stdout).toMatch(/^conversations\.list +✓ channels:read.* +✗ channels:read.* +2$/m)
    expect(stdout).toMatch(/^conversations\.inviteShared +✗ conv\S*…\S*:write +– +2$/m)
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110)
  })
})

describe('which --scope', () => {
  it('lists the methods that accept the scope', async () => {
    const { code, stdout } = await which('--scope', 'files:write')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^files\.sharedPublicURL +– +✗ files:write +3$/m)
    expect(stdout).toMatch(/7 methods take files:write\./)
  })

  it('lists chat.postMessage for the scope chat:write:user, and conversations.history for the scope bot', () => {
    expect(methodsOpenedBy('chat:write:user', 'user')).toContain('chat.postMessage')
    expect(methodsOpenedBy('bot', 'bot')).toContain('conversations.history')
  })

  it('names the command `slack-tokens scopes` for a scope that no method needs', async () => {
    const { code, stdout, stderr } = await which('--scope', 'incoming-webhook')
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toMatch(/slack-tokens scopes incoming-webhook/)
    expect((await which('--scope', 'incoming-webhook', '--json')).json).toEqual([])
  })

  it('exits with 2 (unknown_scope) for a misspelt scope, and suggests the nearest name', async () => {
    const { code, json } = await which('--scope', 'file:write', '--json')
    expect([code, json]).toMatchObject([
      2,
      { error: 'unknown_scope', suggestions: expect.arrayContaining(['files:write']) as string[] },
    ])
  })
})

describe('which --have', () => {
  it('lists with --as bot only methods that the bot token can call', async () => {
    const { json } = await which('--have', '--as', 'bot', '--json')
    const [{ methods: mine }] = json as [{ methods: string[] }]
    expect(mine).toEqual(expect.arrayContaining(['chat.postMessage', 'users.list', 'auth.test']))
    expect(mine).not.toContain('search.messages')
    // The test calls only methods that change nothing permanently.
    const tried = mine.filter((method) => /^(?:users|conversations|bots|chat\.get|auth\.test)/.test(method)).slice(0, 8)
    const codes = await Promise.all(tried.map(async (method) => (await machine.run(['call', method])).code))
    expect(tried.length).toBeGreaterThan(5)
    expect(codes.filter((code) => code === 5)).toEqual([])
  })

  it('lists the methods of both tokens without --as', async () => {
    const { stdout } = await which('--have')
    expect(stdout).toMatch(/^search\.messages +– +✓ search:read +2$/m)
    expect(stdout).toMatch(/\d+ with the bot token, \d+ with the user token\./)
  })

  it('exits with 4 and names the command `login` when nothing is installed', async () => {
    using bare = createMachine()
    const { code, stderr } = await bare.run(['which', '--have'])
    expect([code, stderr]).toEqual([4, expect.stringMatching(/Nothing is installed yet[\s\S]*slack-tokens login/)])
  })
})

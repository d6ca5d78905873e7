import { Chalk } from 'chalk'
import { describe, expect, it } from 'vitest'
import { sideBySide } from '../../../src/commands/call/compare-screen.ts'
import { differences } from '../../../src/commands/call/diff.ts'
import { createMachine } from '../../support/cli.ts'
import { installed } from '../../support/installed.ts'

const withScopes = (bot = 'chat:write,channels:read', user = 'chat:write,channels:read,search:read') =>
  installed(bot, user)

const log = async (machine: Awaited<ReturnType<typeof installed>>, method: string) =>
  ((await machine.run(['sim', 'log', '--json'])).json as { what: string }[]).filter(({ what }) => what === method)

describe('call --as both', () => {
  it('prints both answers side by side, with ≠ at each difference', async () => {
    using machine = await withScopes()
    const { code, stdout, stderr } = await machine.run(['call', 'auth.test', '--as', 'both'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^ +as @sim-app \(the app\) +as @dana \(the person\)\n/)
    expect(stdout).toMatch(/\n {3}team +Sandbox Inc +Sandbox Inc\n/)
    expect(stdout).toMatch(/\n≠ {2}user +sim-app +dana\n/)
    expect(stdout).toMatch(/\n≠ {2}bot_id +B\w+ +–\n/)
    expect(stdout).toMatch(/\n3 of 8 fields differ\.\n$/)
  })

  it('prints with --json both bodies and the paths of the differences', async () => {
    using machine = await withScopes()
    const { json } = await machine.run(['call', 'conversations.list', '--as', 'both', '--json'])
    expect(json).toMatchObject({ bot: { ok: true }, user: { ok: true }, differing: ['channels[C0SIMRAND].is_member'] })
  })

  it('exits with 5 and prints the answer to the user token when the bot token lacks a scope', async () => {
    using machine = await withScopes('chat:write')
    const { code, stdout, stderr } = await machine.run(['call', 'conversations.list', '--as', 'both'])
    expect(code).toBe(5)
    expect(stdout).toMatch(/≠ {2}error +missing_scope +–/)
    expect(stdout).toMatch(/≠ {2}channels +– +3 items/)
    expect(stderr).toMatch(/bot token of “sandbox-inc” lacks channels:read/)
  })

  it('exits with 5 and does not call the method when the method accepts only a user token', async () => {
    using machine = await withScopes()
    const { code, stderr } = await machine.run(['call', 'search.messages', 'query=x', '--as', 'both'])
    expect([code, await log(machine, 'search.messages')]).toEqual([5, []])
    expect(stderr).toMatch(/accepts no bot token/)
  })

  it('exits with 2 and does not call a method that changes something, unless --yes is given', async () => {
    using machine = await withScopes()
    const argv = ['call', 'chat.postMessage', 'channel=C0SIMGENL', 'text=hi', '--as', 'both', '--no-input']
    const { code, stdout, stderr } = await machine.run(argv)
    expect([code, stdout, await log(machine, 'chat.postMessage')]).toEqual([2, '', []])
    expect(stderr).toMatch(/Nothing was sent: as both, chat\.postMessage would change something twice\n! .*--yes/)
    const meant = await machine.run([...argv, '--yes'])
    expect([meant.code, (await log(machine, 'chat.postMessage')).length]).toEqual([0, 2])
    expect(meant.stderr).toMatch(/as @sim-app \(the app\)[\s\S]*as @dana \(the person\)/)
  })

  it('applies --user to the user token only', async () => {
    using machine = await withScopes()
    const { code, json } = await machine.run(['call', 'auth.test', '--as', 'both', '--user', '@dana', '--json'])
    expect([code, json]).toMatchObject([0, { bot: { user: 'sim-app' }, user: { user: 'dana' } }])
  })

  it('exits with 4 when only one token is available', async () => {
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-sim-alone' })
    const { code, stderr } = await machine.run(['call', 'auth.test', '--as', 'both'])
    expect(code).toBe(4)
    expect(stderr).toMatch(/SLACK_BOT_TOKEN has a bot token, and there is no user token[\s\S]*--as bot/)
  })
})

describe('the differences', () => {
  it.each([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1 }, { a: 2, b: 3 }, ['a', 'b']],
    [{ a: { b: [1, 2] } }, { a: { b: [2, 1] } }, ['a.b']],
    [{ l: [{ id: 'A', n: 1 }, { id: 'B' }] }, { l: [{ id: 'B' }, { id: 'A', n: 2 }] }, ['l[A].n']],
    [{ l: [{ id: 'A' }] }, { l: [] }, ['l[A]']],
    [{ l: [] }, { l: [] }, []],
    [{ l: [{ ts: '1' }, { ts: '1' }] }, { l: [{ ts: '1' }] }, ['l']],
    [{ __proto__: null, constructor: 1 }, {}, ['constructor']],
    [null, { a: 1 }, ['']],
  ])('between the answers %j and %j have the paths %j', (left, right, paths) =>
    expect(
      differences(left, right)
        .filter(({ same }) => !same)
        .map(({ path }) => path),
    ).toEqual(paths),
  )
})

describe('the side-by-side table of call --as both', () => {
  const paint = new Chalk({ level: 0 })
  const rows = (count: number, same: boolean) =>
    Array.from({ length: count }, (_, at) => ({ path: `key${at}`, left: at, right: same ? at : -at - 1, same }))
  const shown = (list: ReturnType<typeof rows>, width = 80) =>
    sideBySide({ heads: ['left', 'right'], rows: list }, { width, paint })

  it('gives only the number of equal fields when there are more than 15, and shows at most 115 different fields', () => {
    expect(shown(rows(15, true)).split('\n')).toHaveLength(18)
    expect(shown([...rows(16, true), ...rows(1, false)])).toMatch(
      /^[\s\S]*1 of 17 fields differs\. The other 16 are equal/,
    )
    expect(shown(rows(500, false))).toMatch(/500 of 500 fields differ\. Only the first 115 are shown\./)
    expect(shown(rows(20, true))).toBe('Both answers are the same in all 20 fields. --json prints them in full.')
  })

  it.each([60, 80, 110])('has no line that is longer than %i columns', (width) => {
    const long = {
      path: `channels[C0].${'deep.'.repeat(20)}end`,
      left: 'x'.repeat(200),
      right: ['y'.repeat(200)],
      same: false,
    }
    const lines = shown([long] as never, width).split('\n')
    expect(lines.filter((line) => line.length > width)).toEqual([])
    expect(lines[1]).toMatch(/^≠ {2}….*\.end +x+… +\["y+…$/)
  })
})

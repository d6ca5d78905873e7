import { describe, expect, it } from 'vitest'
import { commands } from '../../../src/runtime/command-list.ts'
import type { TreeCommand } from '../../../src/runtime/tree-types.ts'
import { createMachine } from '../../support/cli.ts'

describe('help', () => {
  it.each([
    ['exit-codes', /130 +interrupted/],
    ['environment', /SLACK_BOT_TOKEN/],
    ['tokens', /authed_user/],
    ['which-command', /doctor/],
    ['redirect-urls', /127\.0\.0\.1/],
    ['scope-sets', /messaging/],
    ['credential-commands', /--token-command/],
    ['simulator', /sim open/],
    ['ci', /--reporter github/],
    ['agents', /--no-input/],
    ['options', /--http-timeout/],
    ['login', /--approve/],
    ['api', /key=value/],
    ['sim run', /--offline/],
  ])('exits with 0 and prints the text of the topic or the command %s', async (topic, said) => {
    using machine = createMachine()
    const { code, stdout } = await machine.run(['help', ...topic.split(' ')])
    expect(code).toBe(0)
    expect(stdout).toMatch(said)
  })

  it('prints all commands as a tree with --json, each with options, arguments and examples', async () => {
    using machine = createMachine()
    const tree = (await machine.run(['help', '--json'])).json as TreeCommand
    expect(tree.commands.map(({ name }) => name)).toEqual(commands.map(({ name }) => name))
    const leaves = (one: TreeCommand): readonly TreeCommand[] =>
      one.commands.length > 0 ? one.commands.flatMap(leaves) : [one]
    expect(
      leaves(tree)
        .filter(({ examples }) => examples.length === 0)
        .map(({ usage }) => usage),
    ).toEqual([])
    expect(tree.commands.find(({ name }) => name === 'whoami')).toMatchObject({
      arguments: [{ name: 'identity', required: false, choices: ['bot', 'user'] }],
      options: [{ long: '--as', type: 'text', choices: ['bot', 'user'], default: 'bot' }, { long: '--channel' }],
    })
  })

  it('gives numbers as numbers, and a default in words only as words', async () => {
    using machine = createMachine()
    const start = (await machine.run(['help', 'sim', 'start', '--json'])).json as TreeCommand & { text: string }
    const option = (of: TreeCommand, name: string) => of.options.find(({ long }) => long === name)
    expect(option(start, '--port')).toMatchObject({
      type: 'number',
      default: 4717,
      defaultText: '4717, or any free one',
    })
    expect(option(start, '--seed')).toMatchObject({ type: 'text' })
    expect(start.text).toContain('Usage: slack-tokens sim start')
    const tree = (await machine.run(['help', '--json'])).json as TreeCommand
    expect(option(tree, '--user')).toMatchObject({ type: 'text', defaultText: 'the last who installed' })
    expect(option(tree, '--user')).not.toHaveProperty('default')
    expect((await machine.run(['help', 'tokens', '--json'])).json).toMatchObject({ topic: 'tokens' })
  })

  it.each([
    [['send'], 'slack-tokens help post'],
    [['auth'], 'slack-tokens help login'],
    [['logs'], 'slack-tokens help sim log'],
    [['lgoin'], 'slack-tokens help login'],
    [['version'], 'slack-tokens --version'],
    [['app', 'ls'], 'slack-tokens help app list'],
    [['app', 'psuh'], 'slack-tokens help app push'],
    [['app', 'nonsense'], 'slack-tokens help app'],
    [['post', 'extra'], 'slack-tokens help post'],
  ])('names the help that is meant: %j', async (words, meant) => {
    using machine = createMachine()
    const { code, json } = await machine.run(['help', ...words, '--json'])
    const { hint } = json as { hint: string }
    expect([code, hint.split('   ').map((one) => one.replace(/^[^:]*: /, ''))]).toEqual([
      2,
      expect.arrayContaining([meant]),
    ])
  })

  it('exits with 2 for an unknown topic', async () => {
    using machine = createMachine()
    expect((await machine.run(['help', 'nonsense'])).code).toBe(2)
    expect((await machine.run(['help', 'sim', 'nonsense'])).code).toBe(2)
  })
})

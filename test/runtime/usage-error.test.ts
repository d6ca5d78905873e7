import { describe, expect, it } from 'vitest'
import { habitOf, habits } from '../../src/runtime/habits.ts'
import { createMachine } from '../support/cli.ts'
import { approve } from '../support/installed.ts'

async function refused(argv: readonly string[]): Promise<{ code: number; message: string; hint: string }> {
  using machine = createMachine()
  const { code, json } = await machine.run(['--json', ...argv])
  const { message, hint = '' } = json as { message: string; hint?: string }
  return { code, message, hint }
}

describe('a command line that is refused', () => {
  it.each([
    [['whoami', '--frobnicate'], 'slack-tokens whoami: ', 'slack-tokens whoami [options]'],
    [['app', 'add', '--frobnicate'], 'slack-tokens app add: ', 'slack-tokens app add [options]'],
    [['call'], 'slack-tokens call: ', '<method>'],
    [['sim', 'say'], 'slack-tokens sim say: ', 'slack-tokens sim say [options]'],
    [['post', '#general', 'hello', 'too many'], 'slack-tokens post: ', '[channel] [text]'],
    [['whoami', '--as', 'nobody'], 'slack-tokens whoami: ', 'slack-tokens whoami [options]'],
  ])('gets a message that names its command, and the usage line of the command: %j', async (argv, begin, usage) => {
    const { code, message, hint } = await refused(argv)
    expect([code, message.startsWith(begin)], message).toEqual([2, true])
    expect(hint).toContain('Usage: ')
    expect(hint).toContain(usage)
  })

  it.each([
    [['send', '#general', 'hi'], "slack-tokens post '#general' hi"],
    [['msg'], 'slack-tokens post'],
    [['auth', 'login'], 'slack-tokens login'],
    [['auth', 'status'], 'slack-tokens check'],
    [['auth', 'logout'], 'slack-tokens logout'],
    [['auth', 'switch', 'acme'], 'slack-tokens use acme'],
    [['logs'], 'slack-tokens sim log'],
    [['users'], 'slack-tokens call users.list'],
    [['search'], 'slack-tokens call search.messages query=deploy'],
    [['chat.postMessage', 'text=hi'], 'slack-tokens call chat.postMessage text=hi'],
    [['--as', 'user', 'whoami'], 'slack-tokens whoami --json --as user'],
    [['lgoin'], 'login'],
    [['whaomi'], 'whoami'],
  ])('of a habit or a misspelt word gets the command that is meant: %j', async (argv, meant) => {
    const { code, hint } = await refused(argv)
    expect([code, hint.includes(meant)], hint).toEqual([2, true])
  })

  it('gets no suggestion for a word that resembles no command', async () => {
    expect((await refused(['qqqqqqqq'])).hint).not.toMatch(/Did you mean/)
  })

  it('gets a suggestion that can be run, for each word of the table of habits', async () => {
    using machine = createMachine()
    for (const words of Object.keys(habits)) {
      const meant = habitOf(words.split(' ')) ?? ''
      const [, ...argv] = meant.replace(/ \w+=\w+$/, '').split(' ')
      const { code, stdout } = await machine.run([
        ...(argv[0] === 'call' ? ['which', ...argv.slice(1)] : argv),
        '--help',
      ])
      expect([words, code, stdout.startsWith('Usage: ')]).toEqual([words, 0, true])
    }
  })
})

describe('what people type from habit', () => {
  it.each([[['version']], [['-v']], [['--version']]])('prints the version: %j', async (argv) => {
    using machine = createMachine()
    const [one, other] = [await machine.run(argv), await machine.run(['--version'])]
    expect([one.code, one.stdout]).toEqual([0, other.stdout])
  })

  it('accepts `bot` and `user` as the argument of `whoami` and `token`', async () => {
    using machine = createMachine()
    await machine.run([...approve])
    const user = await machine.run(['whoami', 'user', '--json'])
    const bot = await machine.run(['token', 'bot', '--json'])
    const both = await machine.run(['token', 'bot', '--as', 'user', '--json'])
    expect([user.json, bot.json, both.code]).toMatchObject([{ identity: 'user' }, { identity: 'bot' }, 2])
  })

  it('accepts `--text` for the text of a post, but not together with the text argument', async () => {
    using machine = createMachine()
    await machine.run([...approve])
    const posted = await machine.run(['post', '#general', '--text', 'hi', '--json'])
    const twice = await machine.run(['post', '#general', 'hi', '--text', 'hi', '--json'])
    expect([posted.code, twice.code], posted.stderr).toEqual([0, 2])
  })

  it('accepts `status` for `check`, and `switch` for `use`', async () => {
    using machine = createMachine()
    await machine.run([...approve, '--profile', 'acme'])
    const [status, switched] = [
      await machine.run(['status', '--json']),
      await machine.run(['switch', 'acme', '--json']),
    ]
    expect([status.code, switched.code], status.stderr + switched.stderr).toEqual([0, 0])
  })
})

import { describe, expect, it } from 'vitest'
import { habits } from '../../src/runtime/habits.ts'
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
    [['search'], 'slack-tokens call search.messages query=deploy --as user'],
    [['search', 'hello', 'world', 'count=3'], "call search.messages 'query=hello world' --as user count=3"],
    [['auth', 'refresh'], 'slack-tokens refresh'],
    [['auth', 'status', '--as', 'bot'], 'slack-tokens check'],
    [['auth', 'signin', '--sim'], 'slack-tokens login --sim'],
    [['logs', '--follow'], 'slack-tokens sim log --follow'],
    [['history', 'C0SIMGENL'], 'slack-tokens call conversations.history channel=C0SIMGENL'],
    [['listen', '--forward-to', 'http://a.test/x'], 'slack-tokens sim start --events-url http://a.test/x'],
    [['trigger', 'team_join', 'user.name=lee'], 'slack-tokens sim event team_join user.name=lee'],
    [['man', 'post'], 'slack-tokens help post'],
    [['app', 'ls'], 'slack-tokens app list --json'],
    [['app', 'delete', 'mine'], 'slack-tokens app remove mine'],
    [['sim', 'logs', '--follow'], 'slack-tokens sim log --follow'],
    [['tokens', 'all', '--quiet'], 'slack-tokens list --quiet --json'],
    [['chat.postMessage', 'text=hi'], 'slack-tokens call chat.postMessage text=hi'],
    [['--as', 'user', 'whoami'], 'slack-tokens whoami --json --as user'],
    [['app', 'install'], 'Did you mean: slack-tokens login --json '],
    [['app', 'install', 'mine'], 'slack-tokens login --app=mine'],
    [['sts', 'get-caller-identity'], 'slack-tokens whoami'],
    [['file', 'upload', 'x'], 'slack-tokens upload x'],
    [['files', 'list'], 'slack-tokens call files.list'],
    [['chat', 'send', '#general', 'hi'], "slack-tokens post '#general' hi"],
    [['chat', 'postMessage', 'text=hi'], 'slack-tokens call chat.postMessage text=hi'],
    [['chat', 'list'], 'slack-tokens call conversations.history channel=C012AB3CD'],
    [['users', 'info', 'user=U1'], 'slack-tokens call users.info user=U1'],
    [['manifest', 'validate', 'mine'], 'slack-tokens app manifest --check mine'],
    [['push'], 'slack-tokens app push'],
    [['pull', 'mine'], 'slack-tokens app pull mine'],
    [['usr', 'list'], 'slack-tokens call users.list'],
    [['add', 'x'], 'Did you mean: slack-tokens login --json '],
    [['add', 'https://a.test/x'], 'slack-tokens login https://a.test/x'],
    [['profile', 'use', 'acme'], 'slack-tokens use acme'],
    [['listen', '--forward-to', 'localhost:3000'], 'sim start --events-url http://localhost:3000'],
    [['lgoin'], 'login'],
    [['app', 'uninstal'], 'Did you mean uninstall?'],
    [['whaomi'], 'whoami'],
  ])('of a habit or a misspelt word gets the command that is meant: %j', async (argv, meant) => {
    const { code, hint } = await refused(argv)
    expect([code, hint.includes(meant)], hint).toEqual([2, true])
  })

  it.each(
    [
      ...[['qqqqqqqq'], ['auth', 'setup-git'], ['app', 'qqqqqqqq'], ['repo', 'list'], ['remote', '-v'], ['sts', 'x']],
      ...[['deploy'], ['init'], ['app', 'removal'], ['sim', 'resort']],
    ].map((argv) => [argv]),
  )('gets no suggestion for words that resemble no command: %j', async (argv) => {
    expect((await refused(argv)).hint).not.toMatch(/Did you mean/)
  })

  it('gets a suggestion that can be run, for each word of the table of habits', async () => {
    using machine = createMachine()
    for (const words of Object.keys(habits)) {
      const meant = /^Did you mean: slack-tokens (.*?) {3}/.exec((await refused(words.split(' '))).hint)?.[1] ?? ''
      const { code, stdout } = await machine.run([...meant.split(' '), '--help'])
      expect([words, code, stdout.startsWith('Usage: ')]).toEqual([words, 0, true])
    }
  })
})

describe('an option that is refused', () => {
  it.each([
    [['whoami', '--field'], 'slack-tokens whoami: '],
    [['app', 'list', '--http-timeout', 'abc'], 'slack-tokens app list: '],
    [['--max-wait', 'abc', 'sim', 'log'], 'slack-tokens sim log: '],
  ])('of all commands gets a message with the command that was called: %j', async (argv, begin) => {
    const { code, message, hint } = await refused(argv)
    expect([code, message.startsWith(begin), hint], message).toEqual([2, true, expect.stringContaining('Usage: ')])
  })

  it('of no command gets a message that names only the program', async () => {
    const { code, message } = await refused(['--profile'])
    expect([code, message.startsWith('slack-tokens: ')], message).toEqual([2, true])
  })

  it.each([
    [['run', 'node', '-v'], 'slack-tokens --json run -- node -v'],
    [['run', '--as', 'bot', 'node', '-v'], 'slack-tokens --json run --as bot -- node -v'],
    [['sim', 'run', 'npm', '--test'], 'slack-tokens --json sim run -- npm --test'],
    [['run', 'node', '--version'], 'slack-tokens --json run -- node --version'],
    [['run', 'npm', '--json'], 'slack-tokens --json run -- npm --json'],
    [['run', 'npm', 'test', '--help'], 'slack-tokens --json run -- npm test --help'],
    [['run', 'npm', 'test', '--', '--watch'], 'slack-tokens --json run -- npm test -- --watch'],
    [['run', '--as', 'bot', 'npm', '--profile', 'x'], 'slack-tokens --json run --as bot -- npm --profile x'],
    [['sim', 'run', 'npm', '--quiet'], 'slack-tokens --json sim run -- npm --quiet'],
    [['sim', 'run', '--offline', 'npm', '--version'], 'slack-tokens --json sim run --offline -- npm --version'],
    [
      ['trace', '--filter', 'chat.*', 'node', '--bodies'],
      "slack-tokens --json trace --filter 'chat.*' -- node --bodies",
    ],
    [['run', '-v', 'node'], 'slack-tokens run -- node app.js'],
    [['run'], 'slack-tokens run -- node app.js'],
    [['sim', 'run', '--'], 'slack-tokens sim run -- node app.js'],
  ])('of a program gets the line with two dashes: %j', async (argv, meant) => {
    const { code, message, hint } = await refused(argv)
    expect([code, hint], message).toEqual([2, expect.stringContaining(`two dashes: ${meant}`)])
  })

  it.each([
    [['upload', '--file', 'a b.txt'], "slack-tokens --json upload 'a b.txt'"],
    [['upload', '--file=report.txt'], 'slack-tokens --json upload report.txt'],
    [['logout', '--name', 'acme'], 'slack-tokens --json logout acme'],
  ])('of the name of an argument gets the line without it: %j', async (argv, meant) => {
    const { code, hint } = await refused(argv)
    expect([code, hint]).toEqual([2, expect.stringContaining(`is an argument: ${meant} `)])
  })
})

describe('a word in a wrong place', () => {
  it.each([
    [['login', 'sim'], 'slack-tokens --json login --sim '],
    [['login', 'help'], 'slack-tokens --json login --help '],
    [['login', 'app', 'mine'], 'slack-tokens --json login --app mine '],
    [['whoami', 'help'], 'slack-tokens --json whoami --help '],
    [['sim', 'start', 'detach'], 'slack-tokens --json sim start --detach '],
    [['list', 'quiet'], 'slack-tokens --json list --quiet '],
    [['call', 'get', 'users.list', 'limit=5'], 'slack-tokens call users.list limit=5'],
    [['call', 'users', 'list'], 'slack-tokens call users.list'],
    [['call', 'https://slack.com/api/auth.test?token=x&a=b'], 'slack-tokens call auth.test a=b'],
    [['api', 'GET', 'https://slack.com/api/auth.test'], 'slack-tokens call auth.test'],
  ])('gets the line with the option or the method that is meant: %j', async (argv, meant) => {
    const { code, hint } = await refused(argv)
    expect([code, hint], hint).toEqual([2, expect.stringContaining(`Did you mean: ${meant}`)])
  })

  it.each([
    [['login', 'nonsense'], 'not an install link'],
    [['list', 'app'], 'too many arguments'],
    [['call', 'nonsense'], 'not the name of a Web API method'],
  ])('that is no option and no method gets no guess: %j', async (argv, expected) => {
    const { code, message, hint } = await refused(argv)
    expect([code, message], hint).toEqual([2, expect.stringContaining(expected)])
    expect(hint).not.toMatch(/Did you mean/)
  })

  it.each([
    [['completion'], "argument 'shell': bash, zsh, fish, powershell"],
    [['whoami', '--as'], "'--as <identity>' argument missing: bot, user"],
  ])('that is missing is named with its choices: %j', async (argv, expected) => {
    expect((await refused(argv)).message).toContain(expected)
  })
})

describe('JSON behind --json', () => {
  const [text, body] = ['{"text":"it\'s"}', '{"text":"x","blocks":[]}']

  it.each([
    [['post', '#general', '--json', text], `slack-tokens post '#general' 'it'\\''s' --json`],
    [['post', '--json', text], `slack-tokens post '#general' 'it'\\''s' --json`],
    [
      ['post', '#general', `--json=${body}`],
      `call chat.postMessage '{"channel":"#general","text":"x","blocks":[]}' --json`,
    ],
    [['webhook', '--json', text], `slack-tokens webhook 'it'\\''s' --json`],
    [['sim', 'say', '#general', '--json', text], `slack-tokens sim say '#general' 'it'\\''s' --json`],
    [['post', '#general', '--json', '{"text'], 'slack-tokens post --help'],
  ])('is never posted as a text: %j', async (argv, meant) => {
    using machine = createMachine()
    await machine.run([...approve])
    const { code, json } = await machine.run(argv)
    expect([code, (json as { hint: string }).hint]).toEqual([2, expect.stringContaining(meant)])
  })

  it.each([
    [['call', 'chat.postMessage', '--json', '{"channel":"#general","text":"hi"}']],
    [['call', 'chat.postMessage', '--json={"channel":"#general","text":"hi"}']],
    [['call', '--json', '{"channel":"#general","text":"hi"}', 'chat.postMessage']],
    [['post', '--json', '#general', '{"text":"hi"}']],
  ])('is the body of a call, on either side of the method, and a text elsewhere: %j', async (argv) => {
    using machine = createMachine()
    await machine.run([...approve])
    const { code, json } = await machine.run(argv)
    expect([code, json]).toMatchObject([0, { ok: true, message: { text: expect.stringContaining('hi') as string } }])
  })

  it('quotes a text with quotes in the hint for a missing channel', async () => {
    expect((await refused(['post', '{"x":"$HOME"}'])).hint).toBe(
      `Give both: slack-tokens post "#general" '{"x":"$HOME"}'`,
    )
  })
})

describe('what people type from habit', () => {
  it.each([[['version']], [['-v']], [['--profile', 'x', 'version', '--no-color']], [['--quiet', '-v']]])(
    'prints the version: %j',
    async (argv) => {
      using machine = createMachine()
      const [one, other] = [await machine.run(argv), await machine.run(['--version'])]
      expect([one.code, one.stdout]).toEqual([0, other.stdout])
    },
  )

  it.each([[['version', '--json']], [['--json', 'version']], [['-v', '--json']], [['--json', '--version']]])(
    'prints the version as JSON: %j',
    async (argv) => {
      using machine = createMachine()
      const { stdout } = await machine.run(['--version'])
      expect(await machine.run(argv)).toMatchObject({ code: 0, json: { ok: true, version: stdout.trim() } })
    },
  )

  it.each([
    [['--help', 'post'], 'post'],
    [['-h', 'sim', 'start'], 'sim start'],
    [['--quiet', '-h', 'run', '--', 'node', '-h'], 'run'],
    [['-h', 'nonsense'], '[options] [command]'],
  ])('prints the help of the command behind --help: %j', async (argv, expected) => {
    using machine = createMachine()
    const { code, stdout } = await machine.run(argv)
    expect([code, stdout]).toEqual([0, expect.stringContaining(`Usage: slack-tokens ${expected}`)])
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

import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Completions } from '../../../src/commands/completion/complete.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { approve } from '../../support/installed.ts'

async function completed(machine: Machine, words: readonly string[]): Promise<Completions> {
  const { code, json, stderr } = await machine.run(['completion', 'zsh', '--complete', '--json', '--', ...words])
  expect(code, stderr).toBe(0)
  return json as Completions
}

async function values(words: readonly string[]): Promise<readonly string[]> {
  using machine = createMachine()
  return (await completed(machine, words)).candidates.map(({ value }) => value)
}

describe('completion', () => {
  it.each([
    ['a command', ['who'], ['whoami']],
    ['an alias', ['stat'], ['status']],
    ['a subcommand', ['app', 'man'], ['manifest']],
    ['a subcommand of a subcommand’s parent, by an alias', ['install', '--approv'], ['--approve']],
    ['an option of the command', ['whoami', '--chan'], ['--channel']],
    ['a global option that applies to the command', ['whoami', '--pro'], ['--profile']],
    ['a choice', ['whoami', '--as', ''], ['bot', 'user']],
    ['a choice behind an equals sign', ['whoami', '--as=u'], ['--as=user']],
    ['a choice of an argument', ['completion', 'f'], ['fish']],
    ['a method', ['call', 'auth.tes'], ['auth.test']],
    ['a method after options', ['call', '--as', 'user', '--dry-run', 'auth.tes'], ['auth.test']],
    [
      'a bot scope in a list',
      ['login', '--scopes', 'users:read,im:w'],
      ['users:read,im:write', 'users:read,im:write.topic'],
    ],
    ['a scenario in a list', ['drive', '--scenario', 'allow,den'], ['allow,deny']],
    ['a finding to explain', ['drive', '--explain', 'state-not-c'], ['state-not-checked']],
    [
      'a finding in a list',
      ['drive', '--allow', 'state-not-checked,state-not-c'],
      ['state-not-checked,state-not-checked'],
    ],
    ['a set of scopes in a list', ['app', 'manifest', '--scope-set', 'files,mess'], ['files,messaging']],
    ['a subcommand as a topic of help', ['help', 'app', 'conf'], ['config-token']],
    ['a topic of help', ['help', 'cred'], ['credential-commands']],
    ['no command behind a topic of help without subcommands', ['help', 'post', ''], []],
    ['an event', ['sim', 'event', 'app_men'], ['app_mention']],
    ['an error code', ['why', 'account_in'], ['account_inactive']],
    ['a scope', ['scopes', 'chat:write.c'], ['chat:write.customize']],
    ['a place of a fault', ['sim', 'fail', 'pag'], ['page']],
    ['a method that can fail', ['sim', 'fail', 'chat.postE'], ['chat.postEphemeral']],
    ['a delivery that can fail', ['sim', 'fail', 'inter'], ['interaction']],
    ['an event that can fail', ['sim', 'fail', 'app_men'], ['app_mention']],
    ['a way in which a request fails', ['sim', 'fail', 'chat.postMessage', 'cu'], ['cut']],
    ['a way to fail without its number', ['sim', 'fail', '*', 'slo'], ['slow:']],
    ['an error code of a request that fails', ['sim', 'fail', 'auth.test', 'account_in'], ['account_inactive']],
    ['a way in which only the page fails', ['sim', 'fail', 'page', 'require'], ['require-approval']],
    ['no way of the page for a method', ['sim', 'fail', 'auth.test', 'require-'], []],
    ['a way in which a delivery fails', ['sim', 'fail', 'command', 'd'], expect.arrayContaining(['drop-socket'])],
    ['no way of events for a command', ['sim', 'fail', 'command', 'out'], []],
    ['no error code for a delivery', ['sim', 'fail', 'event', 'account_in'], []],
    ['a place of faults to remove', ['sim', 'fail', '--clear', 'webh'], ['webhook']],
    ['nothing for an option that the command does not have', ['post', '--text', ''], []],
    ['nothing for a free value', ['post', '--thread', ''], []],
    ['options in place of a value', ['post', '--thread', '--upd'], ['--update']],
    ['nothing for a flag that does not apply to the command', ['list', '--prof'], []],
    ['nothing for free text', ['post', '#general', 'hel'], []],
  ])('offers %s', async (_what, words, offered) => {
    expect(await values(words)).toEqual(offered)
  })

  it('offers no user scope for the bot', async () => {
    const [bot, user] = [
      await values(['login', '--scopes', 'search:re']),
      await values(['login', '--user-scopes', 'search:re']),
    ]
    expect(user).toContain('search:read')
    expect(bot).not.toContain('search:read')
  })

  it.each([[['import', '']], [['call', 'auth.test', '--input', '']], [['run', '--', 'np']], [['upload', 'x']]])(
    'lets the shell offer files: %j',
    async (words) => {
      using machine = createMachine()
      expect(await completed(machine, words)).toMatchObject({ files: true, candidates: [] })
    },
  )

  it.each([
    [['run', 'np'], 2],
    [['run', '--profile', 'a', '--', 'npm', 'te'], 5],
    [['run', 'npm', '--', 'te'], 2],
    [['trace', '--output', 'a', 'np'], 4],
    [['sim', 'run', '--', ''], 4],
  ])('lets the shell complete the command line of a program: %j', async (words, program) => {
    using machine = createMachine()
    expect(await completed(machine, words)).toMatchObject({ program, candidates: [] })
    const { stdout } = await machine.run(['completion', 'zsh', '--complete', '--', ...words])
    expect(stdout.trim()).toBe(`:1 ${program}`)
  })

  it('offers the stored installations and apps, and people', async () => {
    using machine = createMachine()
    await machine.run([...approve, '--profile', 'acme'])
    const of = async (words: readonly string[]) =>
      (await completed(machine, words)).candidates.map(({ value }) => value)
    expect([await of(['use', '']), await of(['list', '--json', '']), await of(['post', '--profile', 'ac'])]).toEqual([
      ['acme'],
      [],
      ['acme'],
    ])
    expect(await of(['whoami', '--user', '@'])).toHaveLength(1)
  })

  it('offers a name once that several installations have', async () => {
    using machine = createMachine()
    for (const name of ['acme', 'beta']) {
      await machine.run([...approve, '--scopes', 'chat:write,incoming-webhook', '--profile', name])
    }
    const { candidates } = await completed(machine, ['post', ''])
    const channels = candidates.map(({ value }) => value)
    expect(channels.length).toBeGreaterThan(0)
    expect(channels).toEqual([...new Set(channels)])
  })

  it('offers a profile or a file to explain', async () => {
    using machine = createMachine()
    await machine.run([...approve, '--profile', 'acme'])
    expect(await completed(machine, ['explain', 'ac'])).toMatchObject({ candidates: [{ value: 'acme' }], files: true })
  })

  it('offers the channels of webhooks, and those that post and call reached', async () => {
    using machine = createMachine()
    await machine.run([...approve, '--profile', 'acme'])
    await machine.run(['post', '#design', 'refused', '--as', 'bot'])
    await machine.run(['post', '#random', 'hi', '--as', 'user'])
    await machine.run(['post', '@dana', 'a person is no channel', '--as', 'bot'])
    await machine.run(['call', 'conversations.info', 'channel=C0SIMGENL'])
    const { candidates } = await completed(machine, ['post', ''])
    expect(candidates.map(({ value }) => value)).toEqual(['#general', 'C0SIMGENL', '#random'])
    // A second message to the channel writes nothing.
    const file = join(machine.directory, 'config.json')
    const before = statSync(file).mtimeMs
    await machine.run(['post', '#random', 'hi again', '--as', 'user'])
    expect(statSync(file).mtimeMs).toBe(before)
    writeFileSync(file, '{"profiles": [')
    expect((await completed(machine, ['post', ''])).candidates).toEqual([])
  })

  it('offers commands but no installations when the config file is damaged', async () => {
    using machine = createMachine()
    await machine.run([...approve])
    writeFileSync(join(machine.directory, 'config.json'), '{"profiles": [')
    expect((await completed(machine, ['use', ''])).candidates).toEqual([])
    expect((await completed(machine, ['whoa'])).candidates).toMatchObject([{ value: 'whoami' }])
  })

  it('says that the script needs the program on the path', async () => {
    using machine = createMachine()
    const warned = await machine.run(['completion', 'bash'], { typedName: () => 'npx slack-tokens' })
    expect(warned.stderr).toContain('npm install --global slack-tokens')
    expect((await machine.run(['completion', 'bash'])).stderr).toBe('')
  })

  it.each([['bash'], ['zsh'], ['fish'], ['powershell']])(
    'prints a script for %s without a call to eval',
    async (shell) => {
      using machine = createMachine()
      const { code, stdout } = await machine.run(['completion', shell])
      expect([code, stdout.includes(`slack-tokens completion ${shell} --complete`)]).toEqual([0, true])
      expect(stdout).not.toMatch(/\beval\b|Invoke-Expression/)
    },
  )
})

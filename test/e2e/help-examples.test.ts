import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Machine } from '../support/cli.ts'
import { approved, messagesIn } from '../support/installed.ts'

/** The commands whose help examples call Slack with stored tokens. */
const calling = ['call', 'check', 'post', 'scopes', 'upload', 'webhook', 'which', 'whoami']

const channel = 'C0SIMGENL'

/** Returns the example with values of this test in place of its placeholders. */
function own(words: string, ts: string): string {
  return words
    .replace(/"#(?:ops|design|builds|releases)"/g, '"#general"')
    .replaceAll('C012AB3CD', channel)
    .replaceAll('1700000000.123456', ts)
    .replace(
      /https:\/\/acme\.slack\.com\/archives\/\S+/,
      `http://localhost:4717/archives/${channel}/p${ts.replace('.', '')}`,
    )
    .replace('*.png', 'chart.png')
    .replace(/\bacme beta\b/, 'sandbox-inc')
}

/** Returns the words of a command line, without the quotes around them. */
const wordsOf = (line: string) =>
  (line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'))

interface Example {
  readonly argv: readonly string[]
  /** The text that comes through a pipe; undefined without a pipe. */
  readonly input: string | undefined
}

/** Returns the arguments and the piped text of an example line in a help text, without its comment. */
function read(line: string, ts: string): Example {
  const [before = '', after = ''] = line.split(/(?:^| )slack-tokens /)
  const [command = ''] = after.split(/\s{2,}| \| | > /)
  return {
    argv: wordsOf(own(command, ts)),
    input: before === '' ? undefined : own(/^echo '(.*)' \|$/.exec(before)?.[1] ?? 'what it prints', ts),
  }
}

/**
 * Creates a machine that is logged in to the simulator, with files to send. Also returns a function that posts a
 * message as the bot.
 */
async function practice(): Promise<{ machine: Machine; ts: () => Promise<string> }> {
  const machine = await approved()
  for (const name of ['report.pdf', 'chart.png', 'fix.patch', 'notes.txt'])
    writeFileSync(join(machine.directory, name), 'a file')
  writeFileSync(join(machine.directory, 'blocks.json'), '[{"type":"divider"}]')
  writeFileSync(join(machine.directory, 'manifest.json'), JSON.stringify({ display_information: { name: 'Mine' } }))
  const ts = async () => {
    await machine.run(['post', '#general', 'to be changed', '--as', 'bot'])
    return messagesIn(machine, 'general').at(-1)?.ts ?? ''
  }
  return { machine, ts }
}

describe('the default scopes of login --sim', () => {
  it.each(calling)('are sufficient for every example in %s --help', async (command) => {
    const { machine, ts } = await practice()
    using _machine = machine
    const help = (await machine.run([command, '--help'])).stdout
    const lines = help
      .slice(help.indexOf('Examples:'))
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /(?:^|\| )slack-tokens /.test(line))
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) {
      const { argv, input } = read(line, await ts())
      const { code, stderr } = await machine.run(argv, input === undefined ? {} : { input })
      expect([line, code, stderr]).toEqual([line, 0, stderr])
      expect(stderr).not.toContain('missing_scope')
    }
  })

  it.each([[[]], [['--v1']], [['--user-only']], [['--pkce']]])(
    'are sufficient for every command that explain prints, after login with the options %j',
    async (argv) => {
      using machine = await approved(argv)
      writeFileSync(join(machine.directory, 'notes.txt'), 'notes')
      const { stdout } = await machine.run(['explain', 'sandbox-inc'])
      const lines = stdout.split('\n').filter((line) => line.startsWith('  slack-tokens '))
      expect(lines.length).toBeGreaterThan(3)
      expect(stdout).not.toContain('was not granted')
      for (const line of lines) {
        const { code, stderr } = await machine.run(read(line.trim(), '').argv)
        expect([line, code, stderr]).toEqual([line, 0, stderr])
      }
    },
  )

  it('do not include team:read; the error of `call` prints the login command that adds it', async () => {
    using machine = await approved()
    const refused = await machine.run(['call', 'team.info'])
    expect(refused.code).toBe(5)
    expect(refused.json).toMatchObject({ error: 'missing_scope', needed: 'team:read' })
    const [, login = ''] = /slack-tokens (login --sim \S+ \S+)/.exec(refused.stderr) ?? []
    expect((await machine.run([...login.split(' '), '--approve', '--port', '0'])).code).toBe(0)
    expect((await machine.run(['call', 'team.info'])).code).toBe(0)
  })
})

describe('the lookup of a channel by name', () => {
  it('uses the bot token in upload and post when the user token lacks channels:read', async () => {
    using machine = await approved(['--scopes', 'channels:read', '--user-scopes', 'chat:write,files:write'])
    writeFileSync(join(machine.directory, 'notes.txt'), 'notes')
    const upload = await machine.run(['upload', 'notes.txt', '#general', '--as', 'user'])
    expect([upload.code, upload.stderr]).toEqual([0, expect.stringContaining('to #general')])
    const post = ['post', '#general', 'hi', '--as', 'user']
    const posted = await machine.run([...post, '--json'])
    const { ts } = posted.json as { ts: string }
    expect((await machine.run(['post', '#general', 'hello', '--update', ts, '--as', 'user'])).code).toBe(0)
  })

  it('exits with 3 (not_in_channel) in upload --as bot when the person, but not the bot, is in the channel', async () => {
    using machine = await approved(['--scopes', 'chat:write,files:write', '--user-scopes', 'channels:read'])
    writeFileSync(join(machine.directory, 'notes.txt'), 'notes')
    // dana is in #random, but the bot is not, so Slack refuses the upload.
    const { code, stderr } = await machine.run(['upload', 'notes.txt', '#random', '--as', 'bot'])
    expect([code, stderr]).toEqual([3, expect.stringContaining('not_in_channel')])
  })

  it('exits with 5 and prints login --add-user-scope channels:read when neither token has channels:read', async () => {
    using machine = await approved(['--scopes', 'files:write', '--user-scopes', 'files:write'])
    writeFileSync(join(machine.directory, 'notes.txt'), 'notes')
    const { code, stderr } = await machine.run(['upload', 'notes.txt', '#general', '--as', 'user'])
    expect([code, stderr]).toEqual([5, expect.stringContaining('--add-user-scope channels:read')])
  })
})

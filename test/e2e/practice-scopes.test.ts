import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { approved } from '../support/installed.ts'

/** Returns the words of a command line, without the quotes around them. */
const wordsOf = (line: string) =>
  (line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'))

describe('the default scopes of login --sim', () => {
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
        const { code, stderr } = await machine.run(wordsOf(line.trim().split(/ {2,}/)[0] ?? '').slice(1))
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

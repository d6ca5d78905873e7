import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../src/runtime/process-host.ts'
import type { WorldState } from '../../../src/simulator/state/types.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { installed as install, logged, worldOf } from '../../support/installed.ts'
import { stageFault } from '../../support/stage.ts'

const scopes = 'chat:write,files:write,channels:read'
const installed = (bot = scopes, user = scopes) => install(bot, user)

/** Writes a file to the machine's folder and returns its path. A number as `content` is the size in bytes. */
function fileOf(machine: Machine, name: string, content: string | number): string {
  const path = join(machine.directory, name)
  writeFileSync(path, typeof content === 'string' ? content : Buffer.alloc(content, 'slack'))
  return path
}

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('upload', () => {
  it('shares a file as the person with --as user, with the user token in both calls', async () => {
    using machine = await installed()
    const path = fileOf(machine, 'report.pdf', 48_000)
    const { code, stdout, stderr } = await machine.run(['upload', path, '#general', '--as', 'user', '-m', 'Q3'])
    expect(code, stderr).toBe(0)
    expect(stderr).toBe('→ Sandbox Inc (T0SIM0001) as @dana (the person), to #general\n')
    expect(stdout).toMatch(/^report\.pdf \(48 kB\) shared in #general by @dana \(the person\) {2}F0SIM\w+\n$/)
    const { files, channels, log } = worldOf(machine)
    expect(files).toMatchObject([{ name: 'report.pdf', title: 'report.pdf', size: 48_000, sha256: sha256(path) }])
    expect(channels[0]?.messages).toMatchObject([{ user: 'U0SIMDANA', text: 'Q3', files: [files[0]?.id] }])
    const steps = log.filter(({ what }) => /upload/i.test(what))
    expect(steps.map(({ what, as, error }) => [what, as, error])).toEqual([
      ['files.getUploadURLExternal', 'user:U0SIMDANA', null],
      ['upload', null, null],
      ['files.completeUploadExternal', 'user:U0SIMDANA', null],
    ])
  })

  it('shares a file as the bot under the name in --filename and the title in --title, in a channel that is named by its id', async () => {
    using machine = await installed('files:write')
    const path = fileOf(machine, 'build.log', 'all green\n')
    const argv = ['upload', path, 'C0SIMGENL', '--filename', 'log.txt', '--title', 'The log', '--json']
    const { code, json, stderr } = await machine.run(argv)
    expect(code, stderr).toBe(0)
    const [file] = worldOf(machine).files
    expect(json).toEqual({
      ok: true,
      files: [{ id: file?.id, name: 'log.txt', title: 'The log', size: 10 }],
      channel: 'C0SIMGENL',
    })
    expect(worldOf(machine).channels[0]?.messages).toMatchObject([{ botId: expect.any(String) as string, text: '' }])
    expect(logged(machine)).not.toContain('conversations.list')
  })

  it('shares a file in a direct message when the channel is the id of a person', async () => {
    using machine = await installed()
    const path = fileOf(machine, 'note.txt', 'hi')
    expect((await machine.run(['upload', path, 'U0SIMLEE', '--as', 'user'])).code).toBe(0)
    const direct = worldOf(machine).channels.find(({ kind }) => kind === 'im')
    expect(direct).toMatchObject({ members: ['U0SIMDANA', 'U0SIMLEE'], messages: [{ user: 'U0SIMDANA' }] })
  })

  it('shares the file with nobody when no channel is given, and warns when only the bot will see the file', async () => {
    using machine = await installed()
    const path = fileOf(machine, 'note.txt', 'hi')
    const user = await machine.run(['upload', path, '--as', 'user'])
    expect(user.stderr).toMatch(/as @dana \(the person\), private, because no channel was given\n$/)
    expect(user.stdout).toMatch(/^note\.txt \(2 bytes\) private to @dana/)
    const bot = await machine.run(['upload', path, '--json'])
    expect(bot.stderr).toMatch(/Only the bot will see the file/)
    expect(bot.json).toMatchObject({ ok: true, channel: null })
    expect(worldOf(machine).files.map(({ shares }) => shares)).toEqual([[], []])
  })

  it('finds a private channel by its name when the token has groups:read', async () => {
    using machine = await installed(scopes, 'files:write,groups:read')
    const path = fileOf(machine, 'note.txt', 'hi')
    const { code, stderr } = await machine.run(['upload', path, 'secret-ops', '--as', 'user'])
    expect(code, stderr).toBe(0)
    const general = await machine.run(['upload', path, '#general', '--as', 'user'])
    expect([general.code, general.stderr]).toEqual([3, expect.stringMatching(/called #general/) as string])
  })

  it('finds a channel by its name on the third page of conversations.list', async () => {
    using machine = await installed()
    const state = worldOf(machine)
    const [general] = state.channels
    for (let number = 0; number < 2500; number += 1) {
      const id = `C0MANY${String(number).padStart(4, '0')}`
      state.channels.push({ ...general, id, name: `many-${number}`, members: [] } as WorldState['channels'][number])
    }
    state.channels.at(-1)?.members.push('U0SIMDANA')
    writeFileSync(join(machine.directory, 'simulator.json'), JSON.stringify(state), { mode: 0o600 })
    const path = fileOf(machine, 'note.txt', 'hi')
    const { code, json, stderr } = await machine.run(['upload', path, '#many-2499', '--as', 'user', '--json'])
    expect([code, json], stderr).toMatchObject([0, { channel: 'C0MANY2499' }])
    expect(logged(machine).filter((what) => what === 'conversations.list')).toHaveLength(3)
  })
})

describe('upload, before the first call to Slack', () => {
  it('exits with 5 for missing scopes, and prints the login command that requests them', async () => {
    using machine = await installed('chat:write', 'chat:write')
    const path = fileOf(machine, 'note.txt', 'hi')
    const argv = ['upload', path, '#general', '--as', 'user']
    const { code, stdout, stderr } = await machine.run(argv)
    expect([code, stdout]).toEqual([5, ''])
    expect(stderr).toMatch(/^✗ Not sent: the user token of “sandbox-inc” lacks files:write .* and channels:read/)
    const [, told = ''] = /slack-tokens (login --sim --add-user-scope \S+)/.exec(stderr) ?? []
    expect(told).toBe('login --sim --add-user-scope files:write,channels:read')
    expect(logged(machine).filter((what) => /files|conversations/.test(what))).toEqual([])
    await machine.run([...told.split(' '), '--approve', '--port', '0'])
    expect((await machine.run(argv)).code).toBe(0)
  })

  it('sends the call even without the scope when --force is given, and exits with 5 (missing_scope) when Slack refuses the call', async () => {
    using machine = await installed('chat:write')
    const path = fileOf(machine, 'note.txt', 'hi')
    const { code, json } = await machine.run(['upload', path, 'C0SIMGENL', '--force', '--json'])
    expect([code, json]).toMatchObject([5, { error: 'missing_scope', needed: 'files:write' }])
  })

  it('exits with 5 for the name of a channel without the scope channels:read, and suggests the id of the channel', async () => {
    using machine = await installed('files:write', 'files:write')
    const path = fileOf(machine, 'note.txt', 'hi')
    const { code, stderr } = await machine.run(['upload', path, '#general'])
    expect(code).toBe(5)
    expect(stderr).toMatch(/Give the channel’s id \(C…\), or request more: .* --add-scope channels:read/)
  })

  it('does not check the scopes of a classic app', async () => {
    using machine = createMachine()
    const login = ['login', '--sim', '--v1', '--approve', '--port', '0', '--scopes', 'bot']
    expect((await machine.run([...login, '--user-scopes', 'chat:write:user'])).code).toBe(0)
    const path = fileOf(machine, 'note.txt', 'hi')
    const bot = await machine.run(['upload', path, '#general'])
    expect([bot.code, bot.stderr]).toEqual([0, expect.not.stringMatching(/Not sent/) as string])
    const user = await machine.run(['upload', path, 'C0SIMGENL', '--as', 'user'])
    expect([user.code, user.stderr]).toEqual([5, expect.stringMatching(/External: missing_scope/) as string])
  })

  it.each([
    ['nowhere.txt', 1, /does not exist/],
    ['folder', 2, /is a folder/],
    ['empty.txt', 2, /is empty, and Slack accepts no empty files/],
    ['/dev/null', 2, /is a device, not a plain file/],
  ])('for the path %s, exits with %i and prints the reason', async (name, exit, said) => {
    using machine = await installed()
    mkdirSync(join(machine.directory, 'folder'))
    fileOf(machine, 'empty.txt', '')
    const path = name.startsWith('/') ? name : join(machine.directory, name)
    const { code, stdout, stderr } = await machine.run(['upload', path, '#general'])
    expect([code, stdout]).toEqual([exit, ''])
    expect(stderr).toMatch(said)
    expect(logged(machine).filter((what) => what.startsWith('files.'))).toEqual([])
  })

  it('exits with 2 for --comment without a channel, and with 5 for @dana without the scope to look up people', async () => {
    using machine = await installed()
    const path = fileOf(machine, 'note.txt', 'hi')
    expect((await machine.run(['upload', path, '--comment', 'hi'])).code).toBe(2)
    expect((await machine.run(['upload', path, '@dana'])).code).toBe(5)
  })
})

describe('upload, when Slack fails', () => {
  it.each([
    [
      'files.getUploadURLExternal',
      'storage_limit_reached',
      3,
      /storage_limit_reached\. The workspace’s storage is full/,
    ],
    ['files.getUploadURLExternal', 'token_revoked', 4, /token_revoked/],
    ['upload', '500', 1, /The file was not uploaded: localhost:4717 answered 500/],
    ['upload', 'file_type_not_allowed', 3, /not uploaded: .* 400 file_type_not_allowed\. The workspace does not take/],
    ['upload', 'drop-after-commit', 1, /the connection was cut/],
    ['files.completeUploadExternal', 'file_not_found', 3, /file_not_found/],
    ['files.completeUploadExternal', 'html', 1, /502 with a web page \(text\/html/],
  ])('when the request %s fails with %s, exits with %i and shares no file', async (on, what, exit, said) => {
    using machine = await installed()
    stageFault(machine.directory, { on, what, times: 1, after: 0 })
    const path = fileOf(machine, 'note.txt', 'hi')
    const { code, stdout, stderr } = await machine.run(['upload', path, '#general'])
    expect([code, stdout]).toEqual([exit, ''])
    expect(stderr).toMatch(said)
    expect(worldOf(machine).channels[0]?.messages).toEqual([])
  })

  it('exits with 3 (not_in_channel) for a channel that the bot is not in', async () => {
    using machine = await installed()
    const path = fileOf(machine, 'note.txt', 'hi')
    const { code, json } = await machine.run(['upload', path, '#random', '--json'])
    expect([code, json]).toMatchObject([3, { error: 'not_in_channel', hint: expect.any(String) as string }])
  })

  it('waits 3 seconds for a rate limit of the upload URL, and sends the whole file again (fault R7)', async () => {
    using machine = await installed()
    stageFault(machine.directory, { on: 'upload', what: '429', times: 1, after: 0, retryAfter: 3 })
    const slept: number[] = []
    const clock = {
      ...systemClock,
      sleep: (ms: number) => {
        slept.push(ms)
        return Promise.resolve()
      },
    }
    const path = fileOf(machine, 'data.bin', 300_000)
    const { code, stderr } = await machine.run(['upload', path, '#general'], { clock })
    expect([code, slept], stderr).toEqual([0, [3000]])
    expect(worldOf(machine).files).toMatchObject([{ size: 300_000, sha256: sha256(path) }])
  })
})

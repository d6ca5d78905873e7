import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoryUsage } from 'node:process'
import { describe, expect, it } from 'vitest'
import { Interruption } from '../src/errors.ts'
import { systemClock } from '../src/host.ts'
import type { WorldState } from '../src/simulator/world.ts'
import { checkUploadUrl } from '../src/slack/upload.ts'
import { createMachine, type Machine } from './support/cli.ts'
import { stageFault } from './support/stage.ts'
import { temporaryFolder } from './support/temporary.ts'
import { type Arrived, startWeb } from './support/web.ts'

const scopes = 'chat:write,files:write,channels:read'

async function installed(bot = scopes, user = scopes) {
  const machine = createMachine()
  const argv = ['login', '--sim', '--approve', '--port', '0', '--scopes', bot, '--user-scopes', user]
  const { code, stderr } = await machine.run(argv)
  expect(code, stderr).toBe(0)
  return machine
}

/** A file in the machine's folder; `content` may be a number of bytes. */
function fileOf(machine: Machine, name: string, content: string | number): string {
  const path = join(machine.directory, name)
  writeFileSync(path, typeof content === 'string' ? content : Buffer.alloc(content, 'slack'))
  return path
}

function worldOf({ directory }: Machine): WorldState {
  return JSON.parse(readFileSync(join(directory, 'simulator.json'), 'utf8')) as WorldState
}

const logged = (machine: Machine) => worldOf(machine).log.map(({ what }) => what)
const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('upload', () => {
  it('shares a file as the person, in three steps of one identity', async () => {
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

  it('shares a file as the bot, with a name and a title, by the channel’s id', async () => {
    using machine = await installed('files:write')
    const path = fileOf(machine, 'build.log', 'all green\n')
    const argv = ['upload', path, 'C0SIMGENL', '--filename', 'log.txt', '--title', 'The log', '--json']
    const { code, json, stderr } = await machine.run(argv)
    expect(code, stderr).toBe(0)
    const [file] = worldOf(machine).files
    expect(json).toEqual({
      ok: true,
      file: { id: file?.id, name: 'log.txt', title: 'The log', size: 10 },
      channel: 'C0SIMGENL',
    })
    expect(worldOf(machine).channels[0]?.messages).toMatchObject([{ botId: expect.any(String) as string, text: '' }])
    expect(logged(machine)).not.toContain('conversations.list')
  })

  it('shares with a person by id, in their direct messages', async () => {
    using machine = await installed()
    const path = fileOf(machine, 'note.txt', 'hi')
    expect((await machine.run(['upload', path, 'U0SIMLEE', '--as', 'user'])).code).toBe(0)
    const direct = worldOf(machine).channels.find(({ kind }) => kind === 'im')
    expect(direct).toMatchObject({ members: ['U0SIMDANA', 'U0SIMLEE'], messages: [{ user: 'U0SIMDANA' }] })
  })

  it('without a channel the file stays private, and a bot’s is seen by nobody else', async () => {
    using machine = await installed()
    const path = fileOf(machine, 'note.txt', 'hi')
    const user = await machine.run(['upload', path, '--as', 'user'])
    expect(user.stderr).toMatch(/as @dana \(the person\), private: no channel is named\n$/)
    expect(user.stdout).toMatch(/^note\.txt \(2 bytes\) kept private to @dana/)
    const bot = await machine.run(['upload', path, '--json'])
    expect(bot.stderr).toMatch(/Only the bot will see the file/)
    expect(bot.json).toMatchObject({ ok: true, channel: null })
    expect(worldOf(machine).files.map(({ shares }) => shares)).toEqual([[], []])
  })

  it('a private channel by name takes groups:read', async () => {
    using machine = await installed(scopes, 'files:write,groups:read')
    const path = fileOf(machine, 'note.txt', 'hi')
    const { code, stderr } = await machine.run(['upload', path, 'secret-ops', '--as', 'user'])
    expect(code, stderr).toBe(0)
    const general = await machine.run(['upload', path, '#general', '--as', 'user'])
    expect([general.code, general.stderr]).toEqual([3, expect.stringMatching(/called #general/) as string])
  })

  it('looks a name up page by page', async () => {
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

describe('before anything is sent', () => {
  it('a missing scope: exit 5, and the login that is told makes it work', async () => {
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

  it('--force lets Slack say so, with the same exit code', async () => {
    using machine = await installed('chat:write')
    const path = fileOf(machine, 'note.txt', 'hi')
    const { code, json } = await machine.run(['upload', path, 'C0SIMGENL', '--force', '--json'])
    expect([code, json]).toMatchObject([5, { error: 'missing_scope', needed: 'files:write' }])
  })

  it('a name without the scope to look it up: exit 5 that offers the id instead', async () => {
    using machine = await installed('files:write')
    const path = fileOf(machine, 'note.txt', 'hi')
    const { code, stderr } = await machine.run(['upload', path, '#general'])
    expect(code).toBe(5)
    expect(stderr).toMatch(/Give the channel’s id \(C…\), or ask for more: .* --add-scope channels:read/)
  })

  it('a classic app’s scopes go by other names, and are not judged', async () => {
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
    ['nowhere.txt', 1, /could not be read: there is no such file/],
    ['folder', 2, /is a folder/],
    ['empty.txt', 2, /is empty, and Slack takes no empty files/],
    ['/dev/null', 2, /is not an ordinary file/],
  ])('%s: exit %i', async (name, exit, said) => {
    using machine = await installed()
    mkdirSync(join(machine.directory, 'folder'))
    fileOf(machine, 'empty.txt', '')
    const path = name.startsWith('/') ? name : join(machine.directory, name)
    const { code, stdout, stderr } = await machine.run(['upload', path, '#general'])
    expect([code, stdout]).toEqual([exit, ''])
    expect(stderr).toMatch(said)
    expect(logged(machine).filter((what) => what.startsWith('files.'))).toEqual([])
  })

  it('a comment without a channel: exit 2; a person’s name without the scope to look it up: exit 5', async () => {
    using machine = await installed()
    const path = fileOf(machine, 'note.txt', 'hi')
    expect((await machine.run(['upload', path, '--comment', 'hi'])).code).toBe(2)
    expect((await machine.run(['upload', path, '@dana'])).code).toBe(5)
  })
})

describe('what goes wrong on the way', () => {
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
  ])('%s %s: exit %i', async (on, what, exit, said) => {
    using machine = await installed()
    stageFault(machine.directory, { on, what, times: 1, after: 0 })
    const path = fileOf(machine, 'note.txt', 'hi')
    const { code, stdout, stderr } = await machine.run(['upload', path, '#general'])
    expect([code, stdout]).toEqual([exit, ''])
    expect(stderr).toMatch(said)
    expect(worldOf(machine).channels[0]?.messages).toEqual([])
  })

  it('a channel the bot is not in: exit 3 with Slack’s word', async () => {
    using machine = await installed()
    const path = fileOf(machine, 'note.txt', 'hi')
    const { code, json } = await machine.run(['upload', path, '#random', '--json'])
    expect([code, json]).toMatchObject([3, { error: 'not_in_channel', hint: expect.any(String) as string }])
  })

  it('R7 a limit at the bytes is waited out, and all of them are sent again', async () => {
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

/** A Slack that names any address for the bytes. */
function slackNaming(
  uploadUrl: (base: string) => string,
  more: (request: Arrived) => string | undefined = () => undefined,
) {
  return startWeb((request, response) => {
    const said = more(request)
    if (said !== undefined) {
      response.end(said)
      return
    }
    const base = `http://${request.headers.host}`
    const upload_url = uploadUrl(base)
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({ ok: true, upload_url, file_id: 'F0TEST', files: [{ id: 'F0TEST', title: 'note.txt' }] }),
    )
  })
}

describe('where the bytes go', () => {
  const slack = { apiUrl: 'https://slack.com/api/', simulator: false }
  const local = { apiUrl: 'http://localhost:4717/api/', simulator: false }
  const simulator = { apiUrl: 'http://localhost:9/api/', simulator: true }

  it.each([
    [slack, 'https://files.slack.com/upload/v1/abc'],
    [{ ...slack, apiUrl: 'https://slack-gov.com/api/' }, 'https://files.slack-gov.com/upload/v1/abc'],
    [local, 'http://localhost:4717/upload/v1/abc'],
    [local, 'http://127.0.0.1:4717/upload/v1/abc'],
    [simulator, 'http://localhost:4717/upload/v1/abc'],
  ])('H1 an API at %o may name %s', (way, url) => expect(checkUploadUrl(url, way).href).toBe(url))

  it.each([
    [slack, 'https://evil.example/upload/v1/abc'],
    [slack, 'https://slack.com.evil.example/x'],
    [slack, 'https://notslack.com/x'],
    [slack, 'http://files.slack.com/x'],
    [slack, 'https://files.slack.com:8443/x'],
    [slack, 'https://user:secret@files.slack.com/x'],
    [slack, 'http://localhost:4717/upload/v1/abc'],
    [slack, '/upload/v1/abc'],
    [slack, undefined],
    [local, 'http://localhost:4718/upload/v1/abc'],
    [local, 'http://evil.example:4717/upload/v1/abc'],
    [simulator, 'https://files.slack.com/upload/v1/abc'],
  ])('H1 an API at %o may not name %s', (way, url) =>
    expect(() => checkUploadUrl(url, way)).toThrow(/Nothing was uploaded/),
  )

  it('H1 an answer that names another host gets no file', async () => {
    await using elsewhere = await startWeb((_request, response) => response.end('OK - 2'))
    await using api = await slackNaming(() => `${elsewhere.url}/upload/v1/abc`)
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${api.url}/api/` })
    mkdirSync(machine.directory)
    const { code, stderr } = await machine.run(['upload', fileOf(machine, 'note.txt', 'hi'), 'C0TEST123'])
    expect([code, stderr]).toEqual([1, expect.stringMatching(/Nothing was uploaded: .* wants the bytes at/) as string])
    expect([elsewhere.arrived, api.arrived.length]).toEqual([[], 1])
  })

  it('H1 no token goes with the bytes', async () => {
    await using api = await slackNaming((base) => `${base}/upload/v1/abc`)
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${api.url}/api/` })
    mkdirSync(machine.directory)
    const { code, stderr } = await machine.run(['upload', fileOf(machine, 'note.txt', 'hi'), 'C0TEST123'])
    expect(code, stderr).toBe(0)
    const [begun, bytes, completed] = api.arrived
    expect(begun?.headers).toMatchObject({ authorization: 'Bearer xoxb-exported' })
    expect(bytes).toMatchObject({ path: '/upload/v1/abc', body: 'hi', headers: { 'content-length': '2' } })
    expect(JSON.stringify(bytes)).not.toContain('xoxb')
    expect(Object.fromEntries(new URLSearchParams(completed?.body))).toEqual({
      channel_id: 'C0TEST123',
      files: '[{"id":"F0TEST","title":"note.txt"}]',
    })
  })

  it('a token of unknown scopes looks a name up with all kinds, then with public channels alone', async () => {
    await using api = await slackNaming(
      (base) => `${base}/upload/v1/abc`,
      ({ path, body }) =>
        path.endsWith('.list')
          ? body.includes('private')
            ? '{"ok":false,"error":"missing_scope","needed":"groups:read"}'
            : '{"ok":true,"channels":[{"id":"C0OPS","name":"ops"}]}'
          : undefined,
    )
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${api.url}/api/` })
    mkdirSync(machine.directory)
    const { code, json } = await machine.run(['upload', fileOf(machine, 'note.txt', 'hi'), '#ops', '--json'])
    expect([code, json]).toMatchObject([0, { channel: 'C0OPS' }])
  })

  it('H3 a redirect is never followed', async () => {
    const hits: string[] = []
    await using api = await startWeb(({ path, headers }, response) => {
      hits.push(path)
      if (path.startsWith('/upload/')) return response.writeHead(302, { location: '/elsewhere' }).end()
      return response.end(
        JSON.stringify({ ok: true, upload_url: `http://${headers.host}/upload/v1/abc`, file_id: 'F0' }),
      )
    })
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${api.url}/api/` })
    mkdirSync(machine.directory)
    const { code, stderr } = await machine.run(['upload', fileOf(machine, 'note.txt', 'hi')])
    expect([code, stderr]).toEqual([1, expect.stringMatching(/answered 302/) as string])
    expect(hits).toEqual(['/api/files.getUploadURLExternal', '/upload/v1/abc'])
  })

  it('fewer bytes than were sent are a failure', async () => {
    await using api = await slackNaming(
      (base) => `${base}/upload/v1/abc`,
      ({ path }) => (path.startsWith('/upload/') ? 'OK - 1' : undefined),
    )
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${api.url}/api/` })
    mkdirSync(machine.directory)
    const { code, stderr } = await machine.run(['upload', fileOf(machine, 'note.txt', 'hi')])
    expect([code, stderr]).toEqual([1, expect.stringMatching(/1 of 2 bytes arrived/) as string])
  })

  it('R10 bytes that nobody takes: exit 1 after --http-timeout without progress', async () => {
    await using api = await startWeb(({ path, headers }, response) => {
      if (!path.startsWith('/upload/'))
        response.end(JSON.stringify({ ok: true, upload_url: `http://${headers.host}/upload/v1/abc`, file_id: 'F0' }))
    })
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${api.url}/api/` })
    mkdirSync(machine.directory)
    const argv = ['upload', fileOf(machine, 'note.txt', 'hi'), '--http-timeout', '0.3']
    const { code, stderr } = await machine.run(argv)
    expect([code, stderr]).toEqual([1, expect.stringMatching(/no answer within 0\.3 s/) as string])
  })

  it('R14 Ctrl-C while the bytes are sent: exit 130, nothing completed', async () => {
    const interrupt = new AbortController()
    await using api = await startWeb(({ path, headers }, response) => {
      if (path.startsWith('/upload/')) interrupt.abort(new Interruption('interrupted'))
      else response.end(JSON.stringify({ ok: true, upload_url: `http://${headers.host}/upload/v1/abc`, file_id: 'F0' }))
    })
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${api.url}/api/` })
    mkdirSync(machine.directory)
    const { signal } = interrupt
    const { code, stdout } = await machine.run(['upload', fileOf(machine, 'note.txt', 'hi')], { signal })
    expect([code, stdout]).toEqual([130, ''])
    expect(api.arrived.map(({ path }) => path)).toEqual(['/api/files.getUploadURLExternal', '/upload/v1/abc'])
  })

  it('a file that becomes shorter meanwhile: exit 1, nothing completed', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'data.bin')
    writeFileSync(path, Buffer.alloc(200_000))
    await using api = await slackNaming((base) => {
      truncateSync(path, 1000)
      return `${base}/upload/v1/abc`
    })
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${api.url}/api/` })
    const { code, stderr } = await machine.run(['upload', path])
    expect([code, stderr]).toEqual([1, expect.stringMatching(/The file changed while it was being sent/) as string])
    expect(api.arrived.map((request) => request.path)).toEqual(['/api/files.getUploadURLExternal'])
  })
})

describe('a large file', () => {
  it('is streamed: 200 MB arrive whole, with a fraction of them in memory', async () => {
    using machine = await installed()
    const size = 200_000_000
    const path = fileOf(machine, 'large.bin', 'begins')
    // The rest reads as zeros and takes no room on the disk.
    truncateSync(path, size)
    const before = memoryUsage().arrayBuffers
    let peak = 0
    const sampling = setInterval(() => {
      peak = Math.max(peak, memoryUsage().arrayBuffers - before)
    }, 1)
    const { code, stdout, stderr } = await machine.run(['upload', path, '#general', '--as', 'user'])
    clearInterval(sampling)
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^large\.bin \(200\.0 MB\)/)
    expect(worldOf(machine).files).toMatchObject([{ size, sha256: sha256(path) }])
    expect(statSync(join(machine.directory, 'simulator.json')).size).toBeLessThan(20_000)
    // Sender and receiver are both in this process, and what they are done with waits to be collected.
    expect(peak).toBeGreaterThan(0)
    expect(peak).toBeLessThan(size / 2)
  })
})

import { appendFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pid } from 'node:process'
import { describe, expect, it } from 'vitest'
import { progressLine, readableSize } from '../../../src/terminal/progress-bar.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { installed as install, logged, messagesIn, worldOf } from '../../support/installed.ts'
import { stageFault } from '../../support/stage.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { startWeb } from '../../support/web.ts'

const scopes = 'chat:write,files:write,channels:read,groups:read,users:read'
const installed = (bot = scopes, user = scopes) => install(bot, user)

function filesOf(machine: Machine, ...names: string[]): string[] {
  for (const name of names) writeFileSync(join(machine.directory, name), `this is ${name}`)
  return names
}

describe('upload, for several files', () => {
  it('shares the files in one message, which is a reply when --thread has the link to a message', async () => {
    using machine = await installed()
    const plan = await machine.run(['post', '#general', 'the plan', '--json'])
    const { ts, permalink } = plan.json as { ts: string; permalink: string }
    const names = filesOf(machine, 'a.txt', 'b.txt', 'c.txt')
    const argv = ['upload', ...names, '--thread', permalink, '-m', 'all three', '--json']
    const { code, json, stderr } = await machine.run(argv)
    expect(code, stderr).toBe(0)
    expect(stderr).toContain(`, 3 files to #general, in the thread of ${ts}\n`)
    const { files } = worldOf(machine)
    expect(json).toEqual({
      ok: true,
      files: files.map(({ id, name, size }) => ({ id, name, title: name, size })),
      channel: 'C0SIMGENL',
    })
    expect(messagesIn(machine, 'general').slice(1)).toMatchObject([
      { text: 'all three', threadTs: ts, files: files.map(({ id }) => id) },
    ])
    expect(logged(machine).filter((what) => what === 'files.completeUploadExternal')).toHaveLength(1)
  })

  it('prints one line for each file', async () => {
    using machine = await installed()
    const { code, stdout } = await machine.run(['upload', ...filesOf(machine, 'a.txt', 'b.txt'), 'general'])
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^a\.txt \(13 bytes\) shared in #general .*\nb\.txt \(13 bytes\) shared.*\n$/) as string,
    ])
  })

  it('exits with 3 when Slack refuses the second file, and prints the command that shares the first file', async () => {
    using machine = await installed()
    stageFault(machine.directory, { on: 'upload', what: 'file_type_not_allowed', times: 1, after: 1 })
    const names = filesOf(machine, 'a.txt', 'b.txt', 'c.txt')
    const { code, stdout, stderr } = await machine.run(['upload', ...names, '#general', '--as', 'user'])
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(
      /file_type_not_allowed\. .* The file was b\.txt\. Uploaded, but not shared yet: a\.txt\. Not started: c\.txt\./,
    )
    expect(messagesIn(machine, 'general')).toEqual([])
    const [, id = ''] =
      /slack-tokens call files\.completeUploadExternal files:='\[\{"id":"(F\w+)"\}\]' channel_id=C0SIMGENL --as user/.exec(
        stderr,
      ) ?? []
    const share = [
      'call',
      'files.completeUploadExternal',
      `files:=[{"id":"${id}"}]`,
      'channel_id=C0SIMGENL',
      '--as',
      'user',
    ]
    expect((await machine.run(share)).code).toBe(0)
    expect(messagesIn(machine, 'general')).toMatchObject([{ files: [id] }])
  })

  it('lists the uploaded files in `up` of its JSON when a later file or the last call fails', async () => {
    using machine = await installed()
    const names = filesOf(machine, 'a.txt', 'b.txt')
    stageFault(machine.directory, { on: 'upload', what: '500', times: 1, after: 1 })
    const second = await machine.run(['upload', ...names, '#general', '--json'])
    expect([second.code, second.json]).toMatchObject([
      1,
      { error: 'upload_failed', up: [{ name: 'a.txt' }], failed: 'b.txt', left: [] },
    ])
    stageFault(machine.directory, {
      on: 'files.completeUploadExternal',
      what: 'posting_to_channel_denied',
      times: 1,
      after: 0,
    })
    const last = await machine.run(['upload', ...names, '#general', '--json'])
    expect([last.code, last.json]).toMatchObject([
      3,
      { error: 'posting_to_channel_denied', up: [{ name: 'a.txt' }, { name: 'b.txt' }] },
    ])
  })

  it('exits with 1 before any request when a file does not exist', async () => {
    using machine = await installed()
    const before = logged(machine)
    const { code, stderr } = await machine.run(['upload', ...filesOf(machine, 'a.txt'), 'nowhere.txt', '#general'])
    expect([code, stderr]).toEqual([1, expect.stringMatching(/nowhere\.txt does not exist/) as string])
    expect(logged(machine)).toEqual(before)
  })

  it('exits with 2 for --title, --alt and --filename, for standard input without a name, and for an incomplete --thread', async () => {
    using machine = await installed()
    const names = filesOf(machine, 'a.txt', 'b.txt')
    for (const flag of ['--title', '--alt', '--filename']) {
      expect((await machine.run(['upload', ...names, '#general', flag, 'x'])).code).toBe(2)
    }
    expect((await machine.run(['upload', '-', '#general'], { input: 'x' })).stderr).toMatch(
      /needs a name\n.*--filename/,
    )
    expect((await machine.run(['upload', '-', '-', '#general', '--filename', 'x'], { input: 'x' })).code).toBe(2)
    expect((await machine.run(['upload', 'a.txt', '--thread', '1700000000.000001'])).code).toBe(2)
    expect((await machine.run(['upload', 'a.txt', '#general', '--thread', 'x'])).code).toBe(2)
  })
})

describe('upload, for its arguments', () => {
  it.each([
    [['a.txt', 'general'], 'C0SIMGENL', ['a.txt']],
    [['a.txt', 'C0SIMGENL'], 'C0SIMGENL', ['a.txt']],
    [['a.txt', 'b.txt'], null, ['a.txt', 'b.txt']],
    [['a.txt', 'random'], null, ['a.txt', 'random']],
    [['a.txt', 'random', '#general'], 'C0SIMGENL', ['a.txt', 'random']],
    [['random', '--channel', 'general'], 'C0SIMGENL', ['random']],
    [['random'], null, ['random']],
  ])('reads from %j the channel %s and the files %j', async (words, channel, names) => {
    using machine = await installed()
    filesOf(machine, 'a.txt', 'b.txt', 'random')
    const { code, json, stderr } = await machine.run(['upload', ...words, '--json'])
    expect([code, json], stderr).toMatchObject([0, { channel, files: names.map((name) => ({ name })) }])
  })

  it('sends the file in a direct message when the channel is @lee', async () => {
    using machine = await installed()
    const { code, stdout } = await machine.run(['upload', ...filesOf(machine, 'a.txt'), '@lee', '--as', 'user'])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/shared in @lee directly/) as string])
    expect(worldOf(machine).channels.find(({ kind }) => kind === 'im')).toMatchObject({
      members: ['U0SIMDANA', 'U0SIMLEE'],
    })
  })
})

describe('upload, before it sends a file', () => {
  it.each([
    ['#random', 'not_in_channel', /@sim-app sees #random \(C0SIMRAND\) but is not a member/],
    ['C0SIMRAND', 'not_in_channel', /@sim-app sees #random/],
    ['C0SIMSECR', 'channel_not_found', /@dana sees #secret-ops \(C0SIMSECR, private\)/],
    ['#secret-ops', 'channel_not_found', /@dana sees #secret-ops/],
    ['#nowhere', 'channel_not_found', /Neither @sim-app nor @dana/],
  ])('exits with 3 for the channel %s, to which it cannot post: error %s', async (channel, error, said) => {
    using machine = await installed()
    const { code, json } = await machine.run(['upload', ...filesOf(machine, 'a.txt'), channel, '--json'])
    expect([code, json]).toMatchObject([3, { error, message: expect.stringMatching(said) as string }])
    // The scope chat:write.public applies to messages only, so upload must not suggest it.
    expect(JSON.stringify(json)).not.toContain('chat:write.public')
    expect(logged(machine).filter((what) => /upload/i.test(what))).toEqual([])
  })

  it('exits with 3 (is_archived) for an archived channel', async () => {
    using machine = await installed(`${scopes},channels:manage`)
    const made = await machine.run(['call', 'conversations.create', 'name=old', '--json'])
    const { id } = (made.json as { channel: { id: string } }).channel
    expect((await machine.run(['call', 'conversations.archive', `channel=${id}`])).code).toBe(0)
    const { code, json } = await machine.run(['upload', ...filesOf(machine, 'a.txt'), id, '--json'])
    expect([code, json]).toMatchObject([3, { error: 'is_archived' }])
  })
})

describe('upload, for standard input', () => {
  it('uploads the text under the name in --filename, and leaves no temporary file', async () => {
    using machine = await installed()
    const argv = ['upload', '-', '#general', '--filename', 'build.log', '--alt', 'a log', '--json']
    const { code, json, stderr } = await machine.run(argv, { input: 'all green\n' })
    expect([code, json], stderr).toMatchObject([0, { files: [{ name: 'build.log', title: 'build.log', size: 10 }] }])
    expect(worldOf(machine).files).toMatchObject([{ name: 'build.log', size: 10, altText: 'a log' }])
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`slack-tokens-upload-${pid}-`))).toEqual([])
  })

  it('exits with 2 when standard input is empty or a terminal', async () => {
    using machine = await installed()
    const argv = ['upload', '-', '#general', '--filename', 'x.txt']
    expect((await machine.run(argv, { input: '' })).stderr).toMatch(/Standard input is empty/)
    expect([(await machine.run(argv)).code, (await machine.run(argv, { input: '' })).code]).toEqual([2, 2])
  })
})

it('upload sends only the first 7 bytes, and warns, when the file grows after its size was sent', async () => {
  using folder = temporaryFolder()
  const path = join(folder.path, 'app.log')
  writeFileSync(path, 'before\n')
  await using api = await startWeb(({ path: requested, headers }, response) => {
    if (requested.startsWith('/upload/')) return response.end('OK - 7')
    appendFileSync(path, 'after\n')
    return response.end(JSON.stringify({ ok: true, upload_url: `http://${headers.host}/upload/v1/abc`, file_id: 'F0' }))
  })
  using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${api.url}/api/` })
  const { code, stderr } = await machine.run(['upload', path])
  expect([code, stderr]).toEqual([
    0,
    expect.stringMatching(/app\.log changed while it was sent: its first 7 bytes were uploaded/) as string,
  ])
  expect(api.arrived[1]?.body).toBe('before\n')
  rmSync(path)
})

describe('the progress line of upload', () => {
  const half = { name: 'report.pdf', number: 1, total: 1, sent: 500_000, size: 1_000_000, elapsed: 2000 }

  it('shows the percentage, the speed and how many seconds are left', () =>
    expect(progressLine(half)).toBe('report.pdf ━━━━━━━━──────── 50 % of 1.0 MB, 250 kB/s, 2 s left'))
  it('shows no speed in the first second', () =>
    expect(progressLine({ ...half, elapsed: 10 })).toBe('report.pdf ━━━━━━━━──────── 50 % of 1.0 MB'))
  it('has at most 77 characters for long names and large files', () => {
    const name = 'a-very-long-name-of-a-file-with-many-words.tar.gz'
    for (const elapsed of [0, 5000, 50_000_000]) {
      const slow = { name, number: 10, total: 10, sent: 999_000, size: 999_900_000_000, elapsed }
      expect(progressLine(slow).length).toBeLessThan(78)
      expect(progressLine({ ...half, name, number: 2, total: 3, elapsed }).length).toBeLessThan(78)
    }
  })
  it.each([
    [1, '1 byte'],
    [999, '999 bytes'],
    [999_499, '999 kB'],
    [1_500_000, '1.5 MB'],
    [1_000_000_000, '1.0 GB'],
  ])('shows %i bytes as %s', (bytes, text) => expect(readableSize(bytes)).toBe(text))
})

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { memoryUsage } from 'node:process'
import { describe, expect, it } from 'vitest'
import { Interruption } from '../../../src/errors.ts'
import { checkUploadUrl } from '../../../src/slack/client/upload.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { installed as install, worldOf } from '../../support/installed.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { type Arrived, startWeb } from '../../support/web.ts'

const scopes = 'chat:write,files:write,channels:read'
const installed = (bot = scopes, user = scopes) => install(bot, user)

/** Writes a file to the machine's folder and returns its path. A number as `content` is the size in bytes. */
function fileOf(machine: Machine, name: string, content: string | number): string {
  const path = join(machine.directory, name)
  writeFileSync(path, typeof content === 'string' ? content : Buffer.alloc(content, 'slack'))
  return path
}

const sha256 = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Starts a server that acts as Slack and returns `uploadUrl` as the URL for the bytes. */
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

describe('upload, for the upload URL that Slack returned', () => {
  const slack = { apiUrl: 'https://slack.com/api/', simulator: false }
  const local = { apiUrl: 'http://localhost:4717/api/', simulator: false }
  const simulator = { apiUrl: 'http://localhost:9/api/', simulator: true }

  it.each([
    [slack, 'https://files.slack.com/upload/v1/abc'],
    [{ ...slack, apiUrl: 'https://slack-gov.com/api/' }, 'https://files.slack-gov.com/upload/v1/abc'],
    [local, 'http://localhost:4717/upload/v1/abc'],
    [local, 'http://127.0.0.1:4717/upload/v1/abc'],
    [simulator, 'http://localhost:4717/upload/v1/abc'],
  ])('accepts, with the API %o, the URL %s (threat H1)', (way, url) => expect(checkUploadUrl(url, way).href).toBe(url))

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
  ])('rejects, with the API %o, the URL %s (threat H1)', (way, url) =>
    expect(() => checkUploadUrl(url, way)).toThrow(/Nothing was uploaded/),
  )

  it('sends no bytes to another host (threat H1)', async () => {
    await using elsewhere = await startWeb((_request, response) => response.end('OK - 2'))
    await using api = await slackNaming(() => `${elsewhere.url}/upload/v1/abc`)
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${api.url}/api/` })
    mkdirSync(machine.directory)
    const { code, stderr } = await machine.run(['upload', fileOf(machine, 'note.txt', 'hi'), 'C0TEST123'])
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/Nothing was uploaded: .* names .* for the upload/) as string,
    ])
    expect([elsewhere.arrived, api.arrived.length]).toEqual([[], 2])
  })

  it('sends the bytes without a token (threat H1)', async () => {
    await using api = await slackNaming((base) => `${base}/upload/v1/abc`)
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${api.url}/api/` })
    mkdirSync(machine.directory)
    const { code, stderr } = await machine.run(['upload', fileOf(machine, 'note.txt', 'hi'), 'C0TEST123'])
    expect(code, stderr).toBe(0)
    const [looked, begun, bytes, completed] = api.arrived
    expect(looked).toMatchObject({ path: '/api/conversations.info', body: 'channel=C0TEST123' })
    expect(begun?.headers).toMatchObject({ authorization: 'Bearer xoxb-exported' })
    expect(bytes).toMatchObject({ path: '/upload/v1/abc', body: 'hi', headers: { 'content-length': '2' } })
    expect(JSON.stringify(bytes)).not.toContain('xoxb')
    expect(Object.fromEntries(new URLSearchParams(completed?.body))).toEqual({
      channel_id: 'C0TEST123',
      files: '[{"id":"F0TEST","title":"note.txt"}]',
    })
  })

  it('looks for a channel name in all kinds of channels; when Slack refuses this, it looks only in public channels', async () => {
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

  it('does not follow a redirect (threat H3)', async () => {
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

  it('exits with 1 when Slack received fewer bytes than were sent', async () => {
    await using api = await slackNaming(
      (base) => `${base}/upload/v1/abc`,
      ({ path }) => (path.startsWith('/upload/') ? 'OK - 1' : undefined),
    )
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-exported', SLACK_API_URL: `${api.url}/api/` })
    mkdirSync(machine.directory)
    const { code, stderr } = await machine.run(['upload', fileOf(machine, 'note.txt', 'hi')])
    expect([code, stderr]).toEqual([1, expect.stringMatching(/1 of 2 bytes arrived/) as string])
  })

  it('exits with 1 when no bytes are accepted within --http-timeout (fault R10)', async () => {
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

  it('exits with 130 after Ctrl-C, and does not complete the upload (fault R14)', async () => {
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

  it('exits with 1 and does not complete the upload when the file becomes shorter during the upload', async () => {
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

describe('upload, for a large file', () => {
  it('sends a file of 200 MB as a stream, with less than half of its bytes in memory', async () => {
    using machine = await installed()
    const size = 200_000_000
    const path = fileOf(machine, 'large.bin', 'begins')
    // The rest of the file is never written: it reads as zeros and uses no disk space.
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
    // Sender and receiver share this process, and used buffers remain until garbage collection, so the limit is high.
    expect(peak).toBeGreaterThan(0)
    expect(peak).toBeLessThan(size / 2)
  })
})

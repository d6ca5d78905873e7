import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { WebClient } from '@slack/web-api'
import { afterEach, describe, expect, it } from 'vitest'
import { receiveUpload } from '../../../src/simulator/api/uploads.ts'
import { type SimulatorServer, startSimulator } from '../../../src/simulator/http/simulator.ts'
import { createWorld } from '../../../src/simulator/state/create-world.ts'
import type { WorldState } from '../../../src/simulator/state/types.ts'
import { bot, callMethod, dana, installedWorld } from '../../support/installed-world.ts'
import { assertProperty, fc } from '../../support/property.ts'
import { refusal } from '../../support/refusal.ts'

const scopes = ['files:write', 'files:read', 'channels:history', 'chat:write']
const general = 'C0SIMGENL'
const running: SimulatorServer[] = []

afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close()
})

async function clients() {
  const installed = installedWorld({ bot: scopes, user: scopes })
  const warnings: string[] = []
  const simulator = await startSimulator({
    state: installed.world.state,
    onWarning: (text) => warnings.push(text),
  })
  running.push(simulator)
  const options = { slackApiUrl: simulator.apiUrl, retryConfig: { retries: 0 } }
  return {
    simulator,
    warnings,
    asBot: new WebClient(installed.bot.value, options),
    asUser: new WebClient(installed.user.value, options),
  }
}

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')

/** Starts an upload and sends its bytes. */
async function begin(client: WebClient, content = 'hello', length = content.length) {
  const { upload_url: url = '', file_id: id = '' } = await client.files.getUploadURLExternal({
    filename: 'a.txt',
    length,
  })
  const answer = await fetch(url, { method: 'POST', body: content })
  return { id, url, status: answer.status, text: await answer.text() }
}

describe("Slack's own client uploads", () => {
  it.each([
    ['asBot', bot.user],
    ['asUser', dana],
  ] as const)('%s, and the owner can share the file', async (who, owner) => {
    const ready = await clients()
    const content = Buffer.alloc(150_000, 'slack\r\n--')
    const answer = (await ready[who].filesUploadV2({
      channel_id: general,
      file: content,
      filename: 'report.pdf',
      title: 'Q3',
      initial_comment: 'as promised',
    })) as unknown as { ok: boolean; files: { files: { id: string }[] }[] }
    const [file] = answer.files[0]?.files ?? []
    expect(file).toMatchObject({
      name: 'report.pdf',
      title: 'Q3',
      filetype: 'pdf',
      size: content.length,
      user: owner,
      channels: [general],
      shares: { public: { [general]: [{ channel_name: 'general' }] } },
    })
    expect(ready.simulator.world.state.files).toMatchObject([{ sha256: sha256(content), completed: true }])
    const { messages } = await ready.asUser.conversations.history({ channel: general })
    expect(messages).toMatchObject([{ user: owner, text: 'as promised', files: [{ id: file?.id, title: 'Q3' }] }])
    expect(ready.warnings).toEqual([])
  })

  it('several files in one message, from text and from a stream', async () => {
    const { asUser, simulator } = await clients()
    await asUser.filesUploadV2({
      channel_id: general,
      file_uploads: [
        { content: 'one', filename: 'one.txt' },
        { file: Readable.from([Buffer.from('tw'), Buffer.from('o!')]), filename: 'two.md' },
      ],
    })
    const { files, channels } = simulator.world.state
    // The client starts both uploads at once, so either may arrive first; the message keeps the given order.
    const given = ['one.txt', 'two.md'].map((name) => files.find((file) => file.name === name))
    expect(files).toHaveLength(2)
    expect(given.map((file) => file?.sha256)).toEqual([sha256('one'), sha256('two!')])
    expect(channels[0]?.messages).toMatchObject([{ files: given.map((file) => file?.id) }])
  })

  it('lists, shows and deletes', async () => {
    const { asUser, asBot } = await clients()
    const first = await begin(asUser)
    await asUser.files.completeUploadExternal({ files: [{ id: first.id }], channel_id: general })
    const second = await begin(asUser)
    await asUser.files.completeUploadExternal({ files: [{ id: second.id, title: 'private' }] })
    expect((await asUser.files.list({})).files).toMatchObject([{ id: second.id, title: 'private' }, { id: first.id }])
    expect((await asBot.files.list({})).files).toMatchObject([{ id: first.id, title: 'a.txt' }])
    expect((await asUser.files.list({ channel: general, count: 1 })).paging).toMatchObject({ total: 1, pages: 1 })
    expect((await asBot.files.info({ file: first.id })).file).toMatchObject({ mode: 'hosted', is_public: true })
    expect(await refusal(asBot.files.info({ file: second.id }))).toMatchObject({ error: 'file_not_found' })
    expect(await refusal(asBot.files.delete({ file: first.id }))).toMatchObject({ error: 'cant_delete_file' })
    expect(await asUser.files.delete({ file: first.id })).toMatchObject({ ok: true })
    expect(await refusal(asUser.files.info({ file: first.id }))).toMatchObject({ error: 'file_not_found' })
    const { messages } = await asUser.conversations.history({ channel: general })
    expect(messages?.[0]?.files).toEqual([{ id: first.id, mode: 'tombstone' }])
  })
})

describe('the three steps', () => {
  it('return the number of bytes, and know no other address', async () => {
    const { asBot, simulator } = await clients()
    expect(await begin(asBot)).toMatchObject({ status: 200, text: 'OK - 5' })
    const elsewhere = await fetch(`${simulator.url}/upload/v1/made-up`, { method: 'POST', body: 'hello' })
    expect([elsewhere.status, await elsewhere.text()]).toEqual([404, 'upload_not_found'])
  })

  it('note a wrong length, and accept the file as it is', async () => {
    const { asBot, warnings } = await clients()
    const { id } = await begin(asBot, 'hello', 7)
    expect(warnings).toEqual([expect.stringMatching(/a\.txt has 5 bytes; .* 7$/) as string])
    expect((await asBot.files.completeUploadExternal({ files: [{ id }] })).files).toMatchObject([{ size: 5 }])
  })

  it('belong to one identity', async () => {
    const { asBot, asUser } = await clients()
    const { id } = await begin(asBot)
    expect(await refusal(asUser.files.completeUploadExternal({ files: [{ id }] }))).toMatchObject({
      error: 'access_denied',
    })
    expect(await asBot.files.completeUploadExternal({ files: [{ id }] })).toMatchObject({ ok: true })
    expect(await refusal(asBot.files.completeUploadExternal({ files: [{ id }] }))).toMatchObject({
      error: 'file_not_found',
    })
  })

  it('complete nothing without the bytes', async () => {
    const { asBot } = await clients()
    const { file_id: id = '' } = await asBot.files.getUploadURLExternal({ filename: 'a.txt', length: 5 })
    expect(await refusal(asBot.files.completeUploadExternal({ files: [{ id }] }))).toMatchObject({
      error: 'file_not_found',
    })
  })

  it.each([
    ['C0SIMSECR', 'channel_not_found'],
    ['C0NOWHERE', 'channel_not_found'],
    ['C0SIMRAND', 'not_in_channel'],
  ])('in %s as the bot: %s, and the file can be shared elsewhere', async (channel_id, error) => {
    const { asBot } = await clients()
    const { id } = await begin(asBot)
    expect(await refusal(asBot.files.completeUploadExternal({ files: [{ id }], channel_id }))).toMatchObject({ error })
    const done = await asBot.files.completeUploadExternal({ files: [{ id }], channel_id: general })
    expect(done.files).toMatchObject([{ channels: [general] }])
  })

  it.each([
    [{ filename: 'a', length: '0' }, 'missing_argument'],
    [{ filename: 'a', length: '-1' }, 'invalid_arguments'],
    [{ filename: 'a', length: '1.5' }, 'invalid_arguments'],
    [{ filename: 'a', length: 'many' }, 'invalid_arguments'],
    [{ filename: 'a' }, 'invalid_arguments'],
    [{ length: '1' }, 'invalid_arguments'],
  ])('do not start with %j: %s', (args: Record<string, string>, error) => {
    const installed = installedWorld({ bot: scopes })
    expect(callMethod(installed.world, 'files.getUploadURLExternal', installed.bot, args).body).toMatchObject({ error })
    expect(installed.world.state.files).toEqual([])
  })

  it.each(['', '{', 'null', '[]', '{"id":"F0"}', '[null]', '[{"title":"x"}]'])(
    'do not complete with files=%s',
    (files) => {
      const installed = installedWorld({ bot: scopes })
      const { body } = callMethod(installed.world, 'files.completeUploadExternal', installed.bot, { files })
      expect(body).toMatchObject({ ok: false, error: 'invalid_arguments' })
    },
  )
})

describe('an upload in chunks', () => {
  const receive = (pieces: readonly Buffer[], type?: string) =>
    receiveUpload(
      Object.assign(Readable.from(pieces), { headers: { 'content-type': type } }) as unknown as IncomingMessage,
    )

  function inPieces(whole: Buffer, cuts: readonly number[]): Buffer[] {
    const places = [0, ...cuts.map((cut) => cut % (whole.length + 1)).sort((one, other) => one - other), whole.length]
    return places.slice(1).map((end, index) => whole.subarray(places[index] ?? 0, end))
  }

  it('is counted, hashed and stored, at any chunk size', async () => {
    await assertProperty(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        async (bytes, cuts) => {
          const content = Buffer.from(bytes)
          const expected = { bytes: content.length, sha256: sha256(content), content }
          expect(await receive(inPieces(content, cuts))).toEqual(expected)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('as a form stores its first file, at any chunk size and between other fields', async () => {
    // Many lines that look like the end of the part.
    const piece = fc.constantFrom('\r\n', '--', '\r\n--', '\r\n--bound', 'ary', '\r\n\r\n', 'a', '\u0000')
    await assertProperty(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        fc.boolean(),
        async (parts, cuts, fieldFirst) => {
          const text = parts.join('')
          fc.pre(!text.includes('\r\n--boundary'))
          const content = Buffer.from(text)
          const field = '--boundary\r\ncontent-disposition: form-data; name="token"\r\n\r\nvalue\r\n'
          const whole = Buffer.concat([
            Buffer.from(`${fieldFirst ? field : ''}--boundary\r\ncontent-disposition: form-data; name="body"; `),
            Buffer.from('filename="x"\r\ncontent-type: text/plain\r\n\r\n'),
            content,
            Buffer.from(`\r\n${field}--boundary--\r\n`),
          ])
          const type = 'multipart/form-data; boundary=boundary'
          const expected = { bytes: content.length, sha256: sha256(content), content }
          expect(await receive(inPieces(whole, cuts), type)).toEqual(expected)
        },
      ),
      { numRuns: 300 },
    )
  })

  it.each(['', 'no form', '--boundary', '--boundary\r\nfilename=x', `--boundary\r\n${'x'.repeat(40_000)}`])(
    'as another body stores no file',
    async (text) => {
      const received = await receive([Buffer.from(text)], 'multipart/form-data; boundary="boundary"')
      expect(received.bytes).toBe(0)
    },
  )
})

describe('state that was saved before files existed', () => {
  it('loads without files', () => {
    const { files: _, ...older } = installedWorld().world.state
    const world = createWorld({ seed: 'test', now: () => 0, state: older as WorldState })
    expect(world.state.files).toEqual([])
  })
})

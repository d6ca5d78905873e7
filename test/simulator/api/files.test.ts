import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { createWorld } from '../../../src/simulator/state/create-world.ts'
import type { WorldState } from '../../../src/simulator/state/types.ts'
import { bot, dana, installedWorld } from '../../support/installed-world.ts'
import { refusal } from '../../support/refusal.ts'
import { beginUpload, closeUploadClients, uploadClients } from '../../support/uploads.ts'

const general = 'C0SIMGENL'

afterEach(closeUploadClients)

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')

describe("uploads through Slack's own client", () => {
  it.each([
    ['asBot', bot.user],
    ['asUser', dana],
  ] as const)('store a file and share it in the channel in the name of its owner (client %s)', async (who, owner) => {
    const ready = await uploadClients()
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

  it('store several files for one message, from a text and from a stream', async () => {
    const { asUser, simulator } = await uploadClients()
    await asUser.filesUploadV2({
      channel_id: general,
      file_uploads: [
        { content: 'one', filename: 'one.txt' },
        { file: Readable.from([Buffer.from('tw'), Buffer.from('o!')]), filename: 'two.md' },
      ],
    })
    const { files, channels } = simulator.world.state
    // The client starts both uploads at once, so either can arrive first. The message lists the files in the given
    // order.
    const given = ['one.txt', 'two.md'].map((name) => files.find((file) => file.name === name))
    expect(files).toHaveLength(2)
    expect(given.map((file) => file?.sha256)).toEqual([sha256('one'), sha256('two!')])
    expect(channels[0]?.messages).toMatchObject([{ files: given.map((file) => file?.id) }])
  })

  it('can be listed, shown and deleted by their owner', async () => {
    const { asUser, asBot } = await uploadClients()
    const first = await beginUpload(asUser)
    await asUser.files.completeUploadExternal({ files: [{ id: first.id }], channel_id: general })
    const second = await beginUpload(asUser)
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
describe('a state file of an older version without a list of files', () => {
  it('loads with an empty list of files', () => {
    const { files: _, ...older } = installedWorld().world.state
    const world = createWorld({ seed: 'test', now: () => 0, state: older as WorldState })
    expect(world.state.files).toEqual([])
  })
})

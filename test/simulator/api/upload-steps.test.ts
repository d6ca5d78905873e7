import { afterEach, describe, expect, it } from 'vitest'
import { callMethod, installedWorld } from '../../support/installed-world.ts'
import { refusal } from '../../support/refusal.ts'
import { beginUpload, closeUploadClients, uploadClients, uploadScopes } from '../../support/uploads.ts'

const general = 'C0SIMGENL'

afterEach(closeUploadClients)

describe('a file upload in three steps', () => {
  it('returns the number of received bytes, or 404 when the upload URL is unknown', async () => {
    const { asBot, simulator } = await uploadClients()
    expect(await beginUpload(asBot)).toMatchObject({ status: 200, text: 'OK - 5' })
    const elsewhere = await fetch(`${simulator.url}/upload/v1/made-up`, { method: 'POST', body: 'hello' })
    expect([elsewhere.status, await elsewhere.text()]).toEqual([404, 'upload_not_found'])
  })

  it('warns when the length of the file differs from the announced length, and still stores the file', async () => {
    const { asBot, warnings } = await uploadClients()
    const { id } = await beginUpload(asBot, 'hello', 7)
    expect(warnings).toEqual([expect.stringMatching(/a\.txt has 5 bytes; .* 7$/) as string])
    expect((await asBot.files.completeUploadExternal({ files: [{ id }] })).files).toMatchObject([{ size: 5 }])
  })

  it('must be completed by the identity that started the upload; another identity gets access_denied', async () => {
    const { asBot, asUser } = await uploadClients()
    const { id } = await beginUpload(asBot)
    expect(await refusal(asUser.files.completeUploadExternal({ files: [{ id }] }))).toMatchObject({
      error: 'access_denied',
    })
    expect(await asBot.files.completeUploadExternal({ files: [{ id }] })).toMatchObject({ ok: true })
    expect(await refusal(asBot.files.completeUploadExternal({ files: [{ id }] }))).toMatchObject({
      error: 'file_not_found',
    })
  })

  it('cannot be completed before the bytes have arrived (file_not_found)', async () => {
    const { asBot } = await uploadClients()
    const { file_id: id = '' } = await asBot.files.getUploadURLExternal({ filename: 'a.txt', length: 5 })
    expect(await refusal(asBot.files.completeUploadExternal({ files: [{ id }] }))).toMatchObject({
      error: 'file_not_found',
    })
  })

  it.each([
    ['C0SIMSECR', 'channel_not_found'],
    ['C0NOWHERE', 'channel_not_found'],
    ['C0SIMRAND', 'not_in_channel'],
  ])(
    'cannot be shared in the channel %s (error %s), and can then be shared in another channel',
    async (channel_id, error) => {
      const { asBot } = await uploadClients()
      const { id } = await beginUpload(asBot)
      expect(await refusal(asBot.files.completeUploadExternal({ files: [{ id }], channel_id }))).toMatchObject({
        error,
      })
      const done = await asBot.files.completeUploadExternal({ files: [{ id }], channel_id: general })
      expect(done.files).toMatchObject([{ channels: [general] }])
    },
  )

  it.each([
    [{ filename: 'a', length: '0' }, 'missing_argument'],
    [{ filename: 'a', length: '-1' }, 'invalid_arguments'],
    [{ filename: 'a', length: '1.5' }, 'invalid_arguments'],
    [{ filename: 'a', length: 'many' }, 'invalid_arguments'],
    [{ filename: 'a' }, 'invalid_arguments'],
    [{ length: '1' }, 'invalid_arguments'],
  ])('cannot start with the arguments %j, and returns %s', (args: Record<string, string>, error) => {
    const installed = installedWorld({ bot: uploadScopes })
    expect(callMethod(installed.world, 'files.getUploadURLExternal', installed.bot, args).body).toMatchObject({ error })
    expect(installed.world.state.files).toEqual([])
  })

  it.each(['', '{', 'null', '[]', '{"id":"F0"}', '[null]', '[{"title":"x"}]'])(
    'cannot be completed with files=%s (invalid_arguments)',
    (files) => {
      const installed = installedWorld({ bot: uploadScopes })
      const { body } = callMethod(installed.world, 'files.completeUploadExternal', installed.bot, { files })
      expect(body).toMatchObject({ ok: false, error: 'invalid_arguments' })
    },
  )
})

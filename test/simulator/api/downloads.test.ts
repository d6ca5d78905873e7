import { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { type SimulatorServer, startSimulator } from '../../../src/simulator/http/simulator.ts'
import type { Token } from '../../../src/simulator/state/app-types.ts'
import { mostOfAll, mostOfFile } from '../../../src/simulator/state/file-content.ts'
import { installedWorld } from '../../support/installed-world.ts'
import { general } from '../../support/staged-world.ts'

const scopes = ['files:write', 'files:read', 'chat:write']

async function start(): Promise<SimulatorServer & { asBot: WebClient; bot: Token; user: Token }> {
  const { world, bot, user } = installedWorld({ bot: [...scopes], user: [...scopes] })
  const simulator = await startSimulator({ state: world.state })
  const asBot = new WebClient(bot.value, { slackApiUrl: simulator.apiUrl, retryConfig: { retries: 0 } })
  return Object.assign(simulator, { asBot, bot, user })
}

interface Shared {
  readonly id: string
  readonly url_private: string
  readonly url_private_download: string
  readonly permalink: string
}

async function upload(client: WebClient, content: Buffer, filename: string, channel_id?: string): Promise<Shared> {
  const { upload_url: url = '', file_id: id = '' } = await client.files.getUploadURLExternal({
    ...{ filename, length: content.length },
  })
  await fetch(url, { method: 'POST', body: new Uint8Array(content) })
  await client.files.completeUploadExternal({
    files: [{ id }],
    ...(channel_id !== undefined && { channel_id }),
  } as never)
  return (await client.files.info({ file: id })).file as Shared
}

const get = async (url: string, token?: Token) =>
  await fetch(url, {
    redirect: 'manual',
    headers: token ? { authorization: `Bearer ${token.value}` } : {},
  })

describe('url_private of an uploaded file', () => {
  it('returns the bytes to a token with files:read whose owner can see the file', async () => {
    await using slack = await start()
    const content = Buffer.from([0, 255, 10, 13, 60, 98, 62, 200])
    const file = await upload(slack.asBot, content, 'plan "q3".html', general)
    for (const [url, how] of [
      [file.url_private, 'inline'],
      [file.url_private_download, 'attachment'],
    ] as const) {
      const answer = await get(url, slack.user)
      expect(answer.status).toBe(200)
      expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true)
      expect(answer.headers.get('content-type')).toBe('text/html')
      expect(answer.headers.get('content-disposition')).toMatch(new RegExp(`^${how}; `))
      // These headers prevent the browser from running an uploaded file as a page of the simulator.
      expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox/)
    }
    expect((await get(file.permalink)).headers.get('location')).toMatch(/^\/#C0SIMGENL-p\d+$/)
    expect(slack.log().at(-1)).toMatchObject({ what: 'file', ok: true, args: { file: file.id } })
  })

  it('redirects to a page, as Slack does, when the token lacks files:read, is unknown or is missing', async () => {
    await using slack = await start()
    const file = await upload(slack.asBot, Buffer.from('text'), 'a.txt', general)
    slack.user.scopes = ['files:write']
    for (const token of [undefined, slack.user, { ...slack.bot, value: 'nothing' }]) {
      const answer = await get(file.url_private, token)
      expect([answer.status, answer.headers.get('location')]).toEqual([
        302,
        expect.stringMatching(/^\/\?redir=%2Ffiles-pri/),
      ])
    }
  })

  it('returns 404 to a person who cannot see the file, and to everyone after the file was deleted', async () => {
    await using slack = await start()
    const file = await upload(slack.asBot, Buffer.from('text'), 'a.txt')
    expect((await get(file.url_private, slack.bot)).status).toBe(200)
    expect((await get(file.url_private, slack.user)).status).toBe(404)
    await slack.asBot.files.delete({ file: file.id })
    expect((await get(file.url_private, slack.bot)).status).toBe(404)
  })

  it('returns 404 and names the file when the file was too large to store', async () => {
    await using slack = await start()
    const large = await upload(slack.asBot, Buffer.alloc(mostOfFile + 1), 'large.bin')
    const answer = await get(large.url_private, slack.bot)
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('large.bin')])
    const files: Shared[] = []
    for (let sum = 0; sum <= mostOfAll; sum += mostOfFile)
      files.push(await upload(slack.asBot, Buffer.alloc(mostOfFile), `${sum}.bin`))
    const statuses = await Promise.all(files.map(async ({ url_private: url }) => (await get(url, slack.bot)).status))
    expect(statuses).toEqual([404, ...files.slice(1).map(() => 200)])
  })
})

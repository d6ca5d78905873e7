import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import { install } from '../../support/bolt-app.ts'

/** Sends a request to the simulator with `host` as Host header, as a proxy does. Returns the JSON answer. */
async function call(base: string, { host, path, body, token }: Record<'host' | 'path' | 'body' | 'token', string>) {
  const { hostname, port } = new URL(base)
  return await new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
    const headers = {
      host,
      'content-type': 'application/x-www-form-urlencoded',
      ...(token && { authorization: `Bearer ${token}` }),
    }
    const sent = request({ hostname, port, path, method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('end', () =>
        resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Readonly<Record<string, unknown>>),
      )
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

describe('the addresses in an answer', () => {
  it.each([
    ['slack.com', 'https://sandbox-inc.slack.com/'],
    ['slack-gov.com', 'https://sandbox-inc.slack-gov.com/'],
    ['acme.slack.com:443', 'https://sandbox-inc.slack.com/'],
    ['', undefined],
  ])(
    'are those of Slack for the Host %j (an empty Host stands for localhost, where the addresses are the simulator’s own)',
    async (name, url) => {
      await using slack = await startSimulator()
      const token = await install(slack)
      const host = name || new URL(slack.url).host
      const answer = await call(slack.url, { host, path: '/api/auth.test', body: '', token })
      expect(answer).toMatchObject({ ok: true, url: url ?? `${slack.url}/` })
    },
  )

  it('are those of Slack’s upload host and socket host when the request was sent to slack.com', async () => {
    await using slack = await startSimulator()
    const token = await install(slack, { scope: 'files:write,incoming-webhook,chat:write' })
    const upload = await call(slack.url, {
      host: 'slack.com',
      path: '/api/files.getUploadURLExternal',
      body: 'filename=a.txt&length=1',
      token,
    })
    expect(upload['upload_url']).toMatch(/^https:\/\/files\.slack\.com\/upload\/v1\//)
    const socket = await call(slack.url, {
      host: 'slack.com',
      path: '/api/apps.connections.open',
      body: '',
      token: slack.app.appToken,
    })
    expect(socket['url']).toMatch(/^wss:\/\/wss-primary\.slack\.com\/link\/\?ticket=/)
  })
})

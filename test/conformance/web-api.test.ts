import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SimulatorServer, startSimulator } from '../../src/simulator/http/simulator.ts'
import { allowedCode } from '../support/consent.ts'
import { type Example, examples } from '../support/examples.ts'
import { noon } from '../support/installed-world.ts'
import { refusal } from '../support/refusal.ts'
import { silent, webApis } from '../support/sdk.ts'
import { general, type Stage, stagedWorld } from '../support/staged-world.ts'

let simulator: SimulatorServer

beforeAll(async () => {
  simulator = await startSimulator({ now: () => noon })
})

afterAll(() => simulator.close())

function setUp({ prepare }: Pick<Example, 'prepare'> = {}): Stage {
  const stage = stagedWorld()
  prepare?.(stage)
  simulator.world.state = stage.world.state
  return stage
}

describe.each(webApis)('$name', ({ WebClient }) => {
  const clientFor = (token: string | undefined, more: object = {}) =>
    new WebClient(token, { slackApiUrl: simulator.apiUrl, logger: silent, retryConfig: { retries: 0 }, ...more })
  const asBot = (more: object = {}) => clientFor(setUp().bot.value, more)

  it.each(Object.keys(examples))('calls %s and gets ok: true', async (method) => {
    const example = examples[method]
    if (!example) throw new Error(`No example of ${method}`)
    const stage = setUp(example)
    const tokens = {
      bot: stage.bot.value,
      user: stage.user.value,
      configuration: stage.configToken,
      nobody: undefined,
      client: undefined,
    }
    const answer = await clientFor(tokens[example.as]).apiCall(method, { ...example.args(stage) })
    expect(answer).toMatchObject({ ok: true, ...example.answers(stage) })
    const [[error, change, who = example.as] = ['', {}]] = example.errors(stage)
    const refused = clientFor(tokens[who]).apiCall(method, { ...example.args(setUp(example)), ...change })
    expect(await refusal(refused)).toMatchObject({ ok: false, error })
  })

  it('receives all pages with the cursor', async () => {
    const client = asBot()
    const seen: unknown[] = []
    for await (const page of client.paginate('conversations.list', { limit: 2 }))
      seen.push(...(page as unknown as { channels: unknown[] }).channels)
    expect(seen).toMatchObject(['general', 'random', 'design', 'team', 'alone', 'old'].map((name) => ({ name })))
    const texts: unknown[] = []
    const thread = { channel: general, ts: simulator.world.state.channels[0]?.messages[0]?.ts ?? '', limit: 2 }
    for await (const page of client.paginate('conversations.replies', thread))
      texts.push(...(page as unknown as { messages: unknown[] }).messages)
    expect(texts).toMatchObject([{ reply_count: 1 }, { text: 'a reply' }])
  })

  it.each([
    ['text', 'content', 'a,b\n1,2\n', 'text/csv'],
    ['bytes', 'file', randomBytes(3000), 'text/csv'],
  ] as const)(
    'uploads %s with filesUploadV2, and the simulator stores them unchanged',
    async (_name, field, content, mimetype) => {
      const client = asBot()
      const upload = {
        channel_id: general,
        filename: 'table.csv',
        title: 'Table',
        initial_comment: 'see',
        [field]: content,
      }
      const { files } = (await client.filesUploadV2(upload as never)) as { files: { files: { id: string }[] }[] }
      const id = files[0]?.files[0]?.id ?? ''
      expect((await client.files.info({ file: id })).file).toMatchObject({
        title: 'Table',
        mimetype,
        size: content.length,
      })
      const stored = simulator.world.state.files.find((file) => file.id === id)
      expect(stored?.sha256).toBe(createHash('sha256').update(content).digest('hex'))
    },
  )

  it('uploads several files with one message', async () => {
    const client = asBot()
    const file_uploads = ['a', 'b'].map((name) => ({ content: name.repeat(10), filename: `${name}.txt` }))
    await client.filesUploadV2({ channel_id: general, initial_comment: 'two', file_uploads })
    const { messages } = await client.conversations.history({ channel: general, limit: 1 })
    expect(messages).toMatchObject([{ text: 'two', files: [{ name: 'a.txt' }, { name: 'b.txt' }] }])
  })

  it('throws unknown_method, not_authed for a missing token, invalid_auth for a wrong token, and not_simulated', async () => {
    const client = asBot()
    expect(await refusal(client.apiCall('chat.shout'))).toMatchObject({
      error: 'unknown_method',
      req_method: 'chat.shout',
    })
    expect(await refusal(clientFor(undefined).auth.test())).toMatchObject({ error: 'not_authed' })
    expect(await refusal(clientFor('xoxb-sim-none').auth.test())).toMatchObject({ error: 'invalid_auth' })
    expect(await refusal(client.apiCall('rtm.connect'))).toMatchObject({ error: 'not_simulated' })
  })

  it('throws an error with retryAfter when the option rejectRateLimitedCalls is set', async () => {
    const client = asBot({ rejectRateLimitedCalls: true })
    simulator.fail({ on: 'auth.test', what: '429', retryAfter: 7 })
    await expect(client.auth.test()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 7 })
  })

  it('waits for Retry-After seconds, then repeats the call', async () => {
    const client = asBot({ retryConfig: { retries: 1, minTimeout: 1 } })
    simulator.fail({ on: 'auth.test', what: '429', retryAfter: 1 })
    const since = performance.now()
    expect((await client.auth.test()).ok).toBe(true)
    expect(performance.now() - since).toBeGreaterThan(990)
    expect(simulator.log().slice(-2)).toMatchObject([{ status: 429 }, { status: 200 }])
  })

  it('repeats the call after status 500', async () => {
    const client = asBot({ retryConfig: { retries: 1, minTimeout: 1, maxTimeout: 2 } })
    simulator.fail({ on: 'auth.test', what: '500' })
    expect((await client.auth.test()).ok).toBe(true)
  })

  it('exchanges a code once, and throws invalid_code the second time', async () => {
    setUp()
    const { clientId: client_id, clientSecret: client_secret } = simulator.app
    const code = await allowedCode(simulator, { scope: 'chat:write' })
    const exchange = () => clientFor(undefined).oauth.v2.access({ client_id, client_secret, code })
    expect(await exchange()).toMatchObject({ ok: true, token_type: 'bot', authed_user: { id: 'U0SIMDANA' } })
    expect(await refusal(exchange())).toMatchObject({ ok: false, error: 'invalid_code' })
  })
})

import { once } from 'node:events'
import { request as sendRequest } from 'node:http'
import { connect } from 'node:net'
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createSummary } from '../../../src/commands/trace/summary.ts'
import { createTokenBook } from '../../../src/commands/trace/token-book.ts'
import { openOutput } from '../../../src/commands/trace/trace-output.ts'
import { createTracer } from '../../../src/commands/trace/tracer.ts'
import { startRelay } from '../../../src/proxy/relay.ts'
import type { Context } from '../../../src/runtime/context.ts'
import { createTerminal } from '../../../src/terminal/terminal.ts'
import { canaries, seenIn, slackWays, startTalkativeSlack } from '../../support/canaries.ts'

interface SecretRequest {
  readonly form: string
  readonly host?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

const { typedToken, typedSecret, typedCode, storedRefresh, exportedHook, answeredUpload } = canaries
const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json' }
const part = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`

const requests: readonly SecretRequest[] = [
  { form: 'a token in the header', headers: { authorization: `Bearer ${typedToken}` } },
  { form: 'a token in a form', headers: urlencoded, body: `token=${typedToken}&text=hi` },
  { form: 'a token in the query', path: `/api/auth.test?token=${typedToken}&a=b` },
  {
    form: 'a token in JSON',
    headers: json,
    body: JSON.stringify({ token: typedToken, text: typedSecret.slice(0, 0) }),
  },
  {
    form: 'a token in a form with files',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: `${part('token', typedToken)}${part('text', 'hi')}--b--\r\n`,
  },
  {
    form: 'client id and secret as Basic',
    path: '/api/oauth.v2.access',
    headers: {
      ...urlencoded,
      authorization: `Basic ${Buffer.from(`1111111111.2222222222:${typedSecret}`).toString('base64')}`,
    },
    body: `code=${typedCode}`,
  },
  {
    form: 'a code exchange',
    path: '/api/oauth.v2.access',
    headers: urlencoded,
    body: `code=${typedCode}&client_secret=${typedSecret}&client_id=1111111111.2222222222`,
  },
  {
    form: 'a code exchange in JSON',
    path: '/api/openid.connect.token',
    headers: json,
    body: JSON.stringify({ code: typedCode, client_secret: typedSecret, code_verifier: canaries.signingSecret }),
  },
  {
    form: 'a refresh',
    path: '/api/oauth.v2.access',
    headers: urlencoded,
    body: `grant_type=refresh_token&refresh_token=${storedRefresh}&client_secret=${typedSecret}`,
  },
  {
    form: 'a webhook',
    host: 'hooks.slack.com',
    path: `/services/T0/B0/${exportedHook}`,
    headers: json,
    body: '{"text":"hi"}',
  },
  {
    form: 'a response_url',
    host: 'hooks.slack.com',
    path: `/commands/T0/1/${exportedHook}`,
    headers: json,
    body: '{"text":"hi"}',
  },
  { form: 'an upload', host: 'files.slack.com', path: `/upload/v1/${answeredUpload}`, body: 'text of a file' },
  {
    form: 'the cookie of a browser',
    headers: { ...urlencoded, cookie: `b=1; d=${typedToken.replace('xoxp', 'xoxd')}` },
    body: `token=${typedToken}`,
  },
  { form: 'a page with a code', path: `/oauth/callback?code=${typedCode}&state=s` },
]

/** Returns everything that a trace with bodies prints for a request, as text and as JSON lines. */
async function printed(
  { host = 'slack.com', path = '/api/auth.test', headers = {}, body = '' }: SecretRequest,
  way: (typeof slackWays)[number],
) {
  await using slack = await startTalkativeSlack(way)
  const texts: string[] = []
  for (const isJson of [false, true]) {
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => done(void texts.push(chunk.toString('utf8'))),
    })
    const terminal = createTerminal({
      ...{ stdout: stream, stderr: stream, interactive: false, json: isJson, quiet: false, verbose: false },
      colour: { stdout: 0, stderr: 0 },
    })
    const output = await openOutput(undefined, { terminal } as Context)
    const book = createTokenBook({ profiles: {}, apps: {} })
    const summary = createSummary(book)
    let exchanges = 0
    const tracer = createTracer({ book, summary, output, shows: () => true, bodies: true, terminal, now: Date.now })
    const relay = await startRelay({
      connect: async () => connect({ port: Number(new URL(slack.url).port), host: '127.0.0.1' }),
      observer: {
        ...tracer,
        exchange(exchange) {
          tracer.exchange(exchange)
          exchanges += 1
        },
      },
      describeFailure: String,
      now: Date.now,
    })
    const request = sendRequest(`${relay.url}${path}`, { method: body ? 'POST' : 'GET', headers: { ...headers, host } })
    request.end(body)
    const [answer] = (await once(request, 'response')) as [NodeJS.ReadableStream]
    answer.resume()
    await once(answer, 'end')
    await expect.poll(() => exchanges).toBe(1)
    await relay.close()
    await terminal.flush()
    texts.push(JSON.stringify(summary.summary()))
  }
  return texts.join('\n')
}

describe('a trace with bodies prints no secret', () => {
  it.each(requests)('for a request in the form: $form', async (request) => {
    for (const way of slackWays) {
      const text = await printed(request, way)
      expect(text).not.toMatch(/could not be read/)
      expect([way, seenIn(text)]).toEqual([way, []])
    }
  })
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import type { Simulator } from '../../../src/simulator/testing/types.ts'

/** Calls a control route over TCP, as a program in any language can. */
async function call(slack: Simulator, route: string, body?: object, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${slack.url}/_sim/${route}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      authorization: `Bearer ${slack.controlToken}`,
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
  })
  return { status: response.status, answer: (await response.json()) as Readonly<Record<string, unknown>> }
}

/**
 * Runs `work` with an app and with the events URL of this app. The app answers the challenge and accepts everything
 * else.
 */
async function withApp(work: (slack: Simulator, url: string) => Promise<void>): Promise<void> {
  await using slack = await startSimulator()
  const query = `client_id=${slack.app.clientId}&scope=app_mentions:read,chat:write,commands,team:read`
  const { callback } = await slack.approve(`${slack.authorizeUrl}?${query}`)
  const { clientId, clientSecret } = slack.app
  const body = new URLSearchParams({
    code: callback.searchParams.get('code') ?? '',
    client_id: clientId,
    client_secret: clientSecret,
  })
  await fetch(`${slack.apiUrl}oauth.v2.access`, { method: 'POST', body })
  const server = createServer((request, response) => {
    void request.toArray().then((chunks) => {
      const text = chunks.map(String).join('')
      response.end(text.startsWith('{') ? String((JSON.parse(text) as { challenge?: string }).challenge ?? '') : '')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await work(slack, `http://localhost:${(server.address() as AddressInfo).port}/slack/events`)
  } finally {
    server.close()
  }
}

describe('the control routes for people, events and the request URL', () => {
  it('set the request URL, act as a person, and return the deliveries', async () => {
    await withApp(async (slack, url) => {
      expect((await call(slack, 'request-url', { url })).answer).toMatchObject({ verified: true, problem: null })
      const said = await call(slack, 'say', { channel: '#general', text: '<@bot> hello', user: 'dana' })
      expect(said.answer).toMatchObject({ ok: true, user: 'dana', deliveries: [{ what: 'app_mention', ok: true }] })
      expect((await call(slack, 'command', { text: 'deploy' })).answer).toMatchObject({ deliveries: [{ by: 'http' }] })
      expect((await call(slack, 'settled', {})).status).toBe(200)
      const { total, deliveries } = (await call(slack, 'deliveries')).answer as { total: number; deliveries: object[] }
      expect([total, deliveries.length]).toEqual([3, 3])
      await call(slack, 'event', { type: 'team_rename', fields: { name: 'Acme' } })
      const fresh = await call(slack, `deliveries?since=${total}`)
      expect(fresh.answer).toMatchObject({ deliveries: [{ what: 'team_rename' }], total: 4 })
      const messages = await call(slack, 'messages?channel=%23general')
      expect(messages.answer).toMatchObject({
        messages: expect.arrayContaining([expect.objectContaining({ author: 'dana' })]) as object[],
      })
      const before = slack.clock.now()
      const { now } = (await call(slack, 'clock', { ms: 60_000 })).answer as { now: number }
      expect(now - before).toBeGreaterThanOrEqual(60_000)
    })
  })

  it('return the payloads and answers of deliveries only to a caller with the control token', async () => {
    await withApp(async (slack, url) => {
      await call(slack, 'request-url', { url })
      await call(slack, 'command', { text: '/deploy' })
      const seen = await call(slack, 'deliveries', undefined, { authorization: '' })
      expect(seen.answer['deliveries']).toEqual(
        expect.arrayContaining([expect.objectContaining({ what: '/deploy', payload: {}, body: null })]),
      )
      expect(JSON.stringify(seen.answer)).not.toContain('response_url')
    })
  })

  it.each([
    ['without the control token', { authorization: '' }, 401],
    ['from a page of another site', { origin: 'https://example.com' }, 403],
  ])('refuse every action %s (headers %j) with the status %i', async (_who, headers, status) => {
    await using slack = await startSimulator()
    for (const route of ['say', 'command', 'click', 'submit', 'react', 'event', 'clock', 'request-url', 'manifest'])
      expect((await call(slack, route, {}, headers)).status, route).toBe(status)
    expect(slack.messages('#general').some(({ author }) => author === 'dana')).toBe(false)
  })

  it.each([
    ['say', { channel: '#general' }],
    ['say', { channel: 7, text: 'x' }],
    ['say', { channel: '#general', text: 'x', user: 'nobody' }],
    ['click', {}],
    ['submit', { values: 'x' }],
    ['home', { tab: 'about' }],
    ['event', { type: 'nothing' }],
    ['event', { type: 'team_rename', fields: [] }],
    ['clock', { ms: 'soon' }],
    ['clock', { ms: -1 }],
    ['request-url', { url: 'https://example.com/slack/events' }],
    ['request-url', { url: 'https://example.com/slack/events', early: true }],
    ['request-url', { url: 'file:///etc/passwd' }],
    ['manifest', { manifest: {} }],
    ['manifest', { manifest: [] }],
    ['allow-host', { name: 'https://example.com/' }],
  ])('refuse /_sim/%s with the body %j, and send nothing to the app', async (route, body) => {
    await using slack = await startSimulator()
    const { status, answer } = await call(slack, route, body)
    expect([status, answer]).toMatchObject([400, { ok: false, error: 'invalid_arguments' }])
    expect(slack.deliveries).toEqual([])
  })

  it('return only the missed deliveries of the current action, even after an action was refused', async () => {
    await using slack = await startSimulator()
    expect((await call(slack, 'say', { channel: '#general' })).status).toBe(400)
    await slack.as('dana').say('#general', 'hello')
    expect((await call(slack, 'react', { ts: '1.1', emoji: 'tada' })).status).toBe(400)
    const { answer } = await call(slack, 'say', { channel: '#general', text: 'hello' })
    expect(answer['missed']).toHaveLength(1)
  })

  it('accept the host name app.invalid in a request URL only after /_sim/allow-host allowed the name', async () => {
    await using slack = await startSimulator()
    const url = 'http://app.invalid/slack/events'
    expect((await call(slack, 'request-url', { url, early: true })).status).toBe(400)
    await call(slack, 'allow-host', { name: 'app.invalid' })
    const { answer } = await call(slack, 'request-url', { url, early: true })
    expect(answer).toMatchObject({
      ok: true,
      verified: false,
      problem: expect.stringContaining('connection_failed') as string,
    })
  })

  it('refuse a request URL that does not return the challenge, unless the caller sets `early`', async () => {
    await using slack = await startSimulator()
    const url = `${slack.url}/nothing`
    const { status, answer } = await call(slack, 'request-url', { url })
    expect([status, answer['error']]).toEqual([409, 'url_not_verified'])
    expect((await call(slack, 'request-url', { url, early: true })).answer).toMatchObject({ verified: false })
  })
})

import { once } from 'node:events'
import { connect } from 'node:net'
import { InstallProvider } from '@slack/oauth'
import { startSimulator } from 'slack-tokens/simulator'
import { describe, expect, it } from 'vitest'
import { startSimulator as startInternal } from '../../../src/simulator/http/simulator.ts'
import { startOauthApp } from '../../support/oauth-app.ts'
import { startWeb } from '../../support/web.ts'

const scopes = 'scope=chat:write,channels:read&user_scope=chat:write'
type Simulator = Awaited<ReturnType<typeof startSimulator>>

async function call(slack: Simulator, method: string, args: Record<string, string>): Promise<Record<string, unknown>> {
  const response = await fetch(slack.apiUrl + method, { method: 'POST', body: new URLSearchParams(args) })
  return (await response.json()) as Record<string, unknown>
}

/**
 * Installs the app without an app server: answers the consent page and exchanges the code. Returns the token response.
 */
async function install(slack: Simulator): Promise<Record<string, unknown>> {
  const { clientId: client_id, clientSecret: client_secret } = slack.app
  const { callback } = await slack.approve(`${slack.authorizeUrl}?client_id=${client_id}&${scopes}`)
  const code = callback.searchParams.get('code') ?? ''
  return await call(slack, 'oauth.v2.access', { client_id, client_secret, code })
}

const noon = Date.UTC(2026, 5, 1, 12)

describe('startSimulator', () => {
  it('starts twenty independent simulators at the same time', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => startSimulator({ seed: `number ${index}`, startAt: noon })),
    )
    try {
      await Promise.all(all.map(async (slack) => await install(slack)))
      await Promise.all(
        all.map((slack, index) =>
          call(slack, 'chat.postMessage', {
            token: slack.tokens[0]?.value ?? '',
            channel: '#general',
            text: `${index}`,
          }),
        ),
      )
      expect(all.map((slack) => slack.messages('#general').map(({ text }) => text))).toEqual(
        all.map((_, index) => [String(index)]),
      )
      expect(new Set(all.map(({ url }) => url)).size).toBe(20)
      expect(new Set(all.flatMap(({ tokens }) => tokens.map(({ value }) => value))).size).toBe(40)
    } finally {
      await Promise.all(all.map((slack) => slack.close()))
    }
  })

  it('makes the same ids, tokens and times in each run', async () => {
    const seen = []
    for (let round = 0; round < 2; round += 1) {
      await using slack = await startSimulator({ startAt: '2026-06-01T12:00:00Z' })
      await install(slack)
      await call(slack, 'chat.postMessage', { token: slack.tokens[0]?.value ?? '', channel: '#general', text: 'hi' })
      const { tokens, log } = slack
      seen.push(JSON.stringify([tokens, slack.messages('#general'), log.map(({ at, what, as }) => [at, what, as])]))
    }
    expect(seen[0]).toBe(seen[1])
    expect(seen[0]).toContain(`"ts":"${noon / 1000}.000000"`)
  })

  it('has its initial data again after reset', async () => {
    await using slack = await startSimulator({ startAt: noon, redirectUrls: ['http://localhost:9/back'] })
    const first = await install(slack)
    slack.fail({ on: '*', what: '500', times: 9 })
    slack.clock.advance(1000)
    slack.reset()
    expect([slack.tokens, slack.log, slack.clock.now()]).toEqual([[], [], noon])
    expect(slack.app.redirectUrls).toEqual(['http://localhost:9/back'])
    expect(await install(slack)).toMatchObject({ access_token: first['access_token'] })
  })

  it('removes a fault when the program disposes the fault', async () => {
    await using slack = await startSimulator()
    {
      using _ = slack.fail({ on: 'api.test', what: 'fatal_error', times: 5 })
      expect(await call(slack, 'api.test', {})).toMatchObject({ error: 'fatal_error' })
    }
    expect(await call(slack, 'api.test', {})).toMatchObject({ ok: true })
    expect(slack.log).toMatchObject([{ drill: 'fatal_error', ok: false }, { ok: true }])
    expect(() => slack.fail({ on: 'api.tset', what: '500' })).toThrow(/Did you mean: api\.test/)
  })

  it('aborts slow requests when the program closes the simulator', async () => {
    const slack = await startInternal({ background: true })
    slack.fail({ on: 'api.test', what: 'slow:60000' })
    const half = connect(Number(new URL(slack.url).port), '127.0.0.1').resume()
    const ended = once(half, 'close')
    half.write(`POST /api/auth.test HTTP/1.1\r\nhost: ${new URL(slack.url).host}\r\ncontent-length: 5\r\n\r\n`)
    const answer = fetch(`${slack.apiUrl}api.test`).then(
      () => 'answered',
      () => 'cut off',
    )
    await expect.poll(() => slack.world.state.faults).toEqual([])
    const before = performance.now()
    await slack.close()
    // The simulator of the commands would wait 2 s here, because other processes can send requests to it.
    expect(performance.now() - before).toBeLessThan(1900)
    expect(await answer).toBe('cut off')
    await ended
  })

  it('throws an error that names the unknown channel or the invalid argument', async () => {
    await using slack = await startSimulator()
    expect(() => slack.messages('#nowhere')).toThrow(/no channel #nowhere; there are #general, #random/)
    for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 8e15]) {
      expect(() => slack.clock.advance(ms)).toThrow(TypeError)
    }
    await expect(startSimulator({ startAt: 'noon' })).rejects.toThrow(/startAt is a date/)
  })
})

describe('the clock of a simulator in a test', () => {
  it('expires access tokens', async () => {
    await using slack = await startSimulator({ startAt: noon, tokenLifetime: 3600 })
    const { access_token: token } = await install(slack)
    slack.clock.advance(3_599_999)
    expect(await call(slack, 'auth.test', { token: String(token) })).toMatchObject({ ok: true })
    expect(slack.tokens[0]).toMatchObject({ kind: 'bot', expiresAt: noon + 3_600_000 })
    slack.clock.advance(1)
    expect(await call(slack, 'auth.test', { token: String(token) })).toMatchObject({ error: 'token_expired' })
    expect(slack.tokens).toEqual([])
  })

  it('expires codes after ten minutes', async () => {
    await using slack = await startSimulator({ startAt: noon })
    const { clientId: client_id, clientSecret: client_secret } = slack.app
    const { callback } = await slack.approve(`${slack.authorizeUrl}?client_id=${client_id}&${scopes}`)
    slack.clock.advance(600_000)
    const code = callback.searchParams.get('code') ?? ''
    expect(await call(slack, 'oauth.v2.access', { client_id, client_secret, code })).toMatchObject({
      error: 'invalid_code',
    })
  })

  it('posts a scheduled message when the clock reaches the time of the message', async () => {
    await using slack = await startSimulator({ startAt: noon })
    const { access_token } = await install(slack)
    const post_at = String(noon / 1000 + 3600)
    const later = { token: String(access_token), channel: 'C0SIMGENL', text: 'later', post_at }
    expect(await call(slack, 'chat.scheduleMessage', later)).toMatchObject({ ok: true })
    slack.clock.advance(3_599_000)
    expect(slack.messages('general')).toEqual([])
    slack.clock.advance(1000)
    expect(slack.messages('general')).toMatchObject([{ text: 'later', ts: `${post_at}.000000` }])
  })

  it('follows the real time when `startAt` is not set', async () => {
    await using slack = await startSimulator()
    const before = Date.now()
    slack.clock.advance(86_400_000)
    expect(slack.clock.now()).toBeGreaterThanOrEqual(before + 86_400_000)
    const { headers } = await fetch(`${slack.apiUrl}api.test`)
    expect(Date.parse(headers.get('date') ?? '')).toBeGreaterThan(before + 86_300_000)
  })
})

describe('approve()', () => {
  it('follows the app’s install route with cookies, and consents as the named person', async () => {
    await using internal = await startInternal()
    await using app = await startOauthApp(internal, { InstallProvider })
    await using slack = await startSimulator({ redirectUrls: [`${app.url}/callback`] })
    // The app redirects to the other simulator, so the test replaces the origin by the origin of this simulator.
    const started = await fetch(app.url, { redirect: 'manual' })
    const page = new URL(started.headers.get('location') ?? '')
    const { callback, status } = await slack.approve(`${slack.url}${page.pathname}${page.search}`, { user: '@lee' })
    expect([callback.origin, status]).toEqual([app.url, null])
    const { clientId: client_id, clientSecret: client_secret } = slack.app
    const redirect_uri = `${app.url}/callback`
    const code = callback.searchParams.get('code') ?? ''
    expect(await call(slack, 'oauth.v2.access', { client_id, client_secret, code, redirect_uri })).toMatchObject({
      authed_user: { id: 'U0SIMLEE' },
    })
  })

  it("finds the link on an install page, replaces slack.com by the simulator's URL, and sends the state cookie to the callback", async () => {
    await using slack = await startSimulator()
    let answered: Record<string, string | undefined> = {}
    await using app = await startWeb(({ path, headers }, response) => {
      if (path.startsWith('/back')) {
        answered = { cookie: headers.cookie, query: path.slice('/back?'.length) }
        return response.writeHead(302, { location: '/done' }).end()
      }
      if (path === '/done') return response.end('Installed!')
      const link = `https://slack.com/oauth/v2/authorize?client_id=${slack.app.clientId}&amp;scope=chat:write&amp;state=s1&amp;redirect_uri=${encodeURIComponent(`${app.url}/back`)}`
      const cookies = ['state=s1; Path=/; HttpOnly', 'old=1; Max-Age=0', 'other=2; Path=/elsewhere']
      return response.writeHead(200, { 'set-cookie': cookies }).end(`<a href="/help">?</a><a href="${link}">Add</a>`)
    })
    await using known = await startSimulator({ redirectUrls: [`${app.url}/back`] })
    const { callback, status, text, url } = await known.approve(`${app.url}/install`)
    expect([status, text, url]).toEqual([200, 'Installed!', `${app.url}/done`])
    expect(answered['cookie']).toBe('state=s1')
    expect(answered['query']).toBe(callback.search.slice(1))
    expect(callback.searchParams.get('state')).toBe('s1')
  })

  it.each([
    ['a page without a link', (_slack: Simulator) => '/plain', /answered 200 and leads to no consent page/],
    ['endless redirects', () => '/loop', /redirects more than 20 times/],
    ['nothing listens', () => 'http://localhost:1/', /Nothing answers at http:\/\/localhost:1\//],
    [
      'an unknown scope',
      (slack: Simulator) => `${slack.authorizeUrl}?client_id=${slack.app.clientId}&scope=x`,
      /invalid_scope/,
    ],
    [
      'another client',
      (slack: Simulator) => `${slack.authorizeUrl}?client_id=1.2&scope=chat:write`,
      /invalid_client_id/,
    ],
  ])('throws an error with the reason when approve() cannot reach the callback (%s)', async (_name, path, message) => {
    await using slack = await startSimulator()
    await using app = await startWeb(({ path: requested }, response) =>
      requested === '/loop' ? response.writeHead(302, { location: '/loop' }).end() : response.end('Hello'),
    )
    await expect(slack.approve(new URL(path(slack), app.url))).rejects.toThrow(message)
  })

  it("cancels an install with decision: 'cancel', and throws an error for an unknown person", async () => {
    await using slack = await startSimulator()
    const page = `${slack.authorizeUrl}?client_id=${slack.app.clientId}&scope=chat:write&state=mine`
    const { callback } = await slack.approve(page, { decision: 'cancel' })
    expect([...callback.searchParams]).toEqual([
      ['error', 'access_denied'],
      ['state', 'mine'],
    ])
    await expect(slack.approve(page, { user: 'nobody' })).rejects.toThrow(/not in the workspace/)
  })
})

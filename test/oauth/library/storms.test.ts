import { getEventListeners, once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { InstallError, runInstall } from '../../../src/oauth/library/index.ts'
import type { InstallNotice, InstallReady } from '../../../src/oauth/library/types.ts'
import { libraryPlace, openInstall } from '../../support/library-install.ts'
import { decide, visit } from '../../support/login.ts'
import { freePort, holdPort } from '../../support/program.ts'
import { startWeb } from '../../support/web.ts'

/** Fails unless both loopback addresses of the port are free. */
async function expectFree(port: number): Promise<void> {
  for (const host of ['127.0.0.1', '::1']) {
    const server = createServer().listen({ port, host, exclusive: true })
    await once(server, 'listening')
    await once(server.close(), 'close')
  }
}

const exchanges = (slack: { log(): readonly { what: string }[] }) =>
  slack.log().filter(({ what }) => what === 'oauth.v2.access')

describe('an install that fails', () => {
  it('rejects with access_denied when the person presses Cancel', async () => {
    await using place = await libraryPlace()
    const install = openInstall(place.app)
    const page = await visit(await decide((await install.ready).authorizeUrl, { decision: 'cancel' }))
    expect(page.text).toContain('Cancelled')
    expect(await install.failure).toMatchObject({ code: 'access_denied', slackError: 'access_denied' })
    await expectFree(place.port)
  })

  it('continues to wait after an answer with a wrong state, a denial without a state and other requests', async () => {
    await using place = await libraryPlace()
    const notices: InstallNotice[] = []
    const install = openInstall({ ...place.app, onNotice: (notice) => notices.push(notice) })
    const { authorizeUrl } = await install.ready
    const address = await decide(authorizeUrl)
    const { origin, pathname } = new URL(address)
    for (const query of ['?code=1.2.abcdef12&state=wrong', '?error=access_denied', '?error=access_denied', ''])
      expect((await visit(`${origin}${pathname}${query}`)).status).toBe(400)
    expect((await visit(`${origin}/favicon.ico`)).status).toBe(404)
    expect(notices.map(({ code }) => code)).toEqual(['denial_without_state'])
    expect(exchanges(place.slack)).toEqual([])
    await visit(address)
    expect((await install.result).bot?.token).toMatch(/^xoxb-/)
  })

  it('rejects with wrong_team when the person chose another workspace than `team`', async () => {
    await using place = await libraryPlace()
    const install = openInstall({ ...place.app, team: 'T0OTHER99' })
    const { authorizeUrl } = await install.ready
    await visit(await decide(authorizeUrl.replace('team=T0OTHER99', '')))
    expect(await install.failure).toMatchObject({ code: 'wrong_team' })
  })

  it('rejects with exchange_refused and Slack’s code when Slack refuses the secret', async () => {
    await using place = await libraryPlace()
    const secret = 'f'.repeat(32)
    const install = openInstall({ ...place.app, clientSecret: secret })
    const page = await visit(await decide((await install.ready).authorizeUrl))
    expect(page.text).toContain('Allowed, but not finished')
    const error = await install.failure
    expect(error).toMatchObject({ code: 'exchange_refused', slackError: 'bad_client_secret' })
    expect(JSON.stringify([error.message, error.hint, error.stack])).not.toContain(secret)
    await expectFree(place.port)
  })

  it('rejects with exchange_answer_lost, after one request, when the connection is cut during the exchange', async () => {
    await using place = await libraryPlace()
    place.slack.fail({ on: 'oauth.v2.access', what: 'cut' })
    const install = openInstall(place.app)
    await visit(await decide((await install.ready).authorizeUrl))
    expect(await install.failure).toMatchObject({
      code: 'exchange_answer_lost',
      hint: 'Begin a new install, for a new code',
    })
    expect(exchanges(place.slack)).toHaveLength(1)
    await expectFree(place.port)
  })

  it('rejects with exchange_answer_lost when Slack is slower than requestTimeout', async () => {
    await using place = await libraryPlace()
    place.slack.fail({ on: 'oauth.v2.access', what: 'slow:600000' })
    const install = openInstall({ ...place.app, requestTimeout: 200 })
    await visit(await decide((await install.ready).authorizeUrl))
    expect(await install.failure).toMatchObject({ code: 'exchange_answer_lost' })
    await expectFree(place.port)
  })

  it('rejects with unreachable when nothing listens at the API, and with unreadable_answer when no JSON arrives', async () => {
    await using place = await libraryPlace()
    const submitted = async (apiUrl: string) => {
      const install = openInstall({ ...place.app, apiUrl })
      const { authorizeUrl, submit } = await install.ready
      submit(`?code=1.2.abcdef12&state=${new URL(authorizeUrl).searchParams.get('state')}`)
      return await install.failure
    }
    expect(await submitted(`http://localhost:${await freePort()}/api/`)).toMatchObject({ code: 'unreachable' })
    await using portal = await startWeb((_request, response) => response.end('<h1>Sign in to the network</h1>'))
    expect(await submitted(`${portal.url}/api/`)).toMatchObject({ code: 'unreadable_answer' })
    await using empty = await startWeb((_request, response) => response.end('{"ok":true}'))
    expect(await submitted(`${empty.url}/api/`)).toMatchObject({ code: 'no_token_in_answer' })
  })

  it('rejects with timed_out when nobody answers in time', async () => {
    await using place = await libraryPlace()
    const install = openInstall({ ...place.app, timeout: 20 })
    const { submit } = await install.ready
    expect(await install.failure).toMatchObject({ code: 'timed_out' })
    expect(submit('anything')).toMatchObject({ accepted: false, code: 'ended' })
    await expectFree(place.port)
  })

  it('rejects with port_in_use before it calls onReady', async () => {
    await using place = await libraryPlace()
    await using held = await holdPort(place.port)
    expect(held).not.toBeNull()
    const install = openInstall(place.app)
    expect(await install.failure).toMatchObject({
      code: 'port_in_use',
      hint: expect.stringContaining(`https://localhost:${place.port}/slack/callback`) as string,
    })
    await expect(install.ready).rejects.toThrow(InstallError)
  })

  it.each(['throws', 'rejects'])('rejects with the error of onReady when onReady %s', async (how) => {
    await using place = await libraryPlace()
    const own = new Error('no browser')
    const onReady = () => {
      if (how === 'throws') throw own
      return Promise.reject(own)
    }
    await expect(runInstall({ ...place.app, onReady })).rejects.toBe(own)
    await expectFree(place.port)
  })
})

describe('an install that is aborted', () => {
  const reason = new Error('Ctrl-C')

  it('never begins when the signal was aborted before', async () => {
    await using place = await libraryPlace()
    const install = openInstall({ ...place.app, signal: AbortSignal.abort(reason) })
    expect(await install.failure).toMatchObject({ code: 'aborted', cause: reason })
    await expect(install.ready).rejects.toThrow(InstallError)
    await expectFree(place.port)
  })

  it('ends when the signal is aborted in onReady, during the wait, or while a half-open connection exists', async () => {
    await using place = await libraryPlace()
    for (const stage of ['ready', 'waiting'] as const) {
      const stop = new AbortController()
      const install = openInstall({ ...place.app, signal: stop.signal })
      const { submit } = await install.ready
      if (stage === 'waiting') await visit(`https://localhost:${place.port}/slack/callback?state=x`)
      stop.abort(reason)
      expect(await install.failure).toMatchObject({ code: 'aborted', cause: reason })
      expect(submit('?code=1&state=2')).toMatchObject({ code: 'ended' })
      expect(getEventListeners(stop.signal, 'abort')).toEqual([])
      await expectFree(place.port)
    }
  })

  it('ends during the exchange, and says that Slack may have installed the app', async () => {
    await using place = await libraryPlace()
    place.slack.fail({ on: 'oauth.v2.access', what: 'slow:600000' })
    const stop = new AbortController()
    const install = openInstall({ ...place.app, signal: stop.signal })
    const page = visit(await decide((await install.ready).authorizeUrl))
    await expect.poll(() => place.slack.world.state.faults, { timeout: 20_000 }).toEqual([])
    stop.abort(reason)
    expect(await install.failure).toMatchObject({
      code: 'aborted',
      cause: reason,
      hint: expect.stringContaining('Slack may have installed the app') as string,
    })
    expect((await page).text).toContain('Allowed, but not finished')
    expect(getEventListeners(stop.signal, 'abort')).toEqual([])
    await expectFree(place.port)
  })

  it('still returns the tokens when the signal is aborted after the exchange', async () => {
    await using place = await libraryPlace()
    place.slack.fail({ on: 'auth.test', what: 'slow:600000', times: 2 })
    const stop = new AbortController()
    const install = openInstall({ ...place.app, signal: stop.signal })
    const page = visit(await decide((await install.ready).authorizeUrl))
    await expect.poll(() => place.slack.world.state.faults, { timeout: 20_000 }).toEqual([])
    stop.abort(reason)
    expect((await page).text).toContain('Installed in Sandbox Inc')
    expect(await install.result).toMatchObject({
      bot: { userName: null, token: expect.stringMatching(/^xoxb-/) as string },
    })
    await expectFree(place.port)
  })
})

describe('two installs at once', () => {
  it('do not take each other’s answers', async () => {
    await using one = await libraryPlace()
    await using other = await libraryPlace({ seed: 'other' })
    const installs = [one, other].map((place) => openInstall(place.app))
    const [first, second] = (await Promise.all(installs.map(({ ready }) => ready))) as [InstallReady, InstallReady]
    const [forFirst, forSecond] = await Promise.all([first, second].map(({ authorizeUrl }) => decide(authorizeUrl)))
    expect(first.submit(forSecond ?? '')).toMatchObject({ accepted: false, code: 'wrong_state' })
    await Promise.all([visit(forFirst ?? ''), visit(forSecond ?? '')])
    const [a, b] = await Promise.all(installs.map(({ result }) => result))
    expect(a?.answer.body['access_token']).toBe(a?.bot?.token)
    expect(b?.bot?.token).not.toBe(a?.bot?.token)
  })

  it('on one port: the second rejects with port_in_use, and the first goes on', async () => {
    await using place = await libraryPlace()
    const first = openInstall(place.app)
    const { authorizeUrl } = await first.ready
    expect(await openInstall(place.app).failure).toMatchObject({ code: 'port_in_use' })
    const address = await decide(authorizeUrl)
    const pages = await Promise.all([visit(address), visit(address)])
    expect(pages.map(({ status }) => status)).toEqual([200, 200])
    expect((await first.result).bot).not.toBeNull()
    expect(exchanges(place.slack)).toHaveLength(1)
    await expectFree(place.port)
  })
})

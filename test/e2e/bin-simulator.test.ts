import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InstallProvider } from '@slack/oauth'
import { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { decide } from '../support/login.ts'
import { createPlace, freePort } from '../support/program.ts'

describe('sim start, in the built program', () => {
  it('prints its URLs as one JSON line, answers requests, and exits with 0 after a signal', async () => {
    using place = createPlace()
    const port = await freePort()
    const sim = place.start([
      'sim',
      'start',
      '--port',
      String(port),
      '--redirect-url',
      'http://localhost:3999/back',
      '--json',
    ])
    const [line] = await sim.said(/^\{.*\}\n/)
    const described = JSON.parse(line) as {
      url: string
      apiUrl: string
      authorizeUrl: string
      app: Record<string, unknown>
    }
    expect(described).toMatchObject({
      url: `http://localhost:${port}`,
      apiUrl: `http://localhost:${port}/api/`,
      authorizeUrl: `http://localhost:${port}/oauth/v2/authorize`,
      app: {
        clientId: expect.any(String) as string,
        clientSecret: expect.any(String) as string,
        appToken: expect.stringMatching(/^xapp-1-A0SIMAPP1-sim-[0-9a-f]{32}$/) as string,
      },
      // The configuration token is masked like any other token.
      configToken: expect.stringMatching(/^xoxe\.xoxp-…/) as string,
    })
    expect(described.app['redirectUrls']).toContain('http://localhost:3999/back')
    const answer = await fetch(`${described.apiUrl}api.test`, { method: 'POST' })
    expect(await answer.json()).toMatchObject({ ok: true })
    const second = place.start(['sim', 'start'])
    expect(await second.ended).toBe(1)
    expect(second.stderr()).toMatch(/already runs/)
    sim.child.kill('SIGTERM')
    expect(await sim.ended).toBe(0)
  })

  it('is ended by sim stop, with exit code 0, when it follows a manifest (--follow)', async () => {
    using place = createPlace()
    const manifest = join(place.directory, 'manifest.json')
    writeFileSync(manifest, '{"display_information":{"name":"Followed"}}')
    const sim = place.start(['sim', 'start', '--port', '0', '--manifest', manifest, '--follow'])
    await sim.said(/Ctrl-C/)
    expect(await place.start(['sim', 'stop']).ended).toBe(0)
    expect(await sim.ended).toBe(0)
  })

  it('answers the install and the calls of Slack’s own SDK', async () => {
    using place = createPlace()
    const sim = place.start(['sim', 'start', '--port', String(await freePort()), '--json'])
    const [line] = await sim.said(/^\{.*\}\n/)
    const { apiUrl, authorizeUrl, app } = JSON.parse(line) as {
      apiUrl: string
      authorizeUrl: string
      app: { clientId: string; clientSecret: string; redirectUrls: string[] }
    }
    const provider = new InstallProvider({
      ...app,
      stateVerification: false,
      authorizationUrl: authorizeUrl,
      clientOptions: { slackApiUrl: apiUrl },
    })
    const redirectUri = app.redirectUrls[0] ?? ''
    const url = await provider.generateInstallUrl(
      { scopes: ['chat:write'], userScopes: ['search:read'], redirectUri },
      false,
    )
    const code = new URL(await decide(url)).searchParams.get('code') ?? ''
    const client = new WebClient(undefined, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } })
    const granted = await client.oauth.v2.access({
      client_id: app.clientId,
      client_secret: app.clientSecret,
      code,
      redirect_uri: redirectUri,
    })
    const bot = new WebClient(granted.access_token, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } })
    expect(await bot.chat.postMessage({ channel: '#general', text: 'from the SDK' })).toMatchObject({
      ok: true,
      message: { text: 'from the SDK' },
    })
    const user = new WebClient(granted.authed_user?.access_token, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } })
    expect(await user.search.messages({ query: 'SDK' })).toMatchObject({ messages: { total: 1 } })
    sim.child.kill('SIGINT')
    expect(await sim.ended).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { simulatorVariable } from '../../../src/net/turn-to-simulator.ts'
import { selfSigned } from '../../../src/oauth/callback/self-signed.ts'
import { libraryPlace, openInstall } from '../../support/library-install.ts'
import { decide, visit } from '../../support/login.ts'
import { holdPort } from '../../support/program.ts'

const bot = expect.stringMatching(/^xoxb-sim-/) as string
const user = expect.stringMatching(/^xoxp-sim-/) as string

describe('runInstall', () => {
  it('returns both tokens, who they act as, and what was granted, after a callback over https', async () => {
    await using place = await libraryPlace()
    const { app, slack } = place
    const install = openInstall({ ...app, program: 'typeclaw', scopes: ['chat:write', 'incoming-webhook'] })
    const { authorizeUrl, redirectUri, listening } = await install.ready
    expect([redirectUri, listening]).toEqual([app.redirectUri, true])
    const page = await visit(await decide(authorizeUrl))
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Installed in Sandbox Inc')])
    expect(page.text).toContain('typeclaw received the tokens')
    expect(page.text).not.toMatch(/slack-tokens|stored|xox/)
    expect(await install.result).toMatchObject({
      flow: 'v2',
      team: { id: 'T0SIM0001', name: 'Sandbox Inc' },
      enterprise: null,
      app: { id: slack.app.id, clientId: app.clientId },
      installerId: 'U0SIMDANA',
      bot: { token: bot, userName: 'sim-app', scopes: ['chat:write', 'incoming-webhook'], missingScopes: [] },
      user: { token: user, userId: 'U0SIMDANA', userName: 'dana', scopes: ['search:read'], expiresAt: null },
      webhook: { channel: '#general', url: expect.stringContaining('/services/T0SIM0001/') as string },
      answer: { method: 'oauth.v2.access', body: { ok: true, access_token: bot } },
    })
  })

  it('uses PKCE and http on localhost without a client secret, and sends no secret', async () => {
    await using place = await libraryPlace({ app: { pkce: true } })
    const { clientId, apiUrl } = place.app
    const install = openInstall({ clientId, apiUrl, userScopes: ['search:read'], port: place.port })
    const { authorizeUrl, redirectUri, certificate } = await install.ready
    expect([redirectUri, certificate]).toEqual([`http://localhost:${place.port}/slack/callback`, null])
    expect(new URL(authorizeUrl).searchParams.get('code_challenge_method')).toBe('S256')
    await visit(await decide(authorizeUrl))
    expect(await install.result).toMatchObject({ bot: null, user: { token: user } })
    const [exchange] = place.slack.log().filter(({ what }) => what === 'oauth.v2.access')
    expect(Object.keys(exchange?.args ?? {}).sort()).toEqual(['client_id', 'code', 'code_verifier', 'redirect_uri'])
  })

  it.each([
    ['v1', { scopes: ['bot'], userScopes: [] }, { bot: { token: bot }, user: { token: user }, flow: 'v1' }],
    ['v2_user', { scopes: [], userScopes: ['search:read'] }, { bot: null, user: { token: user }, flow: 'v2_user' }],
  ] as const)('runs the flow %s', async (flow, scopes, expected) => {
    await using place = await libraryPlace()
    const install = openInstall({ ...place.app, ...scopes, flow })
    await visit(await decide((await install.ready).authorizeUrl))
    expect(await install.result).toMatchObject(expected)
  })

  it('returns the requested scopes that the person did not grant, and the expiry of tokens that rotate', async () => {
    const app = { optionalScopes: { bot: ['channels:read'], user: [] } }
    await using place = await libraryPlace({ tokenLifetime: 3600, app })
    const install = openInstall({ ...place.app, scopes: ['chat:write', 'channels:read'] })
    const { authorizeUrl } = await install.ready
    await visit(await decide(authorizeUrl, { decision: 'allow', without: 'channels:read' }))
    const result = await install.result
    expect(result.bot?.refreshToken).toMatch(/^xoxe-/)
    expect(Date.parse(result.bot?.expiresAt ?? '')).toBeGreaterThan(Date.now())
    expect(result.bot).toMatchObject({ scopes: ['chat:write'], missingScopes: ['channels:read'] })
    expect(result.user?.missingScopes).toEqual([])
  })

  it('uses the simulator in a program under sim run, where no apiUrl is given', async () => {
    await using place = await libraryPlace()
    const { apiUrl: _given, ...app } = place.app
    process.env[simulatorVariable] = place.slack.url
    try {
      const install = openInstall(app)
      const { authorizeUrl } = await install.ready
      expect(new URL(authorizeUrl).origin).toBe(place.slack.url)
      await visit(await decide(authorizeUrl))
      expect((await install.result).bot?.token).toEqual(bot)
    } finally {
      delete process.env[simulatorVariable]
    }
  })

  it('takes the certificate of the caller, and returns it with its fingerprint', async () => {
    await using place = await libraryPlace()
    const { cert, key, fingerprint } = await selfSigned(Date.now())
    const install = openInstall({ ...place.app, certificate: { cert, key } })
    const ready = await install.ready
    expect(ready.certificate).toEqual({ cert, key, fingerprint })
    await visit(await decide(ready.authorizeUrl))
    expect((await install.result).bot?.token).toEqual(bot)
  })
})

describe('submit', () => {
  it('accepts the URL at which the browser ended, even when the redirect URL is on another host', async () => {
    await using place = await libraryPlace()
    const install = openInstall({ ...place.app, redirectUri: 'https://app.example/back', port: place.port })
    const { authorizeUrl, submit } = await install.ready
    const address = await decide(authorizeUrl)
    expect(address).toMatch(/^https:\/\/app\.example\/back\?/)
    expect(submit(` "${address}" \n`)).toEqual({ accepted: true })
    expect((await install.result).installation.bot?.token).toEqual(bot)
  })

  it('refuses any other text and says what it is, and the install continues to wait', async () => {
    await using place = await libraryPlace()
    const install = openInstall(place.app)
    const { authorizeUrl, submit } = await install.ready
    const address = new URL(await decide(authorizeUrl))
    const code = address.searchParams.get('code') ?? ''
    const garbage = [
      '',
      ' \n\u0000',
      '🙈'.repeat(30_000),
      '<html>',
      '{"ok":true}',
      'javascript:alert(1)',
      '%%%',
      'https://',
    ]
    for (const text of garbage)
      expect(submit(text)).toMatchObject({
        accepted: false,
        code: expect.stringMatching(/^(?:empty|unknown)$/) as string,
      })
    for (const value of [undefined, null, 7, {}] as unknown as string[])
      expect(submit(value)).toMatchObject({ accepted: false, code: 'unknown' })
    expect(submit(`https://x.example/?code=${code}&state=other`)).toMatchObject({ code: 'wrong_state' })
    expect(submit('https://x.example/?error=access_denied')).toMatchObject({ code: 'denial_without_state' })
    expect(submit('redirect_uri did not match any configured URIs. Passed URI: https://localhost:1/x')).toMatchObject({
      code: 'page_error',
      slackError: 'bad_redirect_uri',
      hint: expect.stringContaining('the ports differ') as string,
    })
    const unread = submit('redirect_uri did not match any configured URIs. Passed URI: x')
    expect(unread).toMatchObject({ slackError: 'bad_redirect_uri' })
    expect(JSON.stringify(unread)).not.toContain('no redirect URL')
    expect(submit(code)).toMatchObject({ accepted: false, code: 'bare_code' })
    for (const text of [authorizeUrl, `<${authorizeUrl}>`]) {
      const hint = expect.stringContaining('press Allow') as string
      expect(submit(text)).toMatchObject({ accepted: false, code: 'authorize_url', hint })
    }
    expect(submit(`<${address.href.replace(code, 'other').replace(/state=[^&]+/, 'state=x')}>`)).toMatchObject({
      code: 'wrong_state',
    })
    expect(submit(code, { trustCode: true })).toEqual({ accepted: true })
    expect(submit(address.href)).toMatchObject({ accepted: false, code: 'answered' })
    expect((await install.result).bot?.token).toEqual(bot)
    expect(submit(address.href)).toMatchObject({ accepted: false, code: 'ended' })
  })

  it('is the only way to finish when the port is in use and the option `portInUse` is `submit`', async () => {
    await using place = await libraryPlace()
    await using held = await holdPort(place.port)
    expect(held).not.toBeNull()
    const install = openInstall({ ...place.app, portInUse: 'submit' })
    const { authorizeUrl, listening, submit } = await install.ready
    expect(listening).toBe(false)
    expect(submit(await decide(authorizeUrl))).toEqual({ accepted: true })
    expect((await install.result).user?.token).toEqual(user)
  })
})

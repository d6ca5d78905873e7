import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SimulatorServer } from '../../../src/simulator/http/simulator.ts'
import { type Asked, askForConsent, authorizeUrl, redirectUri } from '../../support/consent.ts'
import { inSimulator } from '../../support/simulator.ts'

/** Loads the authorize page as a browser does. */
async function load(
  simulator: SimulatorServer,
  requested: Asked,
): Promise<{ status: number; text: string; headers: Headers }> {
  const { status, headers, ...response } = await fetchPage(authorizeUrl(simulator, requested))
  return { status, headers, ...response }
}

async function fetchPage(url: string): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(url, { redirect: 'manual', headers: { accept: 'text/html' } })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const mismatch = 'redirect_uri did not match any configured URIs. Passed URI: '
const invalid = 'Invalid permissions requested. Invalid scope: '
const identityMix = 'Cannot request both identity scopes and other scopes at the same time'

describe('refused authorize requests', () => {
  const cases: [string, Asked, string, string][] = [
    ['unknown client', { client_id: '1.2', scope: 'chat:write' }, 'Invalid client_id parameter', 'invalid_client_id'],
    ['no client', { client_id: '', scope: 'chat:write' }, 'Invalid client_id parameter', 'invalid_client_id'],
    ['no scopes', {}, 'Requested scopes cannot be blank', 'blank_scope'],
    ['no scopes, v1', { flow: 'v1', scope: ' , ' }, 'No scopes requested', 'blank_scope'],
    ['unknown scope', { scope: 'chat:write,chat:wriet' }, `${invalid}chat:wriet`, 'invalid_scope'],
    ['user scope in the bot list', { scope: 'search:read' }, `${invalid}search:read`, 'invalid_scope'],
    ['bot scope in the user list', { user_scope: 'commands' }, `${invalid}commands`, 'invalid_scope'],
    ['classic scope in v2', { scope: 'bot' }, `${invalid}bot`, 'invalid_scope'],
    ['a scope named like a member of Object', { scope: 'constructor' }, `${invalid}constructor`, 'invalid_scope'],
    ['unknown scope, v1', { flow: 'v1', scope: 'bot chat:wriet' }, `${invalid}chat:wriet`, 'invalid_scope'],
    [
      'the scopes bot and client together, v1',
      { flow: 'v1', scope: 'bot,client' },
      `${invalid}client`,
      'invalid_scope',
    ],
    [
      'user_scope in v1',
      { flow: 'v1', scope: 'bot', user_scope: 'chat:write' },
      'user_scope belongs to',
      'invalid_scope',
    ],
    [
      'sign-in scopes next to other scopes',
      { scope: 'chat:write', user_scope: 'identity.basic' },
      identityMix,
      'invalid_scope',
    ],
  ]

  it.each(cases)('show an error page without a redirect, for %s', (_name, asked, said, code) =>
    inSimulator({}, async (simulator) => {
      const page = await load(simulator, asked)
      expect(page.status).toBe(400)
      expect(page.headers.get('location')).toBeNull()
      expect(page.text).toContain(said)
      const response = await fetch(authorizeUrl(simulator, asked), { headers: { accept: 'application/json' } })
      expect(response.status).toBe(400)
      expect(await response.json()).toEqual({ ok: false, error: code, message: expect.stringContaining(said) })
    }),
  )

  it('show an error for bot scopes of an app without a bot user, but not for user scopes', () =>
    inSimulator({}, async (simulator) => {
      simulator.app.botName = null
      expect((await load(simulator, { scope: 'chat:write' })).text).toContain('not currently configured with a bot')
      expect((await load(simulator, { user_scope: 'chat:write' })).status).toBe(200)
      expect((await load(simulator, { flow: 'v1', scope: 'commands' })).status).toBe(200)
    }))

  it('name an empty redirect URL when the app has no registered redirect URL', () =>
    inSimulator({}, async (simulator) => {
      simulator.app.redirectUrls = []
      expect((await load(simulator, { scope: 'chat:write' })).text).toContain(`${mismatch}</p>`)
    }))
})

describe('the redirect_uri of an authorize request', () => {
  const cases: [string, boolean][] = [
    [redirectUri, true],
    [`${redirectUri}/tenant/7`, true],
    [`${redirectUri}?next=1`, true],
    ['https://localhost:8443/slack/callback', true],
    ['http://localhost/slack/callback', false],
    ['http://localhost:8444/slack/callback', false],
    ['http://127.0.0.1:8443/slack/callback', false],
    ['http://sub.localhost:8443/slack/callback', false],
    ['http://localhost:8443/slack', false],
    ['http://localhost:8443/slack/callbacks', false],
    ['http://localhost:8443/slack/callback/../other', false],
    ['http://localhost:8443/slack/callback/%2e%2e/other', false],
    [`${redirectUri}#fragment`, false],
    [`${redirectUri}#`, false],
    ['http://me:pw@localhost:8443/slack/callback', false],
    ['javascript:alert(1)', false],
    ['/slack/callback', false],
  ]

  it.each(cases)('is compared with the registered URL (%s, accepted: %s)', (sent, matches) =>
    inSimulator({}, async (simulator) => {
      const { status, text } = await load(simulator, { scope: 'chat:write', redirect_uri: sent })
      expect(status).toBe(matches ? 200 : 400)
      expect(text.includes(mismatch)).toBe(!matches)
    }),
  )
})

describe('the consent page', () => {
  const requested = { scope: 'chat:write,incoming-webhook', user_scope: 'search:read' }

  it('contains the app, the workspace, each scope with its meaning, the people and the redirect URL', () =>
    inSimulator({}, async (simulator) => {
      const { text } = await load(simulator, requested)
      for (const part of [
        'Sim App',
        'Sandbox Inc',
        'chat:write',
        'post messages',
        'search:read',
        'Dana Whitfield (@dana)',
        'Lee Okafor (@lee)',
        redirectUri,
        'This is not slack.com',
      ]) {
        expect(text).toContain(part)
      }
    }))

  it('offers each person only the channels that this person can see', () =>
    inSimulator({}, async (simulator) => {
      const { text } = await load(simulator, requested)
      const lee = /name="channel:U0SIMLEE">(.*?)<\/select>/s.exec(text)?.[1]
      expect(lee).toContain('C0SIMDSGN')
      expect(lee).not.toContain('C0SIMSECR')
    }))

  it('offers no channels when no webhook is requested', () =>
    inSimulator({}, async (simulator) => {
      expect((await load(simulator, { scope: 'chat:write' })).text).not.toContain('name="channel')
      expect((await askForConsent(simulator, { scope: 'chat:write' })).channels).toEqual([])
    }))

  it('offers a program the same choices as JSON', () =>
    inSimulator({}, async (simulator) => {
      expect(await askForConsent(simulator, requested)).toMatchObject({
        request: expect.stringMatching(/^[\w-]{24}$/),
        app: { id: simulator.app.id, name: 'Sim App' },
        workspace: { id: 'T0SIM0001' },
        people: [{ id: 'U0SIMDANA' }, { id: 'U0SIMLEE' }, { id: 'U0SIMSAM' }],
        botScopes: ['chat:write', 'incoming-webhook'],
        userScopes: ['search:read'],
      })
    }))

  it('does not list bot users among the people', () =>
    inSimulator({}, async (simulator) => {
      simulator.world.state.people.push({
        id: 'U0BOT',
        name: 'robot',
        realName: 'Robot',
        email: '',
        isAdmin: false,
        bot: { id: 'B0', appId: simulator.app.id },
      })
      expect((await load(simulator, requested)).text).not.toContain('U0BOT')
    }))

  it('has headers that forbid scripts, other resources, caching and frames, but allow a redirect of the form', () =>
    inSimulator({}, async (simulator) => {
      const { headers, text } = await load(simulator, requested)
      const css = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? ''
      const hash = createHash('sha256').update(css).digest('base64')
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain(`style-src 'sha256-${hash}'`)
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('form-action')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('strict-transport-security')).toBeNull()
    }))
})

describe('HTML code in a text that comes from outside', () => {
  const script = '"><script>alert(1)</script>'

  it.each([
    ['redirect_uri', { scope: 'chat:write', redirect_uri: `https://evil.example/${script}` }],
    ['scope', { scope: script }],
    ['team', { scope: 'chat:write', team: script }],
    ['client_id', { client_id: script, scope: 'chat:write' }],
    ['state', { scope: 'chat:write', state: script }],
  ])('is escaped on the authorize page, in the parameter %s', (_name, asked) =>
    inSimulator({}, async (simulator) => {
      expect((await load(simulator, asked)).text).not.toContain('<script')
    }),
  )

  it('is escaped in names of apps, workspaces, people and channels, and in messages', () =>
    inSimulator({}, async (simulator) => {
      const { state } = simulator.world
      state.workspace.name = script
      simulator.app.name = script
      for (const person of state.people) person.realName = script
      for (const channel of state.channels) {
        channel.name = script
        channel.messages.push({ ts: '1.000000', user: 'U0SIMDANA', text: script, username: script })
      }
      const consent = await load(simulator, { scope: 'chat:write,incoming-webhook' })
      const page = await fetchPage(`${simulator.url}/`)
      for (const [{ status, text }, own] of [
        [consent, 0],
        [page, 1],
      ] as const) {
        expect(status).toBe(200)
        expect(text).toContain('&lt;script&gt;')
        expect(text.match(/<script/g) ?? []).toHaveLength(own)
      }
    }))
})

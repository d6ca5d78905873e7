import { describe, expect, it } from 'vitest'
import { usualSwitches } from '../src/simulator/app-settings.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../src/simulator/server.ts'
import { createWorld } from '../src/simulator/world.ts'
import { recognisePage } from '../src/slack/page-errors.ts'
import {
  type Asked,
  allowedCode,
  answerConsent,
  askForConsent,
  authorizeUrl,
  exchange,
  postForm,
} from './support/consent.ts'

async function inSimulator(options: SimulatorOptions, use: (simulator: Simulator) => Promise<void>): Promise<void> {
  await using simulator = await startSimulator(options)
  await use(simulator)
}

async function load(simulator: Simulator, asked: Asked) {
  const response = await fetch(authorizeUrl(simulator, asked), { redirect: 'manual' })
  return { status: response.status, location: response.headers.get('location'), text: await response.text() }
}

async function told(simulator: Simulator, asked: Asked) {
  const response = await fetch(authorizeUrl(simulator, asked), { headers: { accept: 'application/json' } })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** Sets switches of a running simulator, as a test in another language would. */
async function control(simulator: Simulator, what: 'app' | 'workspace', body: unknown) {
  const response = await fetch(`${simulator.url}/_sim/${what}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('the flow for a user token alone', () => {
  const user = { flow: 'v2_user', scope: 'search:read,chat:write' } as const
  const wanted = { access_token: expect.stringMatching(/^xoxp-sim-/), token_type: 'user' }
  const place = { team: { id: 'T0SIM0001', name: 'Sandbox Inc' }, enterprise: null, is_enterprise_install: false }
  const scope = user.scope

  it.each([
    ['flat', { ok: true, ...wanted, user_id: 'U0SIMLEE', app_id: 'A0SIMAPP1', scope, ...place }],
    ['nested', { ok: true, ...wanted, scope: '', authed_user: { id: 'U0SIMLEE', scope }, team: { id: 'T0SIM0001' } }],
    ['authed', { ok: true, app_id: 'A0SIMAPP1', authed_user: { id: 'U0SIMLEE', scope, ...wanted }, ...place }],
  ] as const)('answers %s', (userAnswer, answer) =>
    inSimulator({ app: { userAnswer } }, async (simulator) => {
      const code = await allowedCode(simulator, user, { user: 'U0SIMLEE' })
      const body = await exchange(simulator, 'oauth.v2.user.access', { code })
      expect(body).toEqual(answer)
    }),
  )

  it('its token acts as the person', () =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, user, { user: 'U0SIMLEE' })
      const { access_token } = await exchange(simulator, 'oauth.v2.user.access', { code })
      const who = await postForm(simulator, 'auth.test', {}, { authorization: `Bearer ${String(access_token)}` })
      expect(who).toMatchObject({ ok: true, user: 'lee' })
    }))

  it('scope means user scopes: bot scopes there are refused, and user_scope is not read', () =>
    inSimulator({}, async (simulator) => {
      expect(await told(simulator, { flow: 'v2_user', scope: 'commands' })).toMatchObject({
        status: 400,
        body: { error: 'invalid_scope', message: 'Invalid permissions requested. Invalid scope: commands' },
      })
      const asked = { flow: 'v2_user', user_scope: 'search:read' } as const
      const message = 'No scopes requested'
      expect((await told(simulator, asked)).body).toEqual({ ok: false, error: 'no_user_scopes', message })
      expect(recognisePage((await load(simulator, asked)).text)?.code).toBe('blank_scope')
      expect((await askForConsent(simulator, user)).userScopes).toEqual(['search:read', 'chat:write'])
    }))

  it.each([
    ['v2_user', 'oauth.v2.access'],
    ['v2_user', 'oauth.access'],
    ['v2', 'oauth.v2.user.access'],
    ['v1', 'oauth.v2.user.access'],
  ] as const)('a code of %s at %s', (flow, method) =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, { flow, scope: flow === 'v1' ? 'bot' : 'chat:write' })
      expect(await exchange(simulator, method, { code })).toEqual({
        ok: false,
        error: 'oauth_authorization_url_mismatch',
      })
    }),
  )

  it('shares the token of the person with the ordinary flow, scopes added', () =>
    inSimulator({}, async (simulator) => {
      const first = await allowedCode(simulator, { user_scope: 'users:read' })
      const ordinary = await exchange(simulator, 'oauth.v2.access', { code: first })
      const second = await exchange(simulator, 'oauth.v2.user.access', { code: await allowedCode(simulator, user) })
      expect(second['access_token']).toBe((ordinary['authed_user'] as Record<string, string>)['access_token'])
      expect(second['scope']).toBe(`users:read,${scope}`)
    }))

  it('works with PKCE and no secret, through one page to the other', () =>
    inSimulator({ app: { pkce: true } }, async (simulator) => {
      // RFC 7636, appendix B.
      const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
      const proof = { code_challenge: challenge, code_challenge_method: 'S256' }
      const code = await allowedCode(simulator, { ...user, ...proof })
      const form = { code, client_id: simulator.app.clientId }
      const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
      expect(await postForm(simulator, 'oauth.v2.user.access', form)).toMatchObject({ error: 'invalid_code_verifier' })
      const body = await postForm(simulator, 'oauth.v2.user.access', { ...form, code_verifier: verifier })
      expect(body).toMatchObject({ ok: true, token_type: 'user' })
    }))
})

describe('where an admin has to approve', () => {
  const options = { app: { approvalRequired: true } }
  const asked = { scope: 'chat:write', state: 's' }

  it('the page offers a request, and sending it leads nowhere', () =>
    inSimulator(options, async (simulator) => {
      const { status, location, text } = await load(simulator, asked)
      expect([status, location]).toEqual([200, null])
      expect(text).toContain('Request to install Sim App')
      expect(recognisePage(text)?.code).toBe('approval_required')
      const request = /name="request" value="([^"]+)"/.exec(text)?.[1] ?? ''
      const sent = await answerConsent(simulator, { request, decision: 'request' })
      expect([sent.status, sent.callback]).toEqual([200, null])
      expect(sent.text).toContain('Request sent')
      expect((await answerConsent(simulator, { request, decision: 'request' })).status).toBe(410)
    }))

  it.each(['allow', 'cancel', 'anything'])('no way round it: %s', (decision) =>
    inSimulator(options, async (simulator) => {
      const { body } = await told(simulator, asked)
      const answer = await answerConsent(simulator, { request: String(body['request']), decision })
      expect([answer.callback, simulator.world.state.codes]).toEqual([null, []])
      expect(answer.text).toContain('Request to install')
    }),
  )

  it('tells a program the same', () =>
    inSimulator(options, async (simulator) => {
      expect(await told(simulator, asked)).toEqual({
        status: 403,
        body: {
          ok: false,
          error: 'approval_required',
          message: expect.stringContaining('You are not authorized to install Sim App in Sandbox Inc'),
          request: expect.any(String),
        },
      })
      expect(simulator.log().at(-1)).toMatchObject({ what: 'authorize', ok: false, error: 'approval_required' })
    }))

  it('an approved app installs', () =>
    inSimulator(options, async (simulator) => {
      await control(simulator, 'app', { approvalRequired: false })
      const code = await allowedCode(simulator, asked)
      expect(await exchange(simulator, 'oauth.v2.access', { code })).toMatchObject({ ok: true })
    }))
})

describe('a second workspace in the browser', () => {
  const otherWorkspace = { id: 'T0SIMOTHR', name: 'Elsewhere Ltd', domain: 'elsewhere' }
  const asked = { scope: 'chat:write,incoming-webhook' }
  const undistributed = { otherWorkspace, app: { distributed: false } }
  const code = 'invalid_team_for_non_distributed_app'

  it('is offered, the one that team names first chosen', () =>
    inSimulator({ otherWorkspace }, async (simulator) => {
      const { text } = await load(simulator, { ...asked, team: otherWorkspace.id })
      expect(text).toContain('<option value="T0SIMOTHR" selected>')
      expect((await load(simulator, asked)).text).toContain('<option value="T0SIM0001" selected>')
      expect((await told(simulator, asked)).body).toMatchObject({
        workspace: { id: 'T0SIM0001' },
        workspaces: [{ id: 'T0SIM0001' }, otherWorkspace],
      })
    }))

  it('there is nothing to choose where there is one', () =>
    inSimulator({}, async (simulator) => {
      expect((await load(simulator, asked)).text).not.toContain('name="workspace"')
    }))

  it('team of a workspace that the browser is not signed in to is a hint', () =>
    inSimulator(undistributed, async (simulator) => {
      expect(await told(simulator, { ...asked, team: 'T0UNKNOWN' })).toMatchObject({
        status: 200,
        body: { workspace: { id: 'T0SIM0001' } },
      })
    }))

  it('named by team, for an app that is not distributed: refused', () =>
    inSimulator(undistributed, async (simulator) => {
      const page = await load(simulator, { ...asked, team: otherWorkspace.id })
      expect([page.status, page.location]).toEqual([400, null])
      expect(recognisePage(page.text)?.code).toBe(code)
      expect((await told(simulator, { ...asked, team: otherWorkspace.id })).body['error']).toBe(code)
    }))

  it('chosen on the page, for an app that is not distributed: refused, and the own one still works', () =>
    inSimulator(undistributed, async (simulator) => {
      const { request } = await askForConsent(simulator, asked)
      const answer = { request, decision: 'allow' }
      const wrong = await answerConsent(simulator, { ...answer, workspace: otherWorkspace.id })
      expect([wrong.status, wrong.callback]).toEqual([400, null])
      expect(wrong.text).toContain('Elsewhere Ltd (T0SIMOTHR)')
      expect((await answerConsent(simulator, answer)).status).toBe(302)
    }))

  it('its name is text on every page', () =>
    inSimulator({ otherWorkspace: { ...otherWorkspace, name: '"><script>alert(1)</script>' } }, async (simulator) => {
      const named = { ...asked, team: otherWorkspace.id }
      const consent = await load(simulator, named)
      await control(simulator, 'app', { approvalRequired: true })
      const approval = await load(simulator, named)
      await control(simulator, 'app', { distributed: false })
      const wrong = await load(simulator, named)
      for (const { text } of [consent, approval, wrong]) {
        expect(text).toContain('&lt;script&gt;')
        expect(text).not.toContain('<script')
      }
    }))

  it('a workspace that nobody offered', () =>
    inSimulator({ otherWorkspace }, async (simulator) => {
      const { request } = await askForConsent(simulator, asked)
      const wrong = await answerConsent(simulator, { request, decision: 'allow', workspace: 'T0UNKNOWN' })
      expect([wrong.status, wrong.callback]).toEqual([400, null])
    }))

  it('a distributed app gets tokens, a bot user and a webhook of that workspace', () =>
    inSimulator({ otherWorkspace }, async (simulator) => {
      const install = async (workspace: string) => {
        const one = await allowedCode(simulator, { ...asked, user_scope: 'search:read' }, { workspace })
        return await exchange(simulator, 'oauth.v2.access', { code: one })
      }
      const [home, away] = [await install('T0SIM0001'), await install('T0SIMOTHR')]
      expect(away['team']).toEqual({ id: 'T0SIMOTHR', name: 'Elsewhere Ltd' })
      expect(away['access_token']).not.toBe(home['access_token'])
      expect(away['bot_user_id']).not.toBe(home['bot_user_id'])
      const person = (body: Record<string, unknown>) => (body['authed_user'] as Record<string, string>)['access_token']
      expect(person(away)).not.toBe(person(home))
      const header = { authorization: `Bearer ${String(away['access_token'])}` }
      expect(await postForm(simulator, 'auth.test', {}, header)).toMatchObject({ team_id: 'T0SIMOTHR' })
      const { url } = away['incoming_webhook'] as Record<string, string>
      expect(url).toContain('/services/T0SIMOTHR/')
      expect(await (await fetch(url ?? '', { method: 'POST', body: '{"text":"hi"}' })).text()).toBe('ok')
    }))
})

describe('optional scopes', () => {
  const app = { optionalScopes: { bot: ['channels:read', 'incoming-webhook', 'users:read'], user: ['chat:write'] } }
  const asked = { scope: 'chat:write,channels:read,incoming-webhook', user_scope: 'chat:write,search:read' }
  const scopesOf = (body: Record<string, unknown>) => [
    body['scope'],
    (body['authed_user'] as Record<string, string>)['scope'],
  ]

  it('have a box that is ticked; the others have none', () =>
    inSimulator({ app }, async (simulator) => {
      const { text } = await load(simulator, asked)
      const boxes = [...text.matchAll(/<input type="checkbox" name="([^"]+)" checked>/g)].map(([, name]) => name)
      expect(boxes).toEqual(['keep:bot:channels:read', 'keep:bot:incoming-webhook', 'keep:user:chat:write'])
      expect((await askForConsent(simulator, asked)).optional).toEqual({
        bot: ['channels:read', 'incoming-webhook'],
        user: ['chat:write'],
      })
    }))

  it('what the page’s form leaves out is not granted', () =>
    inSimulator({ app }, async (simulator) => {
      const form = { boxes: '1', 'keep:bot:channels:read': 'on' }
      const body = await exchange(simulator, 'oauth.v2.access', { code: await allowedCode(simulator, asked, form) })
      expect(scopesOf(body)).toEqual(['chat:write,channels:read', 'search:read'])
      expect(body).not.toHaveProperty('incoming_webhook')
    }))

  it('a program names what to leave out, and otherwise gets all', () =>
    inSimulator({ app }, async (simulator) => {
      const without = 'channels:read, incoming-webhook'
      const some = await allowedCode(simulator, asked, { without })
      expect(scopesOf(await exchange(simulator, 'oauth.v2.access', { code: some }))).toEqual([
        'chat:write',
        asked.user_scope,
      ])
      const all = await allowedCode(simulator, asked)
      expect(scopesOf(await exchange(simulator, 'oauth.v2.access', { code: all }))[0]).toContain('incoming-webhook')
    }))

  it.each(['search:read', 'users:read', 'nonsense'])('%s can’t be left out', (without) =>
    inSimulator({ app }, async (simulator) => {
      const { request } = await askForConsent(simulator, asked)
      const answer = await answerConsent(simulator, { request, decision: 'allow', without })
      expect([answer.status, answer.callback]).toEqual([400, null])
      expect(answer.text).toContain(`${without} is not optional`)
    }),
  )

  it.each([
    ['v2', 'channels:read', 'oauth.v2.access', 'no_scopes'],
    ['v2_user', 'chat:write', 'oauth.v2.user.access', 'no_user_scopes'],
  ] as const)('nothing left over in %s', (flow, scope, method, error) =>
    inSimulator({ app }, async (simulator) => {
      const code = await allowedCode(simulator, { flow, scope }, { without: scope })
      expect(await exchange(simulator, method, { code })).toEqual({ ok: false, error })
    }),
  )
})

describe('what Cancel brings back', () => {
  const words = 'The user cancelled the install'

  it.each([
    [
      { description: false, state: true },
      { error: 'access_denied', state: 's' },
    ],
    [{ description: false, state: false }, { error: 'access_denied' }],
    [
      { description: true, state: true },
      { error: 'access_denied', error_description: words, state: 's' },
    ],
    [
      { description: true, state: false },
      { error: 'access_denied', error_description: words },
    ],
  ])('%j', (cancel, query) =>
    inSimulator({ app: { cancel } }, async (simulator) => {
      const { request } = await askForConsent(simulator, { scope: 'chat:write', state: 's' })
      const { callback } = await answerConsent(simulator, { request, decision: 'cancel' })
      expect(Object.fromEntries(callback?.searchParams ?? [])).toEqual(query)
    }),
  )
})

describe('the switches', () => {
  const settings = {
    redirectUrls: ['https://app.example/cb'],
    botName: null,
    messagesTab: false,
    pkce: true,
    distributed: false,
    approvalRequired: true,
    optionalScopes: { bot: ['chat:write'], user: [] },
    cancel: { description: true, state: false },
    userAnswer: 'nested',
  }

  it('each can be set, and is told; what is not named stays', () =>
    inSimulator({}, async (simulator) => {
      const { status, body } = await control(simulator, 'app', settings)
      expect([status, body['app']]).toEqual([200, expect.objectContaining(settings)])
      await control(simulator, 'app', { cancel: { state: true }, optionalScopes: { user: ['search:read'] } })
      expect(simulator.app).toMatchObject({
        ...settings,
        cancel: { description: true, state: true },
        optionalScopes: { bot: ['chat:write'], user: ['search:read'] },
      })
    }))

  it.each([
    [{ pkce: 'yes' }],
    [{ redirectUrls: ['callback'] }],
    [{ redirectUrls: 'https://a.example' }],
    [{ redirectUrls: ['https://a.example/#x'] }],
    [{ botName: '' }],
    [{ cancel: { state: 1 } }],
    [{ cancel: null }],
    [{ optionalScopes: { bot: 'chat:write' } }],
    [{ userAnswer: 'other' }],
    [{ clientSecret: 'x' }],
    [{ constructor: true }],
    [{ pkce: true, distributed: 0 }],
  ])('%j changes nothing', (change) =>
    inSimulator({}, async (simulator) => {
      const before = structuredClone(simulator.app)
      expect(await control(simulator, 'app', change)).toMatchObject({
        status: 400,
        body: { ok: false, error: 'invalid_arguments' },
      })
      expect(simulator.app).toEqual(before)
    }),
  )

  it('a second workspace comes and goes', () =>
    inSimulator({}, async (simulator) => {
      const otherWorkspace = { id: 'T0SIMOTHR', name: 'Elsewhere Ltd', domain: 'elsewhere' }
      expect((await control(simulator, 'workspace', { otherWorkspace })).body).toMatchObject({ otherWorkspace })
      const wrong = [{}, { otherWorkspace: 'T1' }, { otherWorkspace: { ...otherWorkspace, id: 'T0SIM0001' } }]
      for (const body of wrong) expect((await control(simulator, 'workspace', body)).status).toBe(400)
      expect(simulator.world.state.otherWorkspace).toEqual(otherWorkspace)
      await control(simulator, 'workspace', { otherWorkspace: null })
      expect(simulator.world.state.otherWorkspace).toBeNull()
    }))

  it('those a simulator was started with outlast a reset; later ones do not', () =>
    inSimulator({ app: { pkce: true } }, async (simulator) => {
      await control(simulator, 'app', { distributed: false })
      simulator.reset()
      expect(simulator.app).toMatchObject({ pkce: true, distributed: true })
    }))

  it('a world that was kept before there were any has the usual ones', () => {
    const { state } = createWorld({ seed: 'old', now: () => 0 })
    const old = structuredClone(state)
    Reflect.deleteProperty(old, 'otherWorkspace')
    for (const app of old.apps) {
      for (const name of Object.keys(usualSwitches())) Reflect.deleteProperty(app, name)
      app.botName = 'older'
    }
    const world = createWorld({ seed: 'old', now: () => 0, state: old })
    expect(world.state).toEqual({ ...state, apps: [{ ...state.apps[0], botName: 'older' }] })
  })
})

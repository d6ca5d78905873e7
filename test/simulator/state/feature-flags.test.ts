import { describe, expect, it } from 'vitest'
import { defaultFeatureFlags } from '../../../src/simulator/state/app-settings.ts'
import { createWorld } from '../../../src/simulator/state/create-world.ts'
import { answerConsent, askForConsent } from '../../support/consent.ts'
import { control, inSimulator } from '../../support/simulator.ts'

describe('the redirect after Cancel', () => {
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
  ])('has, when the app setting `cancel` is %j, the query %j', (cancel, query) =>
    inSimulator({ app: { cancel } }, async (simulator) => {
      const { request } = await askForConsent(simulator, { scope: 'chat:write', state: 's' })
      const { callback } = await answerConsent(simulator, { request, decision: 'cancel' })
      expect(Object.fromEntries(callback?.searchParams ?? [])).toEqual(query)
    }),
  )
})

describe('the feature flags', () => {
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

  it('can be changed one at a time, and are returned by the request that changes them', () =>
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
  ])('are not changed by a request with the invalid body %j', (change) =>
    inSimulator({}, async (simulator) => {
      const before = structuredClone(simulator.app)
      expect(await control(simulator, 'app', change)).toMatchObject({
        status: 400,
        body: { ok: false, error: 'invalid_arguments' },
      })
      expect(simulator.app).toEqual(before)
    }),
  )

  it('include a second workspace, which can be added and removed', () =>
    inSimulator({}, async (simulator) => {
      const otherWorkspace = { id: 'T0SIMOTHR', name: 'Elsewhere Ltd', domain: 'elsewhere' }
      expect((await control(simulator, 'workspace', { otherWorkspace })).body).toMatchObject({ otherWorkspace })
      const wrong = [{}, { otherWorkspace: 'T1' }, { otherWorkspace: { ...otherWorkspace, id: 'T0SIM0001' } }]
      for (const body of wrong) expect((await control(simulator, 'workspace', body)).status).toBe(400)
      expect(simulator.world.state.otherWorkspace).toEqual(otherWorkspace)
      await control(simulator, 'workspace', { otherWorkspace: null })
      expect(simulator.world.state.otherWorkspace).toBeNull()
    }))

  it('have the values that were given at the start again after a reset', () =>
    inSimulator({ app: { pkce: true } }, async (simulator) => {
      await control(simulator, 'app', { distributed: false })
      simulator.reset()
      expect(simulator.app).toMatchObject({ pkce: true, distributed: true })
    }))

  it('get their defaults when stored data lacks them', () => {
    const { state } = createWorld({ seed: 'old', now: () => 0 })
    const old = structuredClone(state)
    Reflect.deleteProperty(old, 'otherWorkspace')
    for (const app of old.apps) {
      for (const name of Object.keys(defaultFeatureFlags())) Reflect.deleteProperty(app, name)
      app.botName = 'older'
    }
    const world = createWorld({ seed: 'old', now: () => 0, state: old })
    expect(world.state).toEqual({ ...state, apps: [{ ...state.apps[0], botName: 'older' }] })
  })
})

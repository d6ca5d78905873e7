import { describe, expect, it } from 'vitest'
import { allowedCode, answerConsent, askForConsent, exchange, redirectUri } from '../../support/consent.ts'
import { inSimulator } from '../../support/simulator.ts'

const bot = 'chat:write,channels:read'

describe('the consent page', () => {
  const requested = { scope: bot, state: 'a b&c=d<script>' }

  it('redirects after Allow with the state and a code in three parts', () =>
    inSimulator({}, async (simulator) => {
      const { request } = await askForConsent(simulator, requested)
      const { status, callback } = await answerConsent(simulator, { request, decision: 'allow' })
      expect(status).toBe(302)
      expect(`${callback?.origin}${callback?.pathname}`).toBe(redirectUri)
      expect(callback?.searchParams.get('code')).toMatch(/^\d+\.\d+\.[0-9a-f]+$/)
      expect(callback?.searchParams.get('state')).toBe(requested.state)
    }))

  it('redirects after Cancel with access_denied and the state, but no code', () =>
    inSimulator({}, async (simulator) => {
      const { request } = await askForConsent(simulator, requested)
      const { callback } = await answerConsent(simulator, { request, decision: 'cancel' })
      expect(Object.fromEntries(callback?.searchParams ?? [])).toEqual({
        error: 'access_denied',
        state: requested.state,
      })
    }))

  it('redirects with the unchanged query of the redirect URL', () =>
    inSimulator({}, async (simulator) => {
      const { request } = await askForConsent(simulator, { scope: bot, redirect_uri: `${redirectUri}?a=1%202` })
      const { callback } = await answerConsent(simulator, { request, decision: 'allow' })
      expect(callback?.search).toMatch(/^\?a=1%202&code=[\d.a-f]+$/)
    }))

  it('can be answered only once, and then answers 410', () =>
    inSimulator({}, async (simulator) => {
      const { request } = await askForConsent(simulator, requested)
      await answerConsent(simulator, { request, decision: 'allow' })
      const second = await answerConsent(simulator, { request, decision: 'allow' })
      expect([second.status, second.callback]).toEqual([410, null])
      expect(simulator.world.state.codes).toHaveLength(1)
    }))

  it('answers 410 after ten minutes', async () => {
    let time = 1_800_000_000_000
    await inSimulator({ now: () => time }, async (simulator) => {
      const { request } = await askForConsent(simulator, requested)
      time += 10 * 60_000
      expect((await answerConsent(simulator, { request, decision: 'allow' })).status).toBe(410)
    })
  })

  it('answers 410 to an unknown request id', () =>
    inSimulator({}, async (simulator) => {
      expect((await answerConsent(simulator, { request: 'made-up', decision: 'allow' })).status).toBe(410)
    }))

  it.each([
    ['an unknown person', { user: 'U0NOBODY' }],
    ['a bot', { user: 'bot' }],
    ['a channel that the person is not in', { user: 'U0SIMDANA', channel: 'C0SIMDSGN' }],
  ])('answers 400 to %s, and can then be answered again', (_name, choice) =>
    inSimulator({}, async (simulator) => {
      const { request } = await askForConsent(simulator, { scope: 'incoming-webhook' })
      const wrong = await answerConsent(simulator, { request, decision: 'allow', ...choice })
      expect([wrong.status, wrong.callback]).toEqual([400, null])
      expect((await answerConsent(simulator, { request, decision: 'allow' })).status).toBe(302)
    }),
  )

  it('uses the channel from the form field of the chosen person', () =>
    inSimulator({}, async (simulator) => {
      const choice = { user: 'U0SIMLEE', 'channel:U0SIMDANA': 'C0SIMSECR', 'channel:U0SIMLEE': 'C0SIMDSGN' }
      const code = await allowedCode(simulator, { scope: 'incoming-webhook' }, choice)
      const body = await exchange(simulator, 'oauth.v2.access', { code })
      expect(body['incoming_webhook']).toMatchObject({ channel_id: 'C0SIMDSGN' })
    }))
})

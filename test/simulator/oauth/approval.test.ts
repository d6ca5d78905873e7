import { describe, expect, it } from 'vitest'
import { classifyPage } from '../../../src/slack/facts/page-errors.ts'
import { allowedCode, answerConsent, exchange, loadPage, toldProgram } from '../../support/consent.ts'
import { control, inSimulator } from '../../support/simulator.ts'

describe('an app that needs an admin’s approval', () => {
  const options = { app: { approvalRequired: true } }
  const requested = { scope: 'chat:write', state: 's' }

  it('lets the person request approval on the consent page, which then does not redirect', () =>
    inSimulator(options, async (simulator) => {
      const { status, location, text } = await loadPage(simulator, requested)
      expect([status, location]).toEqual([200, null])
      expect(text).toContain('Request to install Sim App')
      expect(classifyPage(text)?.code).toBe('approval_required')
      const request = /name="request" value="([^"]+)"/.exec(text)?.[1] ?? ''
      const sent = await answerConsent(simulator, { request, decision: 'request' })
      expect([sent.status, sent.callback]).toEqual([200, null])
      expect(sent.text).toContain('Request sent')
      expect((await answerConsent(simulator, { request, decision: 'request' })).status).toBe(410)
    }))

  it.each(['allow', 'cancel', 'anything'])('gets no code for the decision %s', (decision) =>
    inSimulator(options, async (simulator) => {
      const { body } = await toldProgram(simulator, requested)
      const answer = await answerConsent(simulator, { request: String(body['request']), decision })
      expect([answer.callback, simulator.world.state.codes]).toEqual([null, []])
      expect(answer.text).toContain('Request to install')
    }),
  )

  it('causes the error approval_required for a program that requests the install', () =>
    inSimulator(options, async (simulator) => {
      expect(await toldProgram(simulator, requested)).toEqual({
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

  const ask = async (simulator: Parameters<typeof toldProgram>[0]) => {
    const { body } = await toldProgram(simulator, requested)
    await answerConsent(simulator, { request: String(body['request']), decision: 'request' })
  }

  it('can be installed after an admin has approved the request, and not after an admin has denied it', () =>
    inSimulator(options, async (simulator) => {
      const none = await control(simulator, 'approval', { decision: 'approve' })
      expect([none.status, none.body['error']]).toEqual([400, 'invalid_arguments'])
      await ask(simulator)
      await control(simulator, 'approval', { decision: 'deny' })
      expect((await toldProgram(simulator, requested)).status).toBe(403)
      // The same person asks again. The new request replaces the denied one.
      await ask(simulator)
      const [pending, ...more] = simulator.world.state.approvals ?? []
      expect([pending?.decision, pending?.userId, more]).toEqual([
        'pending',
        simulator.world.state.people.find(({ bot }) => bot === undefined)?.id,
        [],
      ])
      await control(simulator, 'approval', { decision: 'approve', id: pending?.id })
      const code = await allowedCode(simulator, requested)
      expect(await exchange(simulator, 'oauth.v2.access', { code })).toMatchObject({ ok: true })
    }))

  it('still needs an approval for a second workspace after an admin has approved the first one', () =>
    inSimulator(options, async (simulator) => {
      await ask(simulator)
      await control(simulator, 'approval', { decision: 'approve' })
      const otherWorkspace = { id: 'T0OTHER', name: 'Other', domain: 'other' }
      await control(simulator, 'workspace', { otherWorkspace })
      expect((await toldProgram(simulator, { ...requested, team: 'T0OTHER' })).status).toBe(403)
      expect((await toldProgram(simulator, requested)).status).toBe(200)
    }))

  it('can be installed after the app no longer requires an approval', () =>
    inSimulator(options, async (simulator) => {
      await control(simulator, 'app', { approvalRequired: false })
      const code = await allowedCode(simulator, requested)
      expect(await exchange(simulator, 'oauth.v2.access', { code })).toMatchObject({ ok: true })
    }))
})

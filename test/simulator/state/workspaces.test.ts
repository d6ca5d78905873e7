import { describe, expect, it } from 'vitest'
import { classifyPage } from '../../../src/slack/facts/page-errors.ts'
import {
  allowedCode,
  answerConsent,
  askForConsent,
  exchange,
  loadPage,
  postForm,
  toldProgram,
} from '../../support/consent.ts'
import { control, inSimulator } from '../../support/simulator.ts'

describe('a second workspace', () => {
  const otherWorkspace = { id: 'T0SIMOTHR', name: 'Elsewhere Ltd', domain: 'elsewhere' }
  const requested = { scope: 'chat:write,incoming-webhook' }
  const undistributed = { otherWorkspace, app: { distributed: false } }
  const code = 'invalid_team_for_non_distributed_app'

  it('is offered on the consent page, and the `team` parameter preselects it', () =>
    inSimulator({ otherWorkspace }, async (simulator) => {
      const { text } = await loadPage(simulator, { ...requested, team: otherWorkspace.id })
      expect(text).toContain('<option value="T0SIMOTHR" selected>')
      expect((await loadPage(simulator, requested)).text).toContain('<option value="T0SIM0001" selected>')
      expect((await toldProgram(simulator, requested)).body).toMatchObject({
        workspace: { id: 'T0SIM0001' },
        workspaces: [{ id: 'T0SIM0001' }, otherWorkspace],
      })
    }))

  it('is not offered when there is only one workspace', () =>
    inSimulator({}, async (simulator) => {
      expect((await loadPage(simulator, requested)).text).not.toContain('name="workspace"')
    }))

  it('is not preselected when `team` names a workspace that the browser is not signed in to', () =>
    inSimulator(undistributed, async (simulator) => {
      expect(await toldProgram(simulator, { ...requested, team: 'T0UNKNOWN' })).toMatchObject({
        status: 200,
        body: { workspace: { id: 'T0SIM0001' } },
      })
    }))

  it('is refused when `team` names the second workspace and the app is not distributed', () =>
    inSimulator(undistributed, async (simulator) => {
      const page = await loadPage(simulator, { ...requested, team: otherWorkspace.id })
      expect([page.status, page.location]).toEqual([400, null])
      expect(classifyPage(page.text)?.code).toBe(code)
      expect((await toldProgram(simulator, { ...requested, team: otherWorkspace.id })).body['error']).toBe(code)
    }))

  it('is refused as a choice on the page when the app is not distributed, while the first workspace is accepted', () =>
    inSimulator(undistributed, async (simulator) => {
      const { request } = await askForConsent(simulator, requested)
      const answer = { request, decision: 'allow' }
      const wrong = await answerConsent(simulator, { ...answer, workspace: otherWorkspace.id })
      expect([wrong.status, wrong.callback]).toEqual([400, null])
      expect(wrong.text).toContain('Elsewhere Ltd (T0SIMOTHR)')
      expect((await answerConsent(simulator, answer)).status).toBe(302)
    }))

  it('has its name escaped on every page', () =>
    inSimulator({ otherWorkspace: { ...otherWorkspace, name: '"><script>alert(1)</script>' } }, async (simulator) => {
      const named = { ...requested, team: otherWorkspace.id }
      const consent = await loadPage(simulator, named)
      await control(simulator, 'app', { approvalRequired: true })
      const approval = await loadPage(simulator, named)
      await control(simulator, 'app', { distributed: false })
      const wrong = await loadPage(simulator, named)
      for (const { text } of [consent, approval, wrong]) {
        expect(text).toContain('&lt;script&gt;')
        expect(text).not.toContain('<script')
      }
    }))

  it('is offered by a consent page that answers 400 to an unknown workspace', () =>
    inSimulator({ otherWorkspace }, async (simulator) => {
      const { request } = await askForConsent(simulator, requested)
      const wrong = await answerConsent(simulator, { request, decision: 'allow', workspace: 'T0UNKNOWN' })
      expect([wrong.status, wrong.callback]).toEqual([400, null])
    }))

  it('has its own tokens, bot user and webhook when a distributed app is installed in it', () =>
    inSimulator({ otherWorkspace }, async (simulator) => {
      const install = async (workspace: string) => {
        const one = await allowedCode(simulator, { ...requested, user_scope: 'search:read' }, { workspace })
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

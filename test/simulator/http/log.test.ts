import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../../src/simulator/http/simulator.ts'
import { allowedCode, exchange, postForm } from '../../support/consent.ts'
import { inSimulator } from '../../support/simulator.ts'

describe('the log of requests', () => {
  it('contains the requests, but no secret in readable form (threat S3)', () =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, { scope: 'chat:write' })
      const { access_token: token } = await exchange(simulator, 'oauth.v2.access', { code })
      await postForm(simulator, 'chat.postMessage', {
        token: String(token),
        channel: '#general',
        text: `see ${String(token)}`,
      })
      expect(simulator.log()).toMatchObject([
        { verb: 'GET', what: 'authorize', ok: true, status: 200 },
        { verb: 'POST', what: 'authorize', ok: true, status: 302 },
        { what: 'oauth.v2.access', ok: true },
        { what: 'chat.postMessage', as: expect.stringMatching(/^bot:U/), args: { channel: '#general' }, ok: true },
      ])
      const shown = JSON.stringify(simulator.log())
      for (const secret of [code, String(token), simulator.app.clientSecret]) expect(shown).not.toContain(secret)
    }))

  it('names only those arguments that contain a secret in the URL or in a text', () =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, { scope: 'chat:write' })
      const { access_token: token } = await exchange(simulator, 'oauth.v2.access', { code })
      await postForm(simulator, 'chat.postMessage', {
        token: String(token),
        channel: '#general',
        text: 'x'.repeat(2000),
      })
      await postForm(simulator, 'chat.postMessage', { token: String(token), channel: '#general', text: String(token) })
      await (await fetch(`${simulator.apiUrl}auth.test?token=${String(token)}`)).arrayBuffer()
      const named = simulator.log().map(({ secretsInQuery, secretsInText }) => [secretsInQuery, secretsInText])
      expect(named.slice(-4)).toEqual([
        [undefined, undefined],
        [undefined, undefined],
        [undefined, ['text']],
        [['token'], undefined],
      ])
    }))

  it('stores the newest 500 requests', () =>
    inSimulator({}, async (simulator) => {
      for (let round = 0; round < 1020; round += 1) {
        await (await fetch(`${simulator.apiUrl}api.test?n=${round}`)).arrayBuffer()
      }
      expect(simulator.log()).toHaveLength(500)
      expect(simulator.log().at(-1)?.args).toEqual({ n: '1019' })
      expect(simulator.world.state.log.length).toBeLessThan(1000)
    }))

  it('contains requests to unknown paths, and shortens long values', () =>
    inSimulator({}, async (simulator) => {
      expect((await fetch(`${simulator.url}/oauth/v3/authorize`)).status).toBe(404)
      await postForm(simulator, 'api.test', { text: 'x'.repeat(50_000) })
      expect(simulator.log()[0]).toMatchObject({ what: '/oauth/v3/authorize', status: 404, ok: false })
      expect(simulator.log()[1]?.args['text']).toHaveLength(1001)
    }))
})

describe('a token of the real Slack', () => {
  const real = ['xoxb', '1'.repeat(4), 'not-simulated'].join('-')

  it('is refused with invalid_auth, and causes a warning in the answer and on the terminal', async () => {
    const warnings: string[] = []
    await using simulator = await startSimulator({ onWarning: (text) => warnings.push(text) })
    const response = await fetch(`${simulator.apiUrl}auth.test`, { headers: { authorization: `Bearer ${real}` } })
    expect(await response.json()).toMatchObject({ ok: false, error: 'invalid_auth' })
    expect(response.headers.get('x-slack-tokens-warning')).toContain('real Slack token')
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).not.toContain(real)
    expect(JSON.stringify(simulator.log())).not.toContain(real)
  })
})

import { describe, expect, it } from 'vitest'
import { type SimulatorServer, startSimulator } from '../../../src/simulator/http/simulator.ts'
import { controlHeaders } from '../../support/simulator.ts'

const redirect = 'http://localhost:3000/callback'

async function control(simulator: SimulatorServer, what: string, body: unknown) {
  const response = await fetch(`${simulator.url}/_sim/${what}`, {
    method: 'POST',
    headers: controlHeaders(simulator),
    body: JSON.stringify(body),
  })
  return { status: response.status, ...((await response.json()) as { id?: string; error?: string; message?: string }) }
}

async function consent(simulator: SimulatorServer): Promise<string> {
  const query = new URLSearchParams({ client_id: '44.55', scope: 'chat:write', redirect_uri: redirect })
  const page = `${simulator.authorizeUrl}?${query.toString()}`
  const shown = await fetch(page, { headers: { accept: 'application/json' } })
  const { request = '' } = (await shown.json()) as { request?: string }
  const body = new URLSearchParams({ request, decision: 'allow' })
  const decided = await fetch(page, { method: 'POST', redirect: 'manual', body })
  return new URL(decided.headers.get('location') ?? '').searchParams.get('code') ?? ''
}

async function exchange(simulator: SimulatorServer, code: string, secret: string) {
  const response = await fetch(`${simulator.apiUrl}oauth.v2.access`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: '44.55', client_secret: secret, code, redirect_uri: redirect }),
  })
  return (await response.json()) as { ok: boolean; error?: string; access_token?: string }
}

describe('an app registered with the simulator', () => {
  it('gets the client secret of its first successful exchange, and then refuses another secret', async () => {
    await using simulator = await startSimulator()
    expect(await control(simulator, 'adopt', { clientId: '44.55', redirectUrls: [redirect] })).toMatchObject({
      status: 200,
      id: expect.stringMatching(/^A0SIM/) as string,
    })
    const code = await consent(simulator)
    expect(await exchange(simulator, code, '')).toMatchObject({ error: 'bad_client_secret' })
    expect(await exchange(simulator, code, 'the-first')).toMatchObject({ ok: true })
    expect(await exchange(simulator, await consent(simulator), 'another')).toMatchObject({ error: 'bad_client_secret' })
  })

  it('has the client secret that was given at its first registration, even after a second registration', async () => {
    await using simulator = await startSimulator()
    const first = await control(simulator, 'adopt', {
      clientId: '44.55',
      clientSecret: 'told',
      redirectUrls: [redirect],
    })
    const again = await control(simulator, 'adopt', { clientId: '44.55', orgDeploy: true })
    expect(again.id).toBe(first.id)
    const code = await consent(simulator)
    expect(await exchange(simulator, code, 'guessed')).toMatchObject({ error: 'bad_client_secret' })
    expect(await exchange(simulator, code, 'told')).toMatchObject({ ok: true })
  })

  it('can be removed, with its installations and its tokens', async () => {
    await using simulator = await startSimulator()
    await control(simulator, 'adopt', { clientId: '44.55', redirectUrls: [redirect] })
    const { access_token: token = '' } = await exchange(simulator, await consent(simulator), 'the-first')
    const test = async () => {
      const headers = { authorization: `Bearer ${token}` }
      return await (await fetch(`${simulator.apiUrl}auth.test`, { method: 'POST', headers })).json()
    }
    expect(await test()).toMatchObject({ ok: true })
    expect(await control(simulator, 'remove', { clientId: '44.55' })).toMatchObject({ status: 200 })
    expect(await test()).toMatchObject({ ok: false, error: 'account_inactive' })
  })

  it.each([
    ['adopt', {}, 'clientId'],
    ['adopt', { clientId: '44.55', clientSecret: '' }, 'clientSecret'],
    ['adopt', { clientId: '44.55', redirectUrls: 'x' }, 'redirectUrls'],
    ['adopt', { clientId: '44.55', redirectUrls: ['/callback'] }, 'redirectUrls[0]'],
    ['adopt', { clientId: '44.55', colour: 'red' }, 'colour'],
    ['remove', { clientId: '66.77' }, 'clientId'],
  ])(
    'is refused for the request /_sim/%s with the body %j, and the message names the field %s',
    async (what, body, named) => {
      await using simulator = await startSimulator()
      const refused = await control(simulator, what, body)
      expect(refused).toMatchObject({ status: 400, error: 'invalid_arguments' })
      expect(refused.message).toContain(named)
      expect(simulator.world.state.apps).toHaveLength(1)
    },
  )
})

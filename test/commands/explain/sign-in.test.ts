import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const claims = {
  iss: 'https://slack.com',
  sub: 'U0SIMDANA',
  aud: '1111111111.2222222222',
  'https://slack.com/team_id': 'T0SIM0001',
  'https://slack.com/user_id': 'U0SIMDANA',
}
const idToken = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2ltc2lnbmF0dXJl`

describe('explain, for the answer of a sign-in', () => {
  it('names the person and the workspace of its id_token', async () => {
    using machine = createMachine()
    const input = JSON.stringify({ ok: true, access_token: 'xoxp-sim-1', token_type: 'Bearer', id_token: idToken })
    const { json } = await machine.run(['explain', '-', '--json'], { input })
    expect(json).toMatchObject({ shape: 'openid', workspace: { id: 'T0SIM0001' } })
    const { stdout } = await machine.run(['explain', '-'], { input })
    expect(stdout.split('\n\n')[0]).toMatch(/U0SIMDANA[\s\S]*T0SIM0001/)
  })
})

describe('explain, for a PHP dump that shows the list of scopes as [▶]', () => {
  it('reports no scopes', async () => {
    using machine = createMachine()
    const input = `User {#1432 ▼\n  +id: "U0SIMDANA"\n  +token: "xoxp-sim-1"\n  +refreshToken: null\n  +approvedScopes: array:1 [▶]\n}`
    const { json } = await machine.run(['explain', '-', '--json'], { input })
    expect(json).toMatchObject({ tokens: [{ kind: 'user', scopes: [] }] })
  })
})

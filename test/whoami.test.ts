import { describe, expect, it } from 'vitest'
import { approved } from './support/installed.ts'

describe('whoami', () => {
  it('says who each token acts as, with its scopes from the header', async () => {
    using machine = await approved()
    const { code, json } = await machine.run(['whoami', '--json'])
    expect(code).toBe(0)
    expect(json).toMatchObject([
      {
        identity: 'bot',
        user: 'sim-app',
        team: 'Sandbox Inc',
        scopes: ['chat:write', 'channels:read', 'users:read', 'incoming-webhook'],
      },
      { identity: 'user', user: 'dana', scopes: ['chat:write', 'search:read'] },
    ])
    const user = await machine.run(['whoami', '--as-user'])
    expect(user.stdout).toMatch(/^user +@dana \(U0SIMDANA\) +in Sandbox Inc/)
  })

  it('a revoked token: exit 4, and the next command', async () => {
    using machine = await approved()
    expect((await machine.run(['call', 'auth.revoke', '--as', 'user'])).json).toMatchObject({ ok: true, revoked: true })
    const { code, stderr } = await machine.run(['whoami', '--as', 'user'])
    expect(code).toBe(4)
    expect(stderr).toMatch(/token_revoked/)
    expect(stderr).toMatch(/slack-tokens login/)
  })
})

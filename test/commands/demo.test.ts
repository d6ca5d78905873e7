import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'
import { approve, approved } from '../support/installed.ts'

describe('sim and demo', () => {
  it('`sim log` lists the requests of a login, without secrets', async () => {
    using machine = await approved()
    const { json, stdout } = await machine.run(['sim', 'log', '--json'])
    expect((json as { what: string }[]).map(({ what }) => what)).toEqual(
      expect.arrayContaining(['authorize', 'oauth.v2.access', 'auth.test']),
    )
    expect(stdout).not.toMatch(/xox[bp]-sim|simulated-client-secret/)
  })

  it('`sim reset` makes the tokens invalid, and a new login gets tokens that Slack accepts', async () => {
    using machine = await approved()
    expect((await machine.run(['sim', 'reset'])).code).toBe(0)
    expect((await machine.run(['whoami', '--as', 'bot'])).code).toBe(4)
    expect((await machine.run(approve)).code).toBe(0)
    expect((await machine.run(['whoami', '--as', 'bot'])).code).toBe(0)
  })

  it('`demo` exits with 0 twice, prints an install with masked tokens, and stores an installation that can post', async () => {
    using machine = createMachine()
    for (const _time of [1, 2]) {
      const { code, stderr } = await machine.run(['demo'])
      expect(code, stderr).toBe(0)
      expect(stderr).toMatch(/1\. The install/)
      expect(stderr).toMatch(/"access_token": "xoxb-….*← the bot token/)
      expect(stderr).toMatch(/"access_token": "xoxp-….*← the user token/)
      expect(stderr).toMatch(/not_allowed_token_type/)
      expect(stderr).not.toMatch(/xox[bp]-sim/)
    }
    expect((await machine.run(['post', '--as', 'bot'])).code).toBe(0)
  })
})

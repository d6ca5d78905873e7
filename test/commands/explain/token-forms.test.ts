import { describe, expect, it } from 'vitest'
import { mask } from '../../../src/slack/facts/token-kinds.ts'
import { createMachine } from '../../support/cli.ts'
import { tokenForms } from '../../support/token-forms/index.ts'

/** Phrases that the command `explain` must not print when the text contains a token. */
const denied = {
  bot: /No bot token|No token stands|holds none|returned no token|taken out of this copy|are none\b/i,
  user: /No user token|No token stands|holds none|returned no token|taken out of this copy|are none\b/i,
} as const

describe('explain, for a token in any format', () => {
  it.each(tokenForms.map(({ kind, name, render }) => ({ name: `${kind}: ${name}`, render })))(
    'finds a bot token and a user token in this format: $name',
    async ({ render }) => {
      for (const [identity, prefix] of [
        ['bot', 'xoxb'],
        ['user', 'xoxp'],
      ] as const) {
        using machine = createMachine()
        const token = `${prefix}-1-sim-A1b2C3d4E5f6`
        const { code, stdout, stderr } = await machine.run(['explain', '-'], { input: render(token) })
        expect(code, stderr).toBe(0)
        expect(stdout).toContain(mask(token))
        expect(stdout).toMatch(identity === 'bot' ? /bot token/i : /user token/i)
        expect(stdout).not.toMatch(denied[identity])
        expect(stdout).not.toContain(token)
      }
    },
  )
})

import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'

describe('webhook, for a URL of another kind', () => {
  it.each([
    ['commands/T0SIM0001/1111111111111/sim-canary', /response_url of a slash command/],
    ['actions/T0SIM0001/1111111111111/sim-canary', /response_url of an interaction/],
    ['app/T0SIM0001/1111111111111/sim-canary', /response_url of an interaction/],
    ['triggers/T0SIM0001/1111111111111/sim-canary', /starts a workflow/],
    ['workflows/T0SIM0001/A0SIM0001/1/sim-canary', /starts a workflow/],
  ])(
    'exits with 2 (invalid_webhook_url), and does not print the secret, for hooks.slack.com/%s',
    async (path, what) => {
      using machine = createMachine({ SLACK_WEBHOOK_URL: `https://hooks.slack.com/${path}` })
      for (const argv of [
        ['webhook', 'hello'],
        ['webhook', '--check'],
      ]) {
        const ran = await machine.run([...argv, '--json'])
        expect(ran).toMatchObject({
          code: 2,
          json: { error: 'invalid_webhook_url', message: expect.stringMatching(what) },
        })
        expect(ran.stdout + ran.stderr).not.toMatch(/canary/)
      }
    },
  )
})

import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'

describe('help', () => {
  it.each([
    ['exit-codes', /130 +interrupted/],
    ['environment', /SLACK_BOT_TOKEN/],
    ['tokens', /authed_user/],
    ['login', /--approve/],
    ['api', /key=value/],
    ['sim run', /--offline/],
  ])('exits with 0 and prints the text of the topic or the command %s', async (topic, said) => {
    using machine = createMachine()
    const { code, stdout } = await machine.run(['help', ...topic.split(' ')])
    expect(code).toBe(0)
    expect(stdout).toMatch(said)
  })

  it('exits with 2 for an unknown topic', async () => {
    using machine = createMachine()
    expect((await machine.run(['help', 'nonsense'])).code).toBe(2)
    expect((await machine.run(['help', 'sim', 'nonsense'])).code).toBe(2)
  })
})

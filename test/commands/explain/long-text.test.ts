import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'

const line = `${JSON.stringify({ level: 'info', message: 'x'.repeat(200) })}\n`
const long = line.repeat(Math.ceil(1_100_000 / line.length))
const token = ['xoxb', '111111111111', '222222222222', 'FAKEfakeFAKEfakeFAKEfake'].join('-')

describe('explain, for a text of more than 1 MB', () => {
  it.each([
    ['in a line of its own', `SLACK_BOT_TOKEN=${token}\n`],
    ['in a JSON record', `${JSON.stringify({ level: 'info', access_token: token })}\n`],
    ['in a sentence', `started with ${token}, then ran\n`],
    ['in a header', `Authorization: Bearer ${token}\n`],
  ])('finds a token after the first 1 MB of the text, %s', async (_, end) => {
    using machine = createMachine()
    const { code, stdout } = await machine.run(['explain', '-'], { input: long + end })
    expect(code).toBe(0)
    expect(stdout).toMatch(/bot token/i)
  })

  it.each([
    [40, /^It holds 40 bot tokens\./],
    [3000, /^It holds at least \d+ bot tokens\./],
  ])('counts %d tokens, and says when there may be more', async (number, said) => {
    using machine = createMachine()
    const tokens = Array.from({ length: number }, (_, n) => `xoxb-${1e11 + n}-222222222222-FAKEfakeFAKEfakeFAKEfake\n`)
    expect((await machine.run(['explain', '-'], { input: tokens.join('') })).stdout).toMatch(said)
  })

  it('prints that it read 1 MB when it finds nothing', async () => {
    using machine = createMachine()
    const { stdout, stderr } = await machine.run(['explain', '-'], { input: long })
    expect(stdout + stderr).toContain('1 MB')
  })
})

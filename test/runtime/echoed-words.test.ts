import { describe, expect, it } from 'vitest'
import { wordsOnOneLine } from '../../src/runtime/echoed-words.ts'
import { createMachine } from '../support/cli.ts'
import { assertProperty, fc } from '../support/property.ts'

const odd = 'foo\n✗ FAKE\u001b[2Kbar'

describe('a word of the command line in a message', () => {
  it.each([
    ['No installation is called “WORD”', ['use', odd]],
    ['WORD does not exist', ['call', 'auth.test', `text=@${odd}`]],
    ['--seed WORD is no seed', ['sim', 'start', `--seed=${odd}`]],
  ])('is printed on one line: %s', (message, argv) => {
    const shown = wordsOnOneLine(message.replace('WORD', odd), argv)
    expect(shown).toBe(message.replace('WORD', 'foo ✗ FAKEbar'))
  })

  it('is put on one line; the line breaks of the message itself do not change', () => {
    const message = 'seed.yaml does not fit:\n  name: is missing\n  id: is missing'
    expect(wordsOnOneLine(message, ['sim', 'seed', 'seed.yaml', '\n', '\n  '])).toBe(message)
  })

  it('is printed unchanged when it has only plain characters', () =>
    assertProperty(
      fc.property(fc.string(), fc.array(fc.stringMatching(/^[ -~]*$/)), (message, argv) => {
        expect(wordsOnOneLine(message, argv)).toBe(message)
      }),
    ))

  it.each([
    [['use', odd]],
    [['whoami', '--profile', odd]],
    [['import', odd]],
    [['sim', 'seed', odd]],
    [['call', 'auth.test', `a=@${odd}`]],
    [['app', 'show', odd]],
    [['drive', odd]],
    [['sim', 'fail', odd, 'ratelimited']],
    [['help', odd]],
    [[odd]],
    [['token', '--as', odd]],
    [['post', '#a', 'x', '--schedule', odd]],
  ])('is printed on one line, on the screen and in JSON: %j', async (argv) => {
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-sim-echoed' })
    const { code, stderr } = await machine.run(argv)
    expect(code).not.toBe(0)
    expect(stderr.split('\n').filter((line) => line.startsWith('✗'))).toHaveLength(1)
    expect(stderr).not.toContain('[2K')
    const { json } = await machine.run([...argv, '--json'])
    expect((json as { message: string }).message).not.toMatch(/[\n\u001b]/)
  })
})

import { execFileSync, spawnSync } from 'node:child_process'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { dotenv, githubEnv, githubMasks, json, shellLines } from '../../src/auth/environment/formats.ts'
import type { EnvVariable } from '../../src/auth/environment/variables.ts'
import { CliError } from '../../src/errors.ts'
import { createMachine } from '../support/cli.ts'
import { acme, keep } from '../support/kept.ts'
import { assertProperty, fc } from '../support/property.ts'

// The command refuses values with control characters or lone surrogates before any format gets them.
const unfit = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

const nasty = [
  "'",
  '"',
  '\\',
  '`',
  '$',
  '$(id)',
  '!',
  '#',
  ' ',
  '%',
  '\u2019',
  '\u201b',
  ';',
  '|',
  '&',
  '=',
  '\u00e9',
  '~',
  '*',
  '{a,b}',
  '-n',
]
const value = fc
  .array(fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...nasty) }, fc.string({ unit: 'grapheme', maxLength: 4 })), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(''))
  .filter((text) => !unfit.test(text) && text !== '')
const variable = (text: string): EnvVariable => ({ name: 'SLACK_BOT_TOKEN', value: text, secret: true })

describe('a value that env prints (threat S8)', () => {
  it('in the format `shell` is read back unchanged by sh', () => {
    assertProperty(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        // One shell reads many values, because starting a shell takes most of the time.
        const script = values
          .map(
            (text) =>
              `${shellLines('sh', { head: 'x', variables: [variable(text)] })}\nprintf '%s\\0' "$SLACK_BOT_TOKEN"`,
          )
          .join('\n')
        const read = execFileSync('sh', ['-c', script], { encoding: 'utf8' })
        expect(read.split('\0').slice(0, -1)).toEqual(values)
      }),
      { numRuns: 30 },
    )
  })

  const hasFish = spawnSync('fish', ['--version']).status === 0
  if (!hasFish) console.info('Skipped fish: it is not installed')
  it.skipIf(!hasFish)('in the format for fish is read back unchanged by fish', () => {
    assertProperty(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
        const script = values
          .map(
            (text) =>
              `${shellLines('fish', { head: 'x', variables: [variable(text)] })}\nprintf '%s\\0' "$SLACK_BOT_TOKEN"`,
          )
          .join('\n')
        const read = execFileSync('fish', ['--no-config', '-c', script], { encoding: 'utf8' })
        expect(read.split('\0').slice(0, -1)).toEqual(values)
      }),
      { numRuns: 30 },
    )
  })

  const readable = value.filter((text) => !text.includes("'") && !text.endsWith('\\'))

  it('in the format `dotenv` is read back unchanged by Node.js', () => {
    assertProperty(
      fc.property(readable, (text) => {
        const lines = dotenv([variable(text), { name: 'NEXT', value: 'a b', secret: false }], 'x')
        expect({ ...parseEnv(lines) }).toEqual({ SLACK_BOT_TOKEN: text, NEXT: 'a b' })
      }),
      { numRuns: 500 },
    )
  })

  it.each([["it's-secret"], ['secret\\'], ["'"]])(
    'causes an error without the value when the format `dotenv` cannot contain the value: %j',
    (text) => {
      expect(() => dotenv([variable(text)], 'x')).toThrow(CliError)
      expect(() => dotenv([variable(text)], 'x')).not.toThrow(/secret/)
    },
  )

  it('in the format `dotenv` is read back unchanged by sh', () => {
    assertProperty(
      fc.property(fc.array(readable, { minLength: 1, maxLength: 20 }), (values) => {
        const script = values.map((text) => `${dotenv([variable(text)], 'x')}\nprintf '%s\\0' "$SLACK_BOT_TOKEN"`)
        const read = execFileSync('sh', ['-c', script.join('\n')], { encoding: 'utf8' })
        expect(read.split('\0').slice(0, -1)).toEqual(values)
      }),
      { numRuns: 20 },
    )
  })

  it('in the format `powershell` is read back unchanged when two quotes mean one, as in PowerShell', () => {
    assertProperty(
      fc.property(value, (text) => {
        const [, line = ''] = shellLines('powershell', { head: 'x', variables: [variable(text)] }).split('\n')
        const [, inside = ''] = /^\$env:SLACK_BOT_TOKEN = '(.*)'$/.exec(line) ?? []
        const quotes = /['\u2018-\u201b]/
        let read = ''
        for (let at = 0; at < inside.length; at += 1) {
          const character = inside[at] ?? ''
          read += character
          if (!quotes.test(character)) continue
          at += 1
          expect(inside[at] ?? '').toMatch(quotes)
        }
        expect(read).toBe(text)
      }),
    )
  })

  it('is read back unchanged from JSON, from a line of GITHUB_ENV, and from the command `add-mask` of the GitHub runner', () => {
    assertProperty(
      fc.property(value, (text) => {
        expect(JSON.parse(json([variable(text)]))).toEqual({ SLACK_BOT_TOKEN: text })
        expect(githubEnv([variable(text)])).toBe(`SLACK_BOT_TOKEN=${text}\n`)
        // The GitHub runner decodes these three escapes (toolkit, packages/core/src/command.ts).
        const [, data = ''] = /^::add-mask::(.*)$/.exec(githubMasks([variable(text)])) ?? []
        expect(data.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%')).toBe(text)
      }),
    )
  })
})

describe('env and run (threat S8)', () => {
  it.each([
    ['a newline', 'xoxb-sim\nrm -rf x'],
    ['a return', 'xoxb-sim\rX'],
    ['a null', 'xoxb-sim\u0000'],
    ['an escape', 'xoxb-sim\u001b[2J'],
    ['a C1 control', 'xoxb-sim\u009b2J'],
    ['a line separator', 'xoxb-sim\u2028X'],
    ['a change of direction', 'xoxb-sim\u202eX'],
  ])('exit with an error in every format when the token contains %s', async (_what, token) => {
    using machine = createMachine()
    const kept = acme()
    const bot = kept.profiles?.['acme']?.bot
    if (bot) keep(machine.directory, acme({ bot: { ...bot, token } }))
    for (const argv of [
      ['env'],
      ['env', '--format', 'shell'],
      ['env', '--format', 'json'],
      ['env', '--json'],
      ['run', '--', 'true'],
    ]) {
      const { code, stdout, stderr } = await machine.run(argv)
      expect([argv, code]).toEqual([argv, 1])
      expect(stderr).toMatch(/SLACK_BOT_TOKEN contains a control character or a line break/)
      expect(stdout + stderr).not.toMatch(/xoxb-sim|rm -rf/)
    }
  })

  it('remove line breaks from the workspace name that `env` prints, so that the whole name stays in a comment', async () => {
    using machine = createMachine()
    keep(machine.directory, acme({ workspace: { id: 'T0ACME', name: 'a\nexport EVIL=1\r\n\u2028EVIL=2' } }))
    for (const format of ['dotenv', 'shell', 'powershell']) {
      const { stdout } = await machine.run(['env', '--format', format])
      expect(stdout.split(/[\r\n\u2028]/).filter((line) => line.includes('EVIL'))).toEqual([
        expect.stringMatching(/^# a export EVIL=1/),
      ])
    }
  })
})

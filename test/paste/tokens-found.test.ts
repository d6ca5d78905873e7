import { describe, expect, it } from 'vitest'
import { findSecrets } from '../../src/paste/find-secrets.ts'
import { parsePasted } from '../../src/paste/parse.ts'
import { readPasted } from '../../src/responses/read-pasted.ts'
import { pasteForms } from '../support/corpus-forms.ts'
import { assertProperty, fc } from '../support/property.ts'
import { tokenForms } from '../support/token-forms/index.ts'

const prefixes = ['xoxb', 'xoxp', 'xoxe', 'xoxe.xoxb', 'xoxe.xoxp', 'xapp', 'xwfp', 'xoxc']
const token = fc
  .tuple(fc.constantFrom(...prefixes), fc.stringMatching(/^[A-Za-z0-9]{12,40}$/))
  .map(([prefix, rest]) => `${prefix}-1-sim-${rest}`)
const words = fc.stringMatching(/^[A-Za-z ,.:=;()[\]{}<>"'|#&/*\n-]{0,60}$/).map((text) => `${text} `)

/** Returns every token that the reader finds in a text. */
async function shown(text: string): Promise<string[]> {
  const { materials, bare } = readPasted(await parsePasted(text))
  return bare === undefined ? materials.flatMap(({ tokens }) => tokens.map(({ value }) => value)) : [bare]
}

describe('the reader, for a token in a text', () => {
  it('finds the token in any format, between other words', async () => {
    await assertProperty(
      fc.asyncProperty(token, fc.constantFrom(...tokenForms), words, words, async (secret, form, before, behind) => {
        expect(await shown(`${before}\n${form.render(secret)}\n${behind}`)).toContain(secret)
      }),
      { numRuns: 1000 },
    )
  })

  it('finds the token next to a value in any notation', async () => {
    await assertProperty(
      fc.asyncProperty(
        token,
        fc.constantFrom(...pasteForms),
        fc.jsonValue(),
        words,
        async (secret, form, value, before) => {
          fc.pre(typeof value === 'object' && value !== null)
          expect(await shown(`${before} ${secret}\n${form.render(value)}`)).toContain(secret)
          expect(await shown(`${form.render(value)}\n${before} ${secret}\n`)).toContain(secret)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('finds the token anywhere in a value, however deep and long the value is', async () => {
    await assertProperty(
      fc.asyncProperty(token, fc.jsonValue(), fc.nat({ max: 14 }), async (secret, value, depth) => {
        let nested: unknown = { note: `${'a b '.repeat(depth * 100)}${secret} and more`, value }
        for (let step = 0; step < depth; step += 1) nested = step % 2 ? [nested] : { inner: nested }
        expect(await shown(JSON.stringify(nested))).toContain(secret)
      }),
      { numRuns: 300 },
    )
  })

  it('finds no token in words that only contain the prefix of a token', () => {
    for (const text of ['linuxapp-build', 'a xoxb- token', 'foxox', 'xoxbox-1', 'myxapp-config', 'xoxb']) {
      expect(findSecrets(text), text).toEqual([])
    }
  })

  it('ignores a masked token or a placeholder next to the token', async () => {
    expect(await shown('set xoxb-… here: {"token":"xoxb-1-sim-A1b2C3d4"}')).toEqual(['xoxb-1-sim-A1b2C3d4'])
    expect(await shown('it looks like xoxb-your-token-here')).toEqual([])
  })

  it('does not join a base64 token with the name on the next line', async () => {
    const tokens = ['xoxb', 'xapp'].map((prefix) => `${prefix}-1-A0SIM0001-sim-${'A1b2'.repeat(8)}`)
    const [bot = '', app = ''] = tokens.map((one) => Buffer.from(one).toString('base64'))
    const text = `kind: Secret\ndata:\n  SLACK_BOT_TOKEN: ${bot}\n  SLACK_APP_TOKEN: ${app}\n`
    expect(findSecrets(text)).toEqual([
      { value: tokens[0], name: 'SLACK_BOT_TOKEN' },
      { value: tokens[1], name: 'SLACK_APP_TOKEN' },
    ])
    expect(await shown(`${bot}\nSLACKAPPTOKEN is next`)).toEqual([tokens[0]])
  })

  it('finds the name that is in front of the token', () => {
    const texts: [string, string | null][] = [
      ['SLACK_BOT_TOKEN=$', 'SLACK_BOT_TOKEN'],
      ['"access_token": "$"', 'access_token'],
      ['access_token\\":\\"$\\"', 'access_token'],
      ['Authorization: Bearer $', 'Authorization'],
      [':token=>"$"', 'token'],
      ['| SLACK_BOT_TOKEN | $ |', 'SLACK_BOT_TOKEN'],
      ['<key>token</key>\n\t<string>$</string>', 'token'],
      ['<bot>$</bot>', 'bot'],
      ['use $', null],
    ]
    for (const [text, name] of texts) {
      expect(findSecrets(text.replace('$', 'xoxb-1-sim-A1b2C3d4')), text).toEqual([
        { value: 'xoxb-1-sim-A1b2C3d4', name },
      ])
    }
  })

  it('finds the token in a log of 1 MB, and counts the records (threat H6)', async () => {
    const line = (n: number) => JSON.stringify({ level: 30, time: 1_767_600_000_000 + n, msg: 'request completed', n })
    const lines = Array.from({ length: 14_000 }, (_one, n) => line(n))
    lines.splice(7000, 0, 'xoxb-1-sim-A1b2C3d4')
    const pasted = await parsePasted(lines.join('\n'))
    expect(pasted.foreign + pasted.values.length).toBe(14_000)
    expect(pasted.values.length).toBeLessThan(200)
    const { bare, notes } = readPasted(pasted)
    expect(bare).toBe('xoxb-1-sim-A1b2C3d4')
    expect(notes.join(' ')).toContain('14000')
  })
})

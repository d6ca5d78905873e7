import { describe, expect, it } from 'vitest'
import { parsePasted } from '../../src/paste/parse.ts'
import { readPasted } from '../../src/responses/read-pasted.ts'
import { tokenKind } from '../../src/slack/facts/token-kinds.ts'
import { ids, type TokenForm } from '../support/token-forms/form.ts'
import { tokenForms } from '../support/token-forms/index.ts'

const tokens = ['xoxb', 'xoxp', 'xoxe.xoxb', 'xoxe.xoxp', 'xapp'].map((prefix) => `${prefix}-1-sim-A1b2C3d4E5f6`)
const stamp = '2026-01-05 10:00:00.123 INFO [main] bot: '

/** Changes that a copied text undergoes. Each returns null when it does not apply. */
const ways: Readonly<Record<string, (text: string, token: string) => string | null>> = {
  'as it is': (text) => text,
  'CRLF line ends': (text) => text.replaceAll('\n', '\r\n'),
  indented: (text) => text.replace(/^/gm, '    '),
  'behind a prefix': (text) => stamp + text,
  'cut off': (text, token) => {
    const end = text.lastIndexOf(token) + token.length
    return text.includes(token) ? text.slice(0, end + Math.ceil((text.length - end) / 2)) : null
  },
}

type Verdict = 'right' | 'unsure' | 'wrong'

interface Seen {
  readonly verdict: Verdict
  readonly why: string
}

/**
 * Returns the verdict on one form: `wrong` when a token is lost or invented, `unsure` when the reader finds the token
 * without its answer or nothing at all, otherwise `right`.
 */
async function judge(form: TokenForm, text: string, token: string, cut: boolean): Promise<Seen> {
  const { materials, bare } = readPasted(await parsePasted(text))
  const found = bare === undefined ? materials.flatMap((one) => one.tokens) : [{ value: bare, kind: tokenKind(bare) }]
  const values = found.map(({ value }) => value)
  if (values.length === 0) {
    return materials.length > 0 ? { verdict: 'wrong', why: 'lost' } : { verdict: 'unsure', why: 'nothing' }
  }
  if (!values.includes(token)) return { verdict: 'wrong', why: `lost, but ${values.join(' ')}` }
  if (new Set(values).size > 1) return { verdict: 'wrong', why: `invented ${values.join(' ')}` }
  if (found.some(({ value, kind }) => tokenKind(value) !== kind)) return { verdict: 'wrong', why: 'another kind' }
  const placed = materials.some(({ value }) => JSON.stringify(value).includes(ids.team))
  return !form.whole || cut || placed ? { verdict: 'right', why: '' } : { verdict: 'unsure', why: 'no workspace' }
}

describe('the reader, for a token in a common format', () => {
  const kinds = [...new Set(tokenForms.map(({ kind }) => kind))]

  it.each(kinds)('finds the token in every sample, or reports that the result is not certain: %s', async (kind) => {
    const forms = tokenForms.filter((one) => one.kind === kind)
    expect(forms.length).toBeGreaterThanOrEqual(10)
    const counts = { right: 0, unsure: 0, wrong: 0 }
    const failed: string[] = []
    for (const form of forms) {
      for (const [way, change] of Object.entries(ways)) {
        for (const token of tokens) {
          const text = change(form.render(token), token)
          if (text === null) continue
          const { verdict, why } = await judge(form, text, token, way === 'cut off')
          counts[verdict] += 1
          if (verdict !== 'right') failed.push(`${form.name}, ${way}, ${tokenKind(token)}: ${verdict}, ${why}`)
        }
      }
    }
    if (process.env['TOKEN_FORMS']) {
      console.info(`TABLE ${kind} | ${forms.length} | ${counts.right}/${counts.unsure}/${counts.wrong}`)
      console.info([...new Set(failed.map((one) => one.replace(/, (?:bot|user|app|refresh):/, ':')))].join('\n'))
    }
    expect(failed).toEqual([])
  })
})

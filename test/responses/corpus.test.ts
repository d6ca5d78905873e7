import { describe, expect, it } from 'vitest'
import { parsePasted } from '../../src/paste/parse.ts'
import { readAllParsed } from '../../src/responses/read.ts'
import { readPasted } from '../../src/responses/read-pasted.ts'
import type { ParsedResponse } from '../../src/responses/types.ts'
import { type Sample, samples } from '../support/corpus.ts'
import { type PasteForm, pasteForms } from '../support/corpus-forms.ts'

const shapes = [...new Set(samples.map(({ expected }) => expected.split(' ')[0] ?? ''))]

/** Returns a result in the notation of the corpus, for example `v2 sure bot@access_token`. */
function told({ shape, certainty, tokens }: ParsedResponse): string {
  const each = tokens.map(({ kind, of, path }) => `${kind}@${path}${of === null ? '' : `(${of})`}`)
  return [shape, certainty, ...each].join(' ')
}

describe('the corpus of answers', () => {
  it('has at least 60 samples, and one of every shape', () => {
    expect(samples.length).toBeGreaterThanOrEqual(60)
    expect(shapes.toSorted()).toEqual([
      'config',
      'error',
      'exchange',
      'not-an-install',
      'openid',
      'refresh',
      'stored-installation',
      'v1',
      'v2',
      'v2_user',
    ])
  })

  it.each(samples)('gives the expected result for the sample $name', ({ value, expected }) => {
    const [parsed, ...more] = readAllParsed(value)
    expect(more).toEqual([])
    expect(told(parsed as ParsedResponse)).toBe(expected)
    // A result that is not certain must have a note with the reason.
    expect(parsed?.certainty === 'sure' || (parsed?.notes.length ?? 0) > 0).toBe(true)
  })
})

type Verdict = 'right' | 'unsure' | 'wrong'

/** Returns a result without its certainty and its paths. A form that loses something can change both. */
const essence = (text: string) => text.replace(/ (?:sure|likely|unsure)/, '').replace(/@\S+?(?=\(| |$)/g, '')

/**
 * Returns the verdict on one form. `right`: the result is the same as from the JSON value; when the form loses
 * something, certainty and paths may differ. `unsure`: another result that has a note or is not certain. `wrong`:
 * anything else.
 */
async function judge(form: PasteForm, { value, expected }: Sample): Promise<Verdict> {
  const pasted = await parsePasted(form.render(value))
  const { materials: responses } = readPasted(pasted)
  const [parsed] = responses
  const seen = parsed && responses.length === 1 ? told(parsed) : ''
  if (form.whole ? seen === expected : essence(seen) === essence(expected)) return 'right'
  const doubted = pasted.cut || pasted.notes.length > 0 || pasted.values.length === 0
  return doubted || responses.some(({ certainty }) => certainty !== 'sure') ? 'unsure' : 'wrong'
}

describe('the corpus of answers, in every form that people paste', () => {
  it('gives the expected result, or has a note with the reason when the result is not certain', async () => {
    const table: string[] = []
    const failed: string[] = []
    for (const form of pasteForms) {
      const row = new Map<string, Record<Verdict, number>>()
      for (const sample of samples.filter(({ value }) => !form.names || hasPlainNames(value))) {
        const verdict = await judge(form, sample)
        const shape = sample.expected.split(' ')[0] ?? ''
        const counts = row.get(shape) ?? { right: 0, unsure: 0, wrong: 0 }
        row.set(shape, { ...counts, [verdict]: counts[verdict] + 1 })
        if (verdict === 'wrong' || (verdict === 'unsure' && form.whole)) failed.push(`${form.name}: ${sample.name}`)
      }
      table.push(
        line(
          form.name,
          shapes.map((shape) => Object.values(row.get(shape) ?? {}).join('/')),
        ),
      )
    }
    console.log(
      [
        line(
          'right/unsure/wrong',
          shapes.map((shape) => shape.slice(0, 8)),
        ),
        ...table,
      ].join('\n'),
    )
    // `print_r` writes `false` as an empty text, so this answer cannot be recognized.
    expect(failed).toEqual(['PHP print_r: ok false and no code'])
  })
})

function line(head: string, cells: readonly string[]): string {
  return (
    head.padEnd(30) +
    cells
      .map((cell) => cell.padEnd(9))
      .join('')
      .trimEnd()
  )
}

/** Whether all keys are plain words. A form without quotes needs such keys. */
function hasPlainNames(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, part]) => /^\w+$/.test(key) && hasPlainNames(part))
}

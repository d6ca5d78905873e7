import { expect } from 'vitest'
import { explainedText } from '../explained.ts'
import type { Form } from './types.ts'

/**
 * Checks what `explain` reports for a form: each list must be complete, the first sentence must contain `answer`, and at
 * least one note must match `notes`.
 */
export async function expectForm({ text, expected }: Form): Promise<void> {
  const report = await explainedText(text)
  const { answer, notes, fields, ...others } = expected
  expect(report).toMatchObject(others)
  if (typeof answer === 'string') expect(report['answer']).toContain(answer)
  if (notes instanceof RegExp) expect(String(report['notes'])).toMatch(notes)
  else if (notes !== undefined) expect(report['notes']).toEqual(notes)
  if (Array.isArray(fields))
    expect(report['fields']).toEqual(
      expect.arrayContaining(fields.map((one) => expect.objectContaining(one as object))),
    )
}

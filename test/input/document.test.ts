import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type DocumentKind, parseDocument, readDocument, readFoundDocument } from '../../src/input/document.ts'
import { temporaryFolder } from '../support/temporary.ts'

const kind: DocumentKind = {
  subject: 'The recipe',
  most: 1_000,
  code: 'seed_unreadable',
  hints: { unread: 'Name another file', broken: 'Correct it' },
}
const never = new AbortController().signal
const context = (cwd: string, input = '') => ({ cwd, signal: never, readInput: () => Promise.resolve(input) })

describe('a JSON or YAML file that a person names', () => {
  it.each([
    ['a.json', '{"a":[1]}'],
    ['a.yaml', 'a:\n  - 1\n'],
    ['a.yaml', '{"a":[1]}'],
    ['a.yaml', '{a: [1]}'],
    ['a', '\ufeff{"a":[1]}'],
    ['A.JSON', '\ufeff {"a":[1]}\n'],
  ])('is read when its name is %s and it contains %j', (shown, text) =>
    expect(parseDocument(text, shown, kind)).toEqual({ a: [1] }),
  )

  it.each([
    ['a.json', '', /^a\.json is not JSON: it is empty$/],
    ['a.json', '{"a": secret}', /^a\.json is not JSON: line 1, column 7$/],
    ['a.json', '{a: 1}', /^a\.json is not JSON: line 1, column 2: a name stands there without quotes$/],
    ['a.yaml', '{"a": [', /^a\.yaml is not JSON: it ends too early: 2 brackets are not closed$/],
    ['a.yaml', 'a: "secret\n', /^a\.yaml is not YAML: line \d+, column \d+: a quote, a bracket or a : is missing$/],
    ['a.yaml', 'a: &a [x]\nb: [*missing]', /^a\.yaml is not YAML that can be read$/],
    ['a.yaml', '['.repeat(501), /^a\.yaml is nested deeper than 500 levels$/],
  ])(
    'causes an error that does not repeat its text, when its name is %s and it contains %j',
    (shown, text, message) => {
      expect(() => parseDocument(text, shown, kind)).toThrow(
        expect.objectContaining({
          failure: 'usage',
          code: 'seed_unreadable',
          hint: expect.any(String) as string,
          message: expect.stringMatching(message),
        }) as Error,
      )
    },
  )

  it('is named “The recipe on standard input” in messages when its path is `-`', async () => {
    expect(await readDocument('-', kind, context('/', 'a: 1'))).toMatchObject({
      shown: 'The recipe on standard input',
      value: { a: 1 },
    })
  })

  it.each([
    ['missing.yaml', /does not exist$/],
    ['folder', /is a folder, not a plain file$/],
    ['large.yaml', /is larger than 1000 bytes, the most that is read$/],
    ['binary.yaml', /is binary, not text$/],
  ])('causes the same error whether a person names it or the tool finds it: %s', async (name, clause) => {
    using folder = temporaryFolder()
    mkdirSync(join(folder.path, 'folder'))
    writeFileSync(join(folder.path, 'large.yaml'), 'a'.repeat(1_001))
    writeFileSync(join(folder.path, 'binary.yaml'), Buffer.from([0, 1, 2, 255]))
    const refusal = expect.objectContaining({
      failure: 'usage',
      code: 'seed_unreadable',
      hint: 'Name another file',
      message: expect.stringMatching(clause),
    }) as Error
    await expect(readDocument(name, kind, context(folder.path))).rejects.toEqual(refusal)
    expect(() => readFoundDocument(join(folder.path, name), name, kind)).toThrow(refusal)
  })
})

import { Chalk } from 'chalk'
import { describe, expect, it } from 'vitest'
import { difference, differenceLines } from '../../src/apps/diff.ts'
import { assertProperty, fc } from '../support/property.ts'

describe('the differences between two manifests', () => {
  const json = fc.jsonValue({ maxDepth: 4 })

  it('are empty for equal manifests, and have the same number when the two manifests are swapped', () => {
    assertProperty(fc.property(json, (value) => difference(value, structuredClone(value)).length === 0))
    assertProperty(
      fc.property(json, json, (one, other) => difference(one, other).length === difference(other, one).length),
    )
  })

  it.each<[string, unknown, unknown, readonly string[]]>([
    ['a missing key equals its default', { a: { b: false, c: [] } }, {}, []],
    ['the order of texts does not count', { a: ['x', 'y'] }, { a: ['y', 'x'] }, []],
    ['a new group is listed by its leaves', {}, { a: { b: 1, c: 'd' } }, ['a.b', 'a.c']],
    ['lists of groups are compared by index', { a: [{ b: 1 }] }, { a: [{ b: 2 }, { b: 3 }] }, ['a[0].b', 'a[1].b']],
    ['an odd key is put in brackets', {}, { 'a b': 1 }, ['[“a b”]']],
  ])('follow the rule: %s', (_name, before, after, paths) => {
    expect(difference(before, after).map(({ path }) => path)).toEqual(paths)
  })

  it('are printed on one line each, without the colours and line breaks that a value contains (threat S7)', () => {
    const lines = differenceLines([{ path: 'name', after: 'New\u001b[31m\n✓ Forged' }], new Chalk({ level: 0 }))
    expect(lines).toEqual(['+ name New ✓ Forged'])
  })
})

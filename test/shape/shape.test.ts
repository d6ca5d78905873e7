import { describe, expect, it } from 'vitest'
import { firstProblem, fits, join, problemsOf } from '../../src/shape/problems.ts'
import {
  also,
  anything,
  count,
  flag,
  like,
  listOf,
  named,
  object,
  oneOf,
  optional,
  orNull,
  plain,
  record,
  type Shape,
  sizedText,
  text,
  wholeNumber,
} from '../../src/shape/shape.ts'
import { assertProperty, fc } from '../support/property.ts'

interface Person {
  readonly name: string
  readonly age?: number
  readonly kind: 'bot' | 'user'
  readonly tags: readonly string[]
  readonly boss: string | null
}

const person = object<Person>({
  name: text,
  age: optional(count),
  kind: oneOf('bot', 'user'),
  tags: listOf(text),
  boss: orNull(text),
})
const ada: Person = { name: 'ada', kind: 'user', tags: ['a'], boss: null }

const told = (...[shape, value]: Parameters<typeof problemsOf>) =>
  problemsOf(shape, value).map(({ path, fault }) => [path, fault.is])

describe('the check of a value against a shape', () => {
  it.each<[Shape<unknown>, unknown, unknown]>([
    [text, 'x', 1],
    [count, 1.5, '1'],
    [wholeNumber, 2, 2.5],
    [flag, false, 0],
    [record, {}, []],
    [oneOf(1), 1, 2],
    [like(/^a/, 'a word with a'), 'ab', 'b'],
    [sizedText({ least: 2, most: 3 }), 'abc', 'abcd'],
    [also(sizedText({ least: 1, most: 3 }), like(/^a/, 'a word with a')), 'abc', 'bcd'],
    [listOf(text, { most: 1 }), ['a'], ['a', 'b']],
    [listOf(text, { least: 1 }), ['a'], []],
    [listOf(text, { unique: true }), ['a', 'b'], ['a', 'a']],
    [named(count), { a: 1 }, { a: null }],
    [named(count, { name: like(/^[a-z]$/, 'a letter') }), { a: 1 }, { ab: 1 }],
    [object({ a: optional(text) }, 'closed'), { a: 'x' }, { b: 'x' }],
    [person, ada, { ...ada, name: undefined }],
  ])('accepts a valid value and reports one problem of an invalid value (sample %#)', (shape, right, wrong) => {
    expect(problemsOf(shape, right)).toEqual([])
    expect(fits(shape, right)).toBe(true)
    expect(problemsOf(shape, wrong)).toHaveLength(1)
    expect(fits(shape, wrong)).toBe(false)
  })

  it('reports the path of each problem: missing keys first, then in the order of the value', () => {
    const group = object({ people: listOf(person), version: oneOf(1) }, 'closed')
    const wrong = { extra: 1, people: [ada, { ...ada, tags: ['a', 2], boss: 3 }, null] }
    expect(told(group, wrong)).toEqual([
      ['version', 'missing'],
      ['extra', 'unknown key'],
      ['people[1].tags[1]', 'other'],
      ['people[1].boss', 'other'],
      ['people[2]', 'other'],
    ])
  })

  it('accepts undefined for an optional key, but not null', () => {
    expect(fits(person, { ...ada, age: undefined })).toBe(true)
    expect(told(person, { ...ada, age: null })).toEqual([['age', 'other']])
  })

  it('reports unknown keys, even __proto__, only in the modes open and closed', () => {
    const value = JSON.parse('{"constructor": 1, "__proto__": 2}') as unknown
    expect(told(object({}), value)).toEqual([])
    expect(told(object({}, 'open'), value)).toEqual([
      ['constructor', 'unknown key'],
      ['__proto__', 'unknown key'],
    ])
  })

  it('checks only as many entries as allowed when a list is longer than its maximum', () => {
    let looked = 0
    const entry = plain('an entry', () => {
      looked += 1
      return true
    })
    expect(told(listOf(entry, { most: 3 }), Array.from({ length: 100 }))).toEqual([['', 'size']])
    expect(looked).toBe(3)
  })

  it('writes a key in brackets when it is not a plain word', () => {
    expect(['a', 0, 'b c', 'd'].reduce<string>(join, '')).toBe('a[0][“b c”].d')
  })

  it('finds one of the problems of an invalid value with `firstProblem`, and none for a valid value', () => {
    const shape = object({ people: listOf(person), more: optional(named(listOf(anything), {})) }, 'open')
    const almost = fc.record({
      people: fc.array(
        fc.record({ name: fc.anything(), kind: fc.constant('bot'), tags: fc.anything(), boss: fc.string() }),
      ),
      more: fc.anything(),
    })
    assertProperty(
      fc.property(fc.oneof(fc.anything({ withNullPrototype: true }), almost), (value) => {
        const all = problemsOf(shape, value)
        const first = firstProblem(shape, value)
        expect(fits(shape, value)).toBe(all.length === 0)
        expect(first === undefined).toBe(all.length === 0)
        expect([undefined, ...all]).toContainEqual(first)
      }),
    )
  })
})

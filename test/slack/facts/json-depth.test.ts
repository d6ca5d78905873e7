import { expect, it } from 'vitest'
import { jsonDepth, mostLevels, parseJson } from '../../../src/slack/facts/json-depth.ts'

it.each([
  ['1', 0],
  ['{}', 1],
  ['[[],[[]]]', 3],
  ['{"a":[{"b":1}],"c":{}}', 3],
  [String.raw`["[[[\"[[","\\",[]]`, 2],
])('the depth check counts %s as %i levels deep', (text, depth) => {
  expect(jsonDepth(text)).toBe(depth)
})

it('the depth check accepts the allowed number of levels, and no more', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  expect(parseJson(nested(mostLevels))).toEqual([expect.anything()])
  expect(() => parseJson(nested(mostLevels + 1))).toThrow(SyntaxError)
})

import { expect, it } from 'vitest'
import { jsonDepth, mostLevels, parseJson } from '../../../src/slack/facts/json-depth.ts'

it.each([
  ['1', 0],
  ['{}', 1],
  ['[[],[[]]]', 3],
  ['{"a":[{"b":1}],"c":{}}', 3],
  [String.raw`["[[[\"[[","\\",[]]`, 2],
])('jsonDepth, for the text %s, returns the number of levels: %i', (text, depth) => {
  expect(jsonDepth(text)).toBe(depth)
})

it('parseJson accepts the allowed number of levels, and throws a SyntaxError for one more level', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
  expect(parseJson(nested(mostLevels))).toEqual([expect.anything()])
  expect(() => parseJson(nested(mostLevels + 1))).toThrow(SyntaxError)
})

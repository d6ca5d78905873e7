import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../../src/slack/facts/errors.ts'
import { methodFacts } from '../../../src/slack/facts/methods.ts'
import { coverage, coverageTable } from '../../support/coverage.ts'
import { examples } from '../../support/examples.ts'
import { implemented } from '../../support/staged-world.ts'

describe('what is tested of the simulator’s methods', () => {
  it('every implemented method has a call that goes well and one that is refused', () => {
    expect(Object.keys(examples).sort()).toEqual(implemented)
    expect(coverage().filter(({ behaviour, errors }) => behaviour === '' || errors.length === 0)).toEqual([])
  })

  it('every one is documented, so that the dispatch has facts about it', () => {
    expect(implemented.filter((method) => !methodFacts(method))).toEqual([])
    expect(implemented.length).toBeGreaterThan(60)
  })

  it('shows as a table', () => {
    const table = coverageTable()
    expect(table).toContain('| `chat.update` | bot and user: chat:write |')
    if (process.env['PRINT'] === 'coverage') process.stdout.write(`${table}\n`)
  })

  it('every code is one that the tool can explain', () => {
    const explained = new Set(errorCodes())
    // What api.test was asked to answer is no code of Slack's.
    const codes = new Set(coverage().flatMap(({ method, errors }) => (method === 'api.test' ? [] : errors)))
    expect([...codes].filter((code) => !explained.has(code))).toEqual([])
  })
})

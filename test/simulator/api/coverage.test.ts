import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../../src/slack/facts/errors.ts'
import { methodFacts } from '../../../src/slack/facts/methods.ts'
import { coverage, coverageTable } from '../../support/coverage.ts'
import { examples } from '../../support/examples.ts'
import { implemented } from '../../support/staged-world.ts'

describe('the coverage of the simulator’s methods', () => {
  it('every implemented method has a successful and a refused call', () => {
    expect(Object.keys(examples).sort()).toEqual(implemented)
    expect(coverage().filter(({ behaviour, errors }) => behaviour === '' || errors.length === 0)).toEqual([])
  })

  it('every implemented method is documented, so that dispatch has its facts', () => {
    expect(implemented.filter((method) => !methodFacts(method))).toEqual([])
    expect(implemented.length).toBeGreaterThan(60)
  })

  it('is printed as a table', () => {
    const table = coverageTable()
    expect(table).toContain('| `chat.update` | bot and user: chat:write |')
    if (process.env['PRINT'] === 'coverage') process.stdout.write(`${table}\n`)
  })

  it('the tool can explain every code', () => {
    const explained = new Set(errorCodes())
    // The error that api.test returns on request is no code of Slack.
    const codes = new Set(coverage().flatMap(({ method, errors }) => (method === 'api.test' ? [] : errors)))
    expect([...codes].filter((code) => !explained.has(code))).toEqual([])
  })
})

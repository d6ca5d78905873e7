import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../../src/slack/facts/errors.ts'
import { methodFacts } from '../../../src/slack/facts/methods.ts'
import { coverage, coverageTable } from '../../support/coverage.ts'
import { examples } from '../../support/examples.ts'
import { implemented } from '../../support/staged-world.ts'

describe('the examples of the simulator’s methods', () => {
  it('include a successful and a refused call for every implemented method', () => {
    expect(Object.keys(examples).sort()).toEqual(implemented)
    expect(coverage().filter(({ behaviour, errors }) => behaviour === '' || errors.length === 0)).toEqual([])
  })

  it('include only documented methods, so that each call can be compared with the table of facts', () => {
    expect(implemented.filter((method) => !methodFacts(method))).toEqual([])
    expect(implemented.length).toBeGreaterThan(60)
  })

  it('are printed as a table of methods with their scopes and errors', () => {
    const table = coverageTable()
    expect(table).toContain('| `chat.update` | bot and user: chat:write |')
    if (process.env['PRINT'] === 'coverage') process.stdout.write(`${table}\n`)
  })

  it('include only error codes that the tool can explain', () => {
    const explained = new Set(errorCodes())
    // Skip api.test: it returns whatever error code the caller sends.
    const codes = new Set(coverage().flatMap(({ method, errors }) => (method === 'api.test' ? [] : errors)))
    expect([...codes].filter((code) => !explained.has(code))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { examplesRun, helpExamples, leafCommands, usesSimulator } from '../../support/help-examples.ts'
import { unmatchedRows } from '../../support/help-presupposed.ts'

const examples = await helpExamples()

describe.skipIf(process.platform === 'win32')('the examples in the help, for somebody with an app at Slack', () => {
  examplesRun(examples.filter((one) => !usesSimulator(one)))
})

describe('the examples in the help', () => {
  it('are there for each command that has no subcommands', async () => {
    const shown = new Set(examples.map(({ command }) => command))
    expect((await leafCommands()).filter((name) => !shown.has(name))).toEqual([])
    expect(examples.length).toBeGreaterThan(200)
  })

  it('are the only ones for which the tests prepare something', () => {
    expect(unmatchedRows(examples)).toEqual([])
  })
})

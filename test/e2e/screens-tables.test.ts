import { describe, expect, it } from 'vitest'
import { allCodes, knownSentences } from '../../src/slack/facts/known-errors/tables.ts'
import { methods } from '../../src/slack/facts/methods.ts'
import { scopes } from '../../src/slack/facts/scopes.ts'
import { createMachine } from '../support/cli.ts'
import { samples } from '../support/corpus.ts'
import { approved } from '../support/installed.ts'
import { faults, shown } from '../support/screens.ts'

describe('at 80 columns no line is too wide and no word is broken', () => {
  const whatWhyKnows = [...allCodes(), ...knownSentences.map(({ id }) => id)]

  it('in the output of why, for every code, for every sentence, and with --list', { timeout: 60_000 }, async () => {
    using machine = createMachine()
    const wrong: unknown[] = []
    for (const words of [...whatWhyKnows.map((code) => [code]), ['--list'], ['no_such_code_at_all']]) {
      const found = await faults(shown(machine, ['why', ...words]))
      if (found.tooWide.length + found.broken.length > 0) wrong.push([words, found])
    }
    expect(wrong).toEqual([])
  })

  it('in the output of explain, for every sample', { timeout: 60_000 }, async () => {
    using machine = createMachine()
    const wrong: unknown[] = []
    for (const { name, value } of samples) {
      const found = await faults(shown(machine, ['explain', '-'], { input: JSON.stringify(value) }))
      if (found.tooWide.length + found.broken.length > 0) wrong.push([name, found])
    }
    expect(wrong).toEqual([])
  })

  it('in the output of which and scopes, for every method and every scope', { timeout: 120_000 }, async () => {
    using machine = await approved()
    const wrong: unknown[] = []
    const all = [
      ...Object.keys(methods).map((method) => ['which', method]),
      ...Object.keys(scopes).map((scope) => ['scopes', scope]),
      ['which'],
      ['which', 'chat'],
      ['scopes', '--for', 'chat.postMessage,conversations.history,search.messages'],
    ]
    for (const argv of all) {
      const found = await faults(shown(machine, argv))
      if (found.tooWide.length + found.broken.length > 0) wrong.push([argv, found])
    }
    expect(wrong).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { explanations } from '../../../../src/commands/drive/explain/explanations.ts'
import { type FindingExplanation, stacks } from '../../../../src/commands/drive/explain/types.ts'
import { findingFacts } from '../../../../src/commands/drive/findings/finding.ts'
import { createMachine } from '../../../support/cli.ts'
import { faults, none, shown } from '../../../support/screens.ts'

const ids = Object.keys(findingFacts)

/** Runs `drive --explain` with these arguments. */
async function explain(...argv: string[]) {
  using machine = createMachine()
  return await machine.run(['drive', ...argv])
}

describe('drive --explain', () => {
  it('has an explanation for every finding, and for nothing else', () =>
    expect(Object.keys(explanations).sort()).toEqual([...ids].sort()))

  it('names at least one https page for every finding', () => {
    const sources = Object.values<FindingExplanation>(explanations).map((one) => one.sources)
    expect(sources.every((some) => some.length > 0)).toBe(true)
    expect(sources.flat().filter((address) => !URL.canParse(address) || !address.startsWith('https://'))).toEqual([])
  })

  it('names a page of Slack’s documentation for every finding', () => {
    const without = Object.entries<FindingExplanation>(explanations).filter(
      ([, one]) => !one.sources.some((address) => new URL(address).host === 'docs.slack.dev'),
    )
    expect(without).toEqual([])
  })

  it.each(ids)('prints with --json what %s is, why Slack works this way, and a fix for each stack', async (id) => {
    const { code, json } = await explain('--explain', id, '--json')
    const { fixes, ...about } = json as { fixes: { stack: string; says: string; code: string; language: string }[] }
    const text = expect.stringMatching(/\S/) as string
    const fields = { id, weight: text, says: text, cause: text, cure: text, seen: text, why: text }
    expect([code, about]).toMatchObject([0, fields])
    expect(fixes.map(({ stack }) => stack)).toEqual(Object.keys(stacks))
    expect(fixes.filter((one) => !one.says.trim() || !one.code.trim())).toEqual([])
  })

  it.each(ids)('prints %s within 80 columns', async (id) => {
    using machine = createMachine()
    expect(await faults(shown(machine, ['drive', '--explain', id]))).toEqual(none)
  })

  it.each([[[]], [['list']]])('lists every finding with its weight (%j)', async (argv) => {
    const { code, json } = await explain('--explain', ...argv, '--json')
    const rows = json as { id: string; weight: string; says: string }[]
    expect([code, rows.map(({ id }) => id)]).toEqual([0, ids])
    expect(rows.every(({ weight, says }) => /^(?:defect|remark)$/.test(weight) && says !== '')).toBe(true)
  })

  it('prints the list within 80 columns', async () => {
    using machine = createMachine()
    expect(await faults(shown(machine, ['drive', '--explain']))).toEqual(none)
  })

  it('accepts the name before the flag, and in capital letters', async () => {
    expect(await explain('DENIAL-500', '--explain', '--json')).toMatchObject({ code: 0, json: { id: 'denial-500' } })
  })

  it('exits with 2 (usage) when an option of a drive is given too, because --explain drives nothing', async () => {
    const { code, json } = await explain('--explain', '--start', 'npm start', '--json')
    expect([code, json]).toMatchObject([2, { error: 'usage', message: expect.stringMatching(/--start/) as string }])
  })

  it.each([
    ['state-not-cheked', ['state-not-checked']],
    ['wrong-state', ['wrong-state-crash']],
    ['http://localhost:3000/slack/install', []],
  ])('exits with 2 (unknown_finding) for %s, and suggests what was meant', async (name, suggestions) => {
    const { code, json } = await explain('--explain', name, '--json')
    const [hint] = suggestions.length > 0 ? suggestions : ['drive --explain list']
    expect([code, json]).toMatchObject([
      2,
      { error: 'unknown_finding', suggestions, hint: expect.stringContaining(hint ?? '') },
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'
import { publicForms } from '../support/public-forms.ts'

describe('a published text with invented values', () => {
  it('comes from one of at least twenty sources', () => {
    expect(new Set(publicForms.map(({ source }) => source)).size).toBeGreaterThanOrEqual(20)
  })

  it.each(publicForms)('is read with all its tokens: $source', async ({ text, tokens }) => {
    using machine = createMachine()
    const { code, stdout, stderr } = await machine.run(['explain', '-', '--json', '--show-secrets'], { input: text })
    expect(code, stderr).toBe(0)
    const report = JSON.parse(stdout) as Report | { readonly items: readonly Report[] }
    const items = 'items' in report ? report.items : [report]
    const found = items.flatMap((one) => one.tokens.map(({ value }) => value))
    expect(new Set(found.filter((one) => !/X{5}/.test(one)))).toEqual(new Set(tokens))
    expect(items.flatMap(({ notes }) => notes).join(' ')).not.toMatch(/No token stands|holds none|returned no token/)
  })
})

interface Report {
  readonly tokens: readonly { readonly value: string }[]
  readonly notes: readonly string[]
}

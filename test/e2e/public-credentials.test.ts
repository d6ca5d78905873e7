import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'
import { publicCredentialForms } from '../support/forms/public-credentials.ts'

interface Explained {
  readonly credentials: readonly { readonly kind: string; readonly state: string; readonly value?: string }[]
  readonly tokens: readonly { readonly kind: string; readonly value?: string }[]
}

/** The kinds that are not secret, which this test does not compare. */
const besides: ReadonlySet<string> = new Set(['redirectUri', 'appId'])

describe('the credentials of an app in texts from public places', () => {
  it.each(publicCredentialForms)('are reported by explain, in a text from $source', async ({ text, real }) => {
    using machine = createMachine()
    const ran = await machine.run(['explain', '-', '--json', '--show-secrets'], { input: text })
    expect(ran.code, ran.stderr).toBe(0)
    const report = ran.json as Explained & { readonly items?: readonly Explained[] }
    const items = report.items ?? [report]
    const credentials = items
      .flatMap((one) => one.credentials)
      .filter(({ kind, state }) => state === 'whole' && !besides.has(kind))
    const found = [...credentials, ...items.flatMap(({ tokens }) => tokens)]
    expect(Object.fromEntries(found.map(({ kind, value }) => [kind, value]))).toEqual(real)
  })
})

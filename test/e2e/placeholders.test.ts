import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../src/config/store.ts'
import { createMachine, type Machine } from '../support/cli.ts'
import { commentForms, type PlaceholderForm, richTextForms, templateForms } from '../support/forms/placeholders.ts'

interface Explained {
  readonly credentials: readonly { readonly kind: string; readonly state: string; readonly value?: string }[]
  readonly tokens: readonly { readonly kind: string; readonly value?: string }[]
  readonly webhooks: readonly unknown[]
}

async function explained(text: string) {
  using machine = createMachine()
  const { code, stderr, json } = await machine.run(['explain', '-', '--json', '--show-secrets'], { input: text })
  expect(code, stderr).toBe(0)
  const report = json as Explained & { readonly items?: readonly Explained[] }
  const items = report.items ?? [report]
  const credentials = items.flatMap((one) => one.credentials)
  const pairs = [
    ...items.flatMap(({ tokens }) => tokens),
    ...credentials.filter(({ state }) => state === 'whole'),
    ...items.flatMap(({ webhooks }) => webhooks).map((value) => ({ kind: 'webhook', value })),
  ]
  return {
    real: pairs.map(({ kind, value }) => `${kind} ${String(value)}`).toSorted(),
    open: [...new Set(credentials.filter(({ state }) => state === 'placeholder').map(({ kind }) => kind))].toSorted(),
  }
}

function storedBy({ directory }: Machine): string[] {
  const file = join(directory, 'config.json')
  if (!existsSync(file)) return []
  const { apps = {}, profiles } = JSON.parse(readFileSync(file, 'utf8')) as Config
  const secrets = Object.values(apps).flatMap((one) => [
    one.clientId,
    one.clientSecret,
    one.signingSecret,
    one.appToken,
  ])
  const tokens = Object.values(profiles).flatMap(({ bot, users, webhooks }) => [
    bot?.token,
    ...users.map(({ token }) => token),
    ...webhooks.map(({ url }) => url),
  ])
  return [...secrets, ...tokens].filter((one): one is string => typeof one === 'string').toSorted()
}

/** The kinds of values that belong to an app; they are stored only when the text has a client id. */
const ofApp: readonly string[] = ['clientId', 'clientSecret', 'signingSecret', 'app']

describe.each<[string, readonly PlaceholderForm[]]>([
  ['a template', templateForms],
  ['comments', commentForms],
  ['rich text', richTextForms],
])('a text with placeholders (%s)', (_kind, forms) => {
  it('is tested with at least ten samples', () => expect(forms.length).toBeGreaterThanOrEqual(10))

  it.each(forms)(
    'is divided by explain into placeholders and real values, in the sample “$name”',
    async ({ text, open, real = {} }) => {
      const found = await explained(text)
      expect(found.real).toEqual(
        Object.entries(real)
          .map(([kind, value]) => `${kind} ${value}`)
          .toSorted(),
      )
      expect(found.open).toEqual(expect.arrayContaining([...open]))
    },
  )

  it.each(forms)('makes import store only the real values of the sample “$name”', async ({ text, real = {} }) => {
    const stored = Object.entries(real).filter(([kind]) => !ofApp.includes(kind) || real['clientId'] !== undefined)
    using machine = createMachine()
    const { code, stderr } = await machine.run(['import', '-', '--offline'], { input: text })
    expect(code === 0, stderr).toBe(stored.length > 0)
    expect(storedBy(machine)).toEqual(stored.map(([, value]) => value).toSorted())
  })

  it.each(forms)('makes app add store no placeholder of the sample “$name”', async ({ text, real = {} }) => {
    using machine = createMachine()
    await machine.run(['app', 'add', '--secrets'], { input: text })
    expect(Object.values(real)).toEqual(expect.arrayContaining(storedBy(machine)))
  })
})

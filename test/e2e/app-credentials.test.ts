import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../src/config/store.ts'
import { createMachine, type Machine } from '../support/cli.ts'
import {
  type AppCredentialForm,
  appValues,
  cloudForms,
  codeForms,
  commandForms,
  exchangeForms,
  pageForms,
  terraformForms,
} from '../support/forms/app-credentials.ts'

type Kind = keyof typeof appValues

interface Explained {
  readonly credentials: readonly { readonly kind: Kind; readonly state: string; readonly value?: string }[]
  readonly tokens: readonly { readonly kind: string; readonly value?: string }[]
}

/** Returns every value that `explain` reports, by its kind. */
async function named(text: string): Promise<Readonly<Record<string, unknown>>> {
  using machine = createMachine()
  const { code, stderr, json } = await machine.run(['explain', '-', '--json', '--show-secrets'], { input: text })
  expect(code, stderr).toBe(0)
  const report = json as Explained & { readonly items?: readonly Explained[] }
  const items = report.items ?? [report]
  return Object.fromEntries([
    ...items
      .flatMap(({ credentials }) => credentials)
      .flatMap(({ kind, state, value }) => (state === 'whole' && !besides.has(kind) ? [[kind, value]] : [])),
    ...items
      .flatMap(({ tokens }) => tokens)
      .flatMap(({ kind, value }) => (kind === 'app' ? [['appToken', value]] : [])),
  ])
}

const besides: ReadonlySet<string> = new Set(['redirectUri', 'appId'])

function appOf({ directory }: Machine): Readonly<Record<string, unknown>> {
  const file = join(directory, 'config.json')
  const config = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Config) : undefined
  const { clientId, clientSecret, signingSecret, appToken } = Object.values(config?.apps ?? {})[0] ?? {}
  return { clientId, clientSecret: clientSecret ?? undefined, signingSecret, appToken }
}

const valuesOf = (kinds: readonly Kind[]) => Object.fromEntries(kinds.map((kind) => [kind, appValues[kind]]))
const usual = ['clientId', 'clientSecret', 'signingSecret'] as const

describe.each<[string, readonly AppCredentialForm[]]>([
  ['files and output of Terraform', terraformForms],
  ['the output of a cloud command', cloudForms],
  ['web pages and XML files', pageForms],
  ['program code and settings', codeForms],
  ['command lines', commandForms],
  ['the exchange of an OAuth code', exchangeForms],
])('the credentials of an app in %s', (_kind, forms) => {
  it('are tested with at least ten samples', () => expect(forms.length).toBeGreaterThanOrEqual(10))

  it.each(forms)('are all reported by explain for the sample “$name”', async ({ text, kinds = usual }) => {
    expect(await named(text)).toEqual(valuesOf(kinds))
  })

  it.each(forms)('are all stored by import and by app add for the sample “$name”', async ({ text, kinds = usual }) => {
    const stored = valuesOf(kinds.filter((kind) => kind !== 'verificationToken'))
    for (const argv of [
      ['import', '-', '--offline'],
      ['app', 'add', '--secrets'],
    ]) {
      using machine = createMachine()
      const { code, stderr, stdout } = await machine.run(argv, { input: text })
      expect(code, stderr).toBe(0)
      expect(appOf(machine)).toEqual({ ...nothing, ...stored })
      expect(stderr.includes('verification token')).toBe(kinds.includes('verificationToken'))
      const secrets = kinds.filter((kind) => kind !== 'clientId').map((kind) => appValues[kind])
      expect(secrets.filter((secret) => (stderr + stdout).includes(secret))).toEqual([])
    }
  })
})

const nothing = { clientId: undefined, clientSecret: undefined, signingSecret: undefined, appToken: undefined }

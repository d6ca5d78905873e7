import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { holdsSomething, type Installation } from '../../src/config/installation.ts'
import { isProfileName } from '../../src/config/profile-name.ts'
import type { Config } from '../../src/config/store.ts'
import { oneLine } from '../../src/slack/facts/one-line.ts'
import { isRedacted } from '../../src/slack/facts/token-kinds.ts'
import { createMachine, type Machine } from '../support/cli.ts'
import { everything, put } from '../support/exported.ts'
import { assertProperty, fc } from '../support/property.ts'
import { sampleInstallation } from '../support/sample.ts'

function keptOn({ directory }: Machine): Config {
  return JSON.parse(readFileSync(join(directory, 'config.json'), 'utf8')) as Config
}

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/)
// Names are not empty and have only one line, like all names that the program has read.
const text = fc
  .oneof(fc.string({ maxLength: 20 }), fc.constant('ünïcode “quoted” \u2028 \n'))
  .map((one) => oneLine(one))
  .filter((one) => one !== '')
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const scopes = fc.array(fc.constantFrom('chat:write', 'users:read', 'search:read'), { maxLength: 3 })
const instant = fc.integer({ min: 1, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000).toISOString())
const access = (prefix: string) =>
  fc.record({
    ...{ token: word.map((end) => `${prefix}-sim-${end}`), userId: orNull(word), userName: orNull(text), scopes },
    ...{
      asked: orNull(scopes),
      expiresAt: orNull(instant),
      refreshToken: orNull(word.map((end) => `xoxe-1-sim-${end}`)),
    },
  })
const named = (start: string) => fc.record({ id: word.map((end) => `${start}${end}`), name: orNull(text) })
const anyInstallation: fc.Arbitrary<Installation> = fc.record({
  flow: fc.constantFrom('v1' as const, 'v2' as const, 'v2_user' as const, 'token' as const),
  apiUrl: fc.constantFrom('https://slack.com/api/', 'http://localhost:4717/api/'),
  ...{ simulator: fc.boolean(), appId: orNull(word), appName: orNull(text), clientId: orNull(word) },
  ...{ workspace: orNull(named('T')), organization: orNull(named('E')) },
  bot: orNull(fc.tuple(access('xoxb'), orNull(word)).map(([one, botId]) => ({ ...one, botId }))),
  // Each person has only one token.
  users: fc.uniqueArray(access('xoxp'), {
    maxLength: 3,
    comparator: (one, other) => one.token === other.token || (one.userId !== null && one.userId === other.userId),
  }),
  webhooks: fc.array(
    fc.record({
      // `import` refuses a secret that consists only of 0 or x, because it looks redacted. So no webhook URL here has
      // such a secret.
      url: word.filter((end) => !isRedacted(end)).map((end) => `https://hooks.example.com/services/T1/B1/${end}`),
      ...{ channel: orNull(text), channelId: orNull(word), configurationUrl: orNull(text) },
    }),
    { maxLength: 2 },
  ),
  responses: fc.array(
    fc.record({ method: word, at: instant, userId: orNull(word), body: fc.constant({ ok: true, 'a.b': [1, null] }) }),
    { maxLength: 2 },
  ),
  ...{ installedAt: instant, borrowed: fc.boolean() },
})
const installation = anyInstallation.filter(holdsSomething)
const profileName = word.filter(isProfileName)

const hook = {
  url: 'https://hooks.example.com/services/T1/B1/a',
  channel: null,
  channelId: null,
  configurationUrl: null,
}
const empty: Installation = {
  ...{ flow: 'v1', apiUrl: 'https://slack.com/api/', simulator: false, appId: null, appName: null, clientId: null },
  ...{ workspace: null, organization: null, bot: null, users: [], webhooks: [], responses: [] },
  ...{ installedAt: '1970-01-01T00:00:01.000Z', borrowed: false },
}

describe('stored installations', () => {
  it('are the same on another machine after export and import', async () => {
    await assertProperty(
      fc.asyncProperty(profileName, installation, async (name, one) => {
        using from = createMachine()
        using to = createMachine()
        put(from, { version: 1, active: name, profiles: { [name]: one } })
        const input = (await from.run(['export', name])).stdout
        expect((await to.run(['import', '-', '--offline', '--json'], { input })).code).toBe(0)
        expect(keptOn(to)).toEqual(keptOn(from))
        expect((await to.run(['import', '-', '--offline', '--json'], { input })).json).toMatchObject({
          installations: [{ state: 'unchanged' }],
        })
      }),
      { numRuns: 40, examples: [['a', { ...empty, webhooks: [hook] }]] },
    )
  })

  it('are listed without one that has neither a token nor a webhook, and the command `use` removes that one', async () => {
    using machine = createMachine()
    const { acme } = everything().profiles
    put(machine, { version: 1, active: 'gone', profiles: { gone: empty, acme } })
    const listed = await machine.run(['list', '--json'])
    expect(listed.json).toMatchObject([{ name: 'acme' }])
    expect(listed.stderr).toContain('“gone”')
    expect((await machine.run(['use', 'acme'])).code).toBe(0)
    expect(keptOn(machine)).toEqual({ version: 1, active: 'acme', profiles: { acme } })
  })

  it('are not imported (exit code 2, nothing_to_import) when the only one has no token and no webhook', async () => {
    using machine = createMachine()
    const exported = (profiles: object) => JSON.stringify({ version: 1, active: 'gone', profiles })
    const bring = (input: string) => machine.run(['import', '-', '--offline', '--json'], { input })
    const nothing = await bring(exported({ gone: empty }))
    expect(nothing).toMatchObject({ code: 2, json: { error: 'nothing_to_import' } })
    expect(nothing.stderr).toContain('“gone”')
    const { acme } = everything().profiles
    expect((await bring(exported({ gone: empty, acme }))).json).toMatchObject({ installations: [{ name: 'acme' }] })
    expect(Object.keys(keptOn(machine).profiles)).toEqual(['acme'])
  })

  it('are the same after export and import when there are 500, with apps and configuration tokens', async () => {
    using from = createMachine()
    using to = createMachine()
    const names = Array.from({ length: 500 }, (_, index) => `w${index}`)
    const place = (name: string) => ({ ...sampleInstallation(name), workspace: { id: `T0${name}`, name } })
    put(from, { ...everything(), active: 'w0', profiles: Object.fromEntries(names.map((name) => [name, place(name)])) })
    const path = join(from.directory, '..', 'all.json')
    await from.run(['export', '--all', '--output', path])
    const done = await to.run(['import', path, '--offline', '--json'], { input: '' })
    expect(done.code).toBe(0)
    expect(keptOn(to)).toEqual(keptOn(from))
  })
})

import { chmodSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { mostConfig } from '../../src/config/schema.ts'
import { addSample, mode, storeIn, validConfigText } from '../support/config-store.ts'
import { sampleInstallation } from '../support/sample.ts'
import { temporaryFolder } from '../support/temporary.ts'

describe('a damaged config file (fault R20)', () => {
  const acme = sampleInstallation('acme')
  const wrap = (installation: unknown, rest = {}) =>
    JSON.stringify({ version: 1, active: null, profiles: { acme: installation }, ...rest })
  const shapes: readonly (readonly [string, string, string])[] = [
    ['truncated', validConfigText().slice(0, 200), 'not one complete JSON text'],
    ['with bytes behind its end', `${validConfigText()}}`, 'not one complete JSON text'],
    ['full of NUL bytes', '\u0000'.repeat(512), 'NUL bytes'],
    ['a bare token', 'xoxb-sim-canary', 'not one complete JSON text'],
    ['null', 'null', 'it is not an object'],
    ['a number', '5', 'it is not an object'],
    ['a list', '[1,2]', 'it is not an object'],
    ['an empty object', '{}', 'version is missing'],
    ['without profiles', '{"version":1,"active":null}', 'profiles is missing'],
    ['of version "1"', wrap(acme, { version: '1' }), 'version is not 1'],
    ['of version 0', wrap(acme, { version: 0 }), 'version is not 1'],
    ['with a wrong active', wrap(acme, { active: 1 }), 'active is not a text'],
    ['with a list of profiles', wrap(acme, { profiles: [acme] }), 'profiles is not an object'],
    [
      'H8: with a path for a name',
      wrap(acme, { profiles: { '../../x': acme } }),
      'profiles has a key that is not a valid name',
    ],
    ['with null for an installation', wrap(null), 'profiles.acme is not an object'],
    ['with an unknown flow', wrap({ ...acme, flow: 'v9' }), 'profiles.acme.flow is not one of v1, v2, v2_user, token'],
    ['with a field missing', wrap({ ...acme, apiUrl: undefined }), 'profiles.acme.apiUrl is missing'],
    ['with a wrong flag', wrap({ ...acme, borrowed: 0 }), 'profiles.acme.borrowed is not true or false'],
    ['with a wrong token', wrap({ ...acme, bot: { ...acme.bot, token: {} } }), 'profiles.acme.bot.token is not a text'],
    [
      'with a wrong scope',
      wrap({ ...acme, users: [{ ...acme.users[0], scopes: ['a', 1] }] }),
      'users[0].scopes[1] is not',
    ],
  ]

  test.each(shapes)(
    'is reported without its content, and is not changed, when a command reads it: %s',
    async (_name, text, cause) => {
      using folder = temporaryFolder()
      const { store, path, text: present } = storeIn(folder.path)
      writeFileSync(path, text, { mode: 0o600 })
      const error: unknown = await store.read().catch((reason: unknown) => reason)
      expect(error).toMatchObject({
        failure: 'failed',
        code: 'config_damaged',
        message: expect.stringContaining(`${path} is damaged: `),
        hint: expect.stringContaining('slack-tokens login'),
      })
      expect(String(error)).toContain(cause)
      expect(String(error)).not.toMatch(/xox/)
      expect(present()).toBe(text)
      expect(readdirSync(folder.path)).toEqual(['config.json'])
    },
  )

  test('is not read when it is larger than 64 MB, and the next change moves it to a backup', async () => {
    using folder = temporaryFolder()
    const { store, path, printed } = storeIn(folder.path)
    writeFileSync(path, wrap(acme), { mode: 0o600 })
    truncateSync(path, mostConfig + 1)
    await expect(store.read()).rejects.toMatchObject({
      code: 'config_damaged',
      message: expect.stringMatching(/larger than 64 MB/),
    })
    await store.update(addSample('beta'))
    expect(printed).toEqual([expect.stringContaining(`${path}.damaged-`)])
  })

  test('does not arise when a change would make the file larger than 64 MB, because this change fails (config_too_large)', async () => {
    using folder = temporaryFolder()
    const { store, text } = storeIn(folder.path)
    await store.update(addSample('acme'))
    const before = text()
    const grow = store.update((config) => ({ ...config, other: 'x'.repeat(mostConfig) }))
    await expect(grow).rejects.toMatchObject({ failure: 'failed', code: 'config_too_large' })
    expect(text()).toBe(before)
  })

  test.each(shapes)(
    'is moved to a backup of mode 0600 by the next change, which prints the name of the backup: %s',
    async (_name, text) => {
      using folder = temporaryFolder()
      const { store, path, printed } = storeIn(folder.path, { now: () => Date.UTC(2026, 0, 2, 3, 4, 5) })
      writeFileSync(path, text, { mode: 0o600 })
      await store.proveWritable()
      await store.update(addSample('beta'))
      const backup = `${path}.damaged-2026-01-02T03-04-05-000Z`
      expect([readFileSync(backup, 'utf8'), mode(backup)]).toEqual([text, '600'])
      expect(printed).toEqual([expect.stringContaining(backup)])
      expect(Object.keys((await store.read()).profiles)).toEqual(['beta'])
    },
  )

  test.each([
    ['empty', ''],
    ['blank', ' \n'],
    ['only a byte order mark', '\ufeff'],
  ])('does not include a file that is %s, which is read as an empty config', async (_name, text) => {
    using folder = temporaryFolder()
    const { store, path, printed } = storeIn(folder.path)
    writeFileSync(path, text, { mode: 0o600 })
    expect(await store.read()).toMatchObject({ active: null, profiles: {} })
    await store.proveWritable()
    await store.update(addSample('acme'))
    expect(Object.keys((await storeIn(folder.path).store.read()).profiles)).toEqual(['acme'])
    expect([printed, readdirSync(folder.path)]).toEqual([[], ['config.json']])
  })

  test('is moved to a new backup each time, and a change that fails makes no backup', async () => {
    using folder = temporaryFolder()
    const { store, path } = storeIn(folder.path, { now: () => 0 })
    for (const text of ['first', 'second', 'third']) {
      writeFileSync(path, text)
      const refuse = () => {
        throw new Error('changed my mind')
      }
      await expect(store.update(refuse)).rejects.toThrow('changed my mind')
      expect(readFileSync(path, 'utf8')).toBe(text)
      await store.update(addSample('acme'))
    }
    const backups = readdirSync(folder.path).filter((name) => name.includes('damaged'))
    expect(backups.map((name) => readFileSync(join(folder.path, name), 'utf8')).sort()).toEqual([
      'first',
      'second',
      'third',
    ])
  })
})

describe('a config file that the tool must not change', () => {
  test.each([
    [
      'of a newer version',
      '{"version":2,"profiles":[]}',
      /newer slack-tokens: its version is 2, and this tool reads up to version 1/,
    ],
    ['a file of another program', '{"editor":"vi"}', /is not a file of slack-tokens/],
  ])('is neither read nor written when it is %s (fault R20)', async (_name, text, message) => {
    using folder = temporaryFolder()
    const { store, path, text: present } = storeIn(folder.path)
    writeFileSync(path, text, { mode: 0o600 })
    await expect(store.read()).rejects.toThrow(message)
    await expect(store.update(addSample('acme'))).rejects.toThrow(message)
    await expect(store.proveWritable()).rejects.toThrow(message)
    expect([present(), readdirSync(folder.path)]).toEqual([text, ['config.json']])
  })

  test('keeps its file mode when it belongs to another program', async () => {
    using folder = temporaryFolder()
    const { store, path } = storeIn(folder.path)
    writeFileSync(path, '{"editor":"vi"}')
    chmodSync(path, 0o644)
    await expect(store.read()).rejects.toThrow(/not a file of slack-tokens/)
    expect(mode(path)).toBe('644')
  })

  test('is not written when a change would make it invalid; the change throws a TypeError', async () => {
    using folder = temporaryFolder()
    const { store, text } = storeIn(folder.path)
    await store.update(addSample('acme'))
    await expect(store.update(addSample('../escape'))).rejects.toThrow(TypeError)
    await expect(store.update((kept) => ({ ...kept, active: 5 as never }))).rejects.toThrow(TypeError)
    const nothing = { ...sampleInstallation('acme'), bot: null, users: [], webhooks: [] }
    await expect(store.update((kept) => ({ ...kept, profiles: { acme: nothing } }))).rejects.toThrow(TypeError)
    expect(text()).toBe(`${validConfigText()}\n`)
  })
})

import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createConfigStore } from '../../src/config/config-file.ts'
import { deriveProfileName, isProfileName } from '../../src/config/profile-name.ts'
import { saveRecovery } from '../../src/config/recovery-file.ts'
import type { Config } from '../../src/config/store.ts'
import { bundleScript, type Script } from '../support/child.ts'
import { sampleInstallation } from '../support/sample.ts'
import { smallDisk, temporaryFolder } from '../support/temporary.ts'

const root = process.getuid?.() === 0
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)

/** A store in `folder`, chosen as by SLACK_TOKENS_CONFIG_DIR, and what it told. */
function storeIn(folder: string, clock = { now: Date.now }) {
  const told: string[] = []
  const settings = { directory: folder, home: '/nonexistent', xdgConfigHome: undefined }
  const store = createConfigStore({ settings, warn: (text) => void told.push(text), clock })
  const path = join(folder, 'config.json')
  return { store, told, path, text: () => readFileSync(path, 'utf8') }
}

const keep =
  (name: string) =>
  (kept: Config): Config => ({
    ...kept,
    active: name,
    profiles: { ...kept.profiles, [name]: sampleInstallation(name) },
  })

const whole = (): string =>
  JSON.stringify({ version: 1, active: 'acme', profiles: { acme: sampleInstallation('acme') } })

let script: Script
beforeAll(async () => {
  script = await bundleScript('store-child')
})
afterAll(() => script[Symbol.dispose]())

describe('the config file', () => {
  test('that is missing holds nothing, and reading creates nothing', async () => {
    using home = temporaryFolder()
    const { store } = storeIn(join(home.path, 'conf'))
    expect(await store.read()).toEqual({ version: 1, active: null, profiles: {} })
    expect(readdirSync(home.path)).toEqual([])
  })

  test('F1: keeps what it is given, 0600 in a folder of 0700, and nothing beside it', async () => {
    using home = temporaryFolder()
    const folder = join(home.path, 'conf')
    const { store, told, path } = storeIn(folder)
    const written = await store.update(keep('acme'))
    expect(written).toEqual({ version: 1, active: 'acme', profiles: { acme: sampleInstallation('acme') } })
    expect(await store.read()).toBe(written)
    expect(await storeIn(folder).store.read()).toEqual(written)
    expect([mode(folder), mode(path), readdirSync(folder)]).toEqual(['700', '600', ['config.json']])
    expect([await store.path(), told]).toEqual([path, []])
  })

  test('F1: under umask 0 nothing is ever open to others', async () => {
    using home = temporaryFolder()
    const folder = join(home.path, 'conf')
    expect(await script.start(['umask', folder]).ended).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect([mode(folder), mode(join(folder, 'config.json'))]).toEqual(['700', '600'])
  })

  test('F2: open to others, it is repaired and reported, once, also by a read', async () => {
    using folder = temporaryFolder()
    const { store, told, path } = storeIn(folder.path)
    writeFileSync(path, whole())
    chmodSync(path, 0o644)
    await store.read()
    await store.update(keep('beta'))
    expect(mode(path)).toBe('600')
    expect(told).toEqual([expect.stringMatching(/config\.json was open to other users \(mode 0644\); it is 0600 now/)])
  })

  test('F2: a chosen folder keeps its mode and what else is in it', async () => {
    using folder = temporaryFolder()
    chmodSync(folder.path, 0o755)
    writeFileSync(join(folder.path, 'package.json'), '{}', { mode: 0o644 })
    const { store } = storeIn(folder.path)
    await store.update(keep('acme'))
    expect([mode(folder.path), mode(join(folder.path, 'package.json'))]).toEqual(['755', '644'])
    expect(readdirSync(folder.path)).toEqual(['config.json', 'package.json'])
  })

  test('F3: a link is refused for reading and for writing, and its target stays', async () => {
    using folder = temporaryFolder()
    const { store, path } = storeIn(folder.path)
    const target = join(folder.path, 'target')
    writeFileSync(target, whole())
    symlinkSync(target, path)
    await expect(store.read()).rejects.toThrow(/is a link/)
    await expect(store.update(keep('beta'))).rejects.toThrow(/is a link/)
    await expect(store.proveWritable()).rejects.toThrow(/is a link/)
    expect(readFileSync(target, 'utf8')).toBe(whole())
  })

  test('F5: with no HOME nothing is written anywhere', async () => {
    using folder = temporaryFolder()
    const env = { PATH: process.env['PATH'], HOME: '' }
    const ended = await script.start(['prove', ''], { env, cwd: folder.path }).ended
    expect(ended.code).toBe(1)
    expect(JSON.parse(ended.stdout)).toMatchObject({ hint: expect.stringContaining('SLACK_TOKENS_CONFIG_DIR') })
    expect(readdirSync(folder.path)).toEqual([])
  })

  test('F6: is plain text, one line of JSON', async () => {
    using folder = temporaryFolder()
    const { store, text } = storeIn(folder.path)
    await store.update(keep('acme'))
    expect(text()).toBe(`${whole()}\n`)
  })

  test('a byte order mark does no harm', async () => {
    using folder = temporaryFolder()
    const { store, path } = storeIn(folder.path)
    writeFileSync(path, `\ufeff${whole()}`)
    expect((await store.read()).active).toBe('acme')
  })

  test('is read once, and again for every change', async () => {
    using folder = temporaryFolder()
    const [one, other] = [storeIn(folder.path), storeIn(folder.path)]
    const before = await one.store.read()
    await other.store.update(keep('acme'))
    expect(await one.store.read()).toBe(before)
    const after = await one.store.update(keep('beta'))
    expect(Object.keys(after.profiles)).toEqual(['acme', 'beta'])
    expect(await one.store.read()).toBe(after)
  })

  test('keys from elsewhere survive a change, at the top and in an installation', async () => {
    using folder = temporaryFolder()
    const { store, path, text } = storeIn(folder.path)
    const acme = {
      ...sampleInstallation('acme'),
      colour: 'red',
      bot: { ...sampleInstallation('acme').bot, later: [1] },
    }
    writeFileSync(path, JSON.stringify({ version: 1, active: null, profiles: { acme }, window: { wide: true } }))
    await store.update(({ profiles }) => keep('beta')({ version: 1, active: null, profiles }))
    const kept = JSON.parse(text())
    expect(kept).toMatchObject({ active: 'beta', window: { wide: true }, profiles: { acme } })
    expect(Object.keys(kept.profiles)).toEqual(['acme', 'beta'])
  })

  test('H7: keys that reach a prototype are dropped, however they are spelled', async () => {
    using folder = temporaryFolder()
    const { store, path, text } = storeIn(folder.path)
    const poison = `"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"\\u005f_proto__":{"polluted":1}`
    writeFileSync(path, whole().replace(/\{/g, `{${poison},`).replace(/,\}/g, '}'))
    const config = await store.read()
    expect(Object.getPrototypeOf(config.profiles)).toBeNull()
    expect(Object.keys({ ...config.profiles })).toEqual(['acme'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(
      (Object.assign({}, config.profiles['acme']) as unknown as Record<string, unknown>)['polluted'],
    ).toBeUndefined()
    await store.update(keep('beta'))
    expect(text()).not.toMatch(/polluted|__proto__/)
  })

  test('H7: a profile that is named like a member of every object is not there until it is kept', async () => {
    using folder = temporaryFolder()
    const { store } = storeIn(folder.path)
    expect((await store.read()).profiles['toString']).toBeUndefined()
    await store.update(keep('toString'))
    expect((await storeIn(folder.path).store.read()).profiles['toString']?.flow).toBe('v2')
  })
})

describe('R20: a damaged config file', () => {
  const acme = sampleInstallation('acme')
  const wrap = (installation: unknown, rest = {}) =>
    JSON.stringify({ version: 1, active: null, profiles: { acme: installation }, ...rest })
  const shapes: readonly (readonly [string, string, string])[] = [
    ['truncated', whole().slice(0, 200), 'not one whole JSON text'],
    ['with bytes behind its end', `${whole()}}`, 'not one whole JSON text'],
    ['full of NUL bytes', '\u0000'.repeat(512), 'NUL bytes'],
    ['a bare token', 'xoxb-sim-canary', 'not one whole JSON text'],
    ['null', 'null', 'it holds no object'],
    ['a number', '5', 'it holds no object'],
    ['a list', '[1,2]', 'it holds no object'],
    ['an empty object', '{}', 'version is not 1'],
    ['without profiles', '{"version":1,"active":null}', 'profiles is not an object'],
    ['of version "1"', wrap(acme, { version: '1' }), 'version is not 1'],
    ['of version 0', wrap(acme, { version: 0 }), 'version is not 1'],
    ['with a wrong active', wrap(acme, { active: 1 }), 'active is not a text'],
    ['with a list of profiles', wrap(acme, { profiles: [acme] }), 'profiles is not an object'],
    ['H8: with a path for a name', wrap(acme, { profiles: { '../../x': acme } }), 'profiles holds a name that is none'],
    ['with null for an installation', wrap(null), 'profiles.acme is not an object'],
    ['with an unknown flow', wrap({ ...acme, flow: 'v9' }), 'profiles.acme.flow is none of v1, v2, v2_user, token'],
    ['with a field missing', wrap({ ...acme, apiUrl: undefined }), 'profiles.acme.apiUrl is not a text'],
    ['with a wrong flag', wrap({ ...acme, borrowed: 0 }), 'profiles.acme.borrowed is not true or false'],
    [
      'with a token that is none',
      wrap({ ...acme, bot: { ...acme.bot, token: {} } }),
      'profiles.acme.bot.token is not a text',
    ],
    [
      'with a wrong scope',
      wrap({ ...acme, users: [{ ...acme.users[0], scopes: ['a', 1] }] }),
      'users[0].scopes[1] is not',
    ],
  ]

  test.each(shapes)('%s: reading fails clearly, quotes nothing and changes nothing', async (_name, text, cause) => {
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
  })

  test.each(shapes)('%s: the next change sets it aside, 0600, and tells the name', async (_name, text) => {
    using folder = temporaryFolder()
    const { store, path, told } = storeIn(folder.path, { now: () => Date.UTC(2026, 0, 2, 3, 4, 5) })
    writeFileSync(path, text, { mode: 0o600 })
    await store.proveWritable()
    await store.update(keep('beta'))
    const aside = `${path}.damaged-2026-01-02T03-04-05-000Z`
    expect([readFileSync(aside, 'utf8'), mode(aside)]).toEqual([text, '600'])
    expect(told).toEqual([expect.stringContaining(aside)])
    expect(Object.keys((await store.read()).profiles)).toEqual(['beta'])
  })

  test.each([
    ['empty', ''],
    ['blank', ' \n'],
    ['only a byte order mark', '\ufeff'],
  ])('a file that is %s is nothing stored, and is no damage', async (_name, text) => {
    using folder = temporaryFolder()
    const { store, path, told } = storeIn(folder.path)
    writeFileSync(path, text, { mode: 0o600 })
    expect(await store.read()).toMatchObject({ active: null, profiles: {} })
    await store.proveWritable()
    await store.update(keep('acme'))
    expect(Object.keys((await storeIn(folder.path).store.read()).profiles)).toEqual(['acme'])
    expect([told, readdirSync(folder.path)]).toEqual([[], ['config.json']])
  })

  test('what was set aside is never overwritten, nor touched by a change that fails', async () => {
    using folder = temporaryFolder()
    const { store, path } = storeIn(folder.path, { now: () => 0 })
    for (const text of ['first', 'second', 'third']) {
      writeFileSync(path, text)
      const refuse = () => {
        throw new Error('changed my mind')
      }
      await expect(store.update(refuse)).rejects.toThrow('changed my mind')
      expect(readFileSync(path, 'utf8')).toBe(text)
      await store.update(keep('acme'))
    }
    const aside = readdirSync(folder.path).filter((name) => name.includes('damaged'))
    expect(aside.map((name) => readFileSync(join(folder.path, name), 'utf8')).sort()).toEqual([
      'first',
      'second',
      'third',
    ])
  })
})

describe('a config file that is not ours to write', () => {
  test.each([
    ['newer', '{"version":2,"profiles":[]}', /newer slack-tokens: its version is 2, this tool knows 1/],
    ['another program’s', '{"editor":"vi"}', /is not a file of slack-tokens/],
  ])('R20: %s: refused both ways, and left as it is', async (_name, text, message) => {
    using folder = temporaryFolder()
    const { store, path, text: present } = storeIn(folder.path)
    writeFileSync(path, text, { mode: 0o600 })
    await expect(store.read()).rejects.toThrow(message)
    await expect(store.update(keep('acme'))).rejects.toThrow(message)
    await expect(store.proveWritable()).rejects.toThrow(message)
    expect([present(), readdirSync(folder.path)]).toEqual([text, ['config.json']])
  })

  test('another program’s keeps its mode', async () => {
    using folder = temporaryFolder()
    const { store, path } = storeIn(folder.path)
    writeFileSync(path, '{"editor":"vi"}')
    chmodSync(path, 0o644)
    await expect(store.read()).rejects.toThrow(/not a file of slack-tokens/)
    expect(mode(path)).toBe('644')
  })

  test('a change that would damage it is a fault of the tool: nothing is written', async () => {
    using folder = temporaryFolder()
    const { store, text } = storeIn(folder.path)
    await store.update(keep('acme'))
    await expect(store.update(keep('../escape'))).rejects.toThrow(TypeError)
    await expect(store.update((kept) => ({ ...kept, active: 5 as never }))).rejects.toThrow(TypeError)
    const nothing = { ...sampleInstallation('acme'), bot: null, users: [], webhooks: [] }
    await expect(store.update((kept) => ({ ...kept, profiles: { acme: nothing } }))).rejects.toThrow(TypeError)
    expect(text()).toBe(`${whole()}\n`)
  })

  test('R12, R19: a folder without permission: reading works, writing is told at once', async ({ skip }) => {
    if (!root) return skip('only root can run a process as another user')
    using home = temporaryFolder()
    chmodSync(home.path, 0o711)
    const folder = join(home.path, 'conf')
    mkdirSync(folder)
    const { store, path } = storeIn(folder)
    await store.update(keep('acme'))
    const nobody = 65_534
    for (const each of [folder, path]) chownSync(each, nobody, nobody)
    chmodSync(folder, 0o500)
    expect(JSON.parse((await script.start(['read', folder], { uid: nobody }).ended).stdout).active).toBe('acme')
    const since = Date.now()
    const ended = await script.start(['prove', folder], { uid: nobody }).ended
    expect(JSON.parse(ended.stdout)).toMatchObject({
      code: 'EACCES',
      message: expect.stringContaining('permission denied'),
    })
    // Not the 30 s for which a lock is waited for.
    expect(Date.now() - since).toBeLessThan(20_000)
    expect(JSON.parse((await script.start(['read', folder]).ended).stdout)).toMatchObject({ code: 'config_refused' })
  })
})

describe('R12: a disk that is full or read-only', () => {
  test('F4: a full one fails the proof and the change, and the old file stays whole', async ({ skip }) => {
    using disk = smallDisk('256k')
    if (!disk) return skip('no tmpfs can be mounted here')
    const { store, path, text } = storeIn(disk.path)
    await store.update(keep('acme'))
    const many = (kept: Config): Config =>
      Array.from({ length: 400 }, (_, number) => keep(`p${number}`)).reduce((all, add) => add(all), kept)
    await expect(store.update(many)).rejects.toMatchObject({
      code: 'ENOSPC',
      message: `${path} could not be written: no space is left on the device`,
      hint: expect.stringContaining('Free some space'),
    })
    expect([text(), readdirSync(disk.path)]).toEqual([`${whole()}\n`, ['config.json']])
    await store.proveWritable()
    writeFileSync(join(disk.path, 'junk'), Buffer.alloc(200_000))
    await expect(store.proveWritable()).rejects.toMatchObject({ code: 'ENOSPC' })
    expect([text(), readdirSync(disk.path)]).toEqual([`${whole()}\n`, ['config.json', 'junk']])
  })

  test('R19: a read-only one is read, and says so when written', async ({ skip }) => {
    using disk = smallDisk('256k')
    if (!disk) return skip('no tmpfs can be mounted here')
    const { store, path } = storeIn(disk.path)
    await store.update(keep('acme'))
    chmodSync(path, 0o644)
    disk.remount('ro')
    const again = storeIn(disk.path)
    expect((await again.store.read()).active).toBe('acme')
    expect(again.told).toEqual([expect.stringMatching(/open to other users \(mode 0644\), and that can't be changed/)])
    await expect(again.store.proveWritable()).rejects.toMatchObject({ message: expect.stringMatching(/read-only/) })
    await expect(again.store.update(keep('beta'))).rejects.toMatchObject({ code: 'EROFS' })
  })
})

describe('H8: a profile name', () => {
  test.each(['acme', 'Acme', 'a', '0', 'acme-2', 'a.b_c-d', 'x'.repeat(64), 'console', 'com'])('%s is one', (name) => {
    expect(isProfileName(name)).toBe(true)
  })

  test.each([
    '',
    '.',
    '..',
    '../escape',
    'a/b',
    'a\\b',
    '/etc/passwd',
    'C:',
    'a..b',
    '-rf',
    '.hidden',
    'a b',
    'ä',
    'a\n',
    'x'.repeat(65),
    'con',
    'NUL',
    'Aux.json',
    'com1',
    'LPT9.txt',
    '__proto__',
    'constructor',
    'prototype',
  ])('%j is none', (name) => {
    expect(isProfileName(name)).toBe(false)
  })

  test.each([
    ['Acme', [], 'acme'],
    ['Acme', ['acme'], 'acme-2'],
    ['Acme', ['ACME', 'acme-2'], 'acme-3'],
    ["Ann's Bakery & Sons, Ltd.", [], 'anns-bakery-sons-ltd'],
    ['Zürich Öl', [], 'zurich-ol'],
    ['株式会社', [], 'workspace'],
    ['株式会社', ['workspace'], 'workspace-2'],
    ['CON', [], 'workspace-con'],
    ['constructor', [], 'workspace-constructor'],
    ['../../etc', [], 'etc'],
    ['a'.repeat(80), [], 'a'.repeat(32)],
    ['', [], 'workspace'],
  ])('of the workspace %j beside %j is %s', (workspace, taken, name) => {
    expect(deriveProfileName(workspace, taken)).toBe(name)
    expect(isProfileName(name)).toBe(true)
  })
})

describe('R12: the recovery file', () => {
  test('goes to the first folder that takes it, 0600 and whole', () => {
    using folder = temporaryFolder()
    const granted = { profile: 'acme', installation: sampleInstallation('acme') }
    const path = saveRecovery(granted, [join(folder.path, 'missing'), folder.path], '0123abcd')
    expect([JSON.parse(readFileSync(path, 'utf8')), mode(path)]).toEqual([granted, '600'])
    expect(saveRecovery(granted, [folder.path], '0123abcd')).not.toBe(path)
  })

  test('that nobody takes is told with the cause', () => {
    using folder = temporaryFolder()
    const missing = join(folder.path, 'missing')
    expect(() => saveRecovery({}, [missing], '0123abcd')).toThrow(
      /recovery file could not be written: its folder does not exist/,
    )
    expect(existsSync(missing)).toBe(false)
  })
})

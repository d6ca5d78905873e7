import { chmodSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleScript, type Script } from '../support/child.ts'
import { addSample, mode, storeIn, validConfigText } from '../support/config-store.ts'
import { sampleInstallation } from '../support/sample.ts'
import { temporaryFolder } from '../support/temporary.ts'

let script: Script
beforeAll(async () => {
  script = await bundleScript('store-child')
})
afterAll(() => script[Symbol.dispose]())

describe('the config file', () => {
  test('counts as empty when it does not exist, and reading does not create it', async () => {
    using home = temporaryFolder()
    const { store } = storeIn(join(home.path, 'conf'))
    expect(await store.read()).toEqual({ version: 1, active: null, profiles: {} })
    expect(readdirSync(home.path)).toEqual([])
  })

  test('is the only file that a change writes, with mode 0600 in a folder of mode 0700 (threat F1)', async () => {
    using home = temporaryFolder()
    const folder = join(home.path, 'conf')
    const { store, printed, path } = storeIn(folder)
    const written = await store.update(addSample('acme'))
    expect(written).toEqual({ version: 1, active: 'acme', profiles: { acme: sampleInstallation('acme') } })
    expect(await store.read()).toBe(written)
    expect(await storeIn(folder).store.read()).toEqual(written)
    expect([mode(folder), mode(path), readdirSync(folder)]).toEqual(['700', '600', ['config.json']])
    expect([await store.path(), printed]).toEqual([path, []])
  })

  test('is not readable by other accounts under umask 0 (threat F1)', async () => {
    using home = temporaryFolder()
    const folder = join(home.path, 'conf')
    expect(await script.start(['umask', folder]).ended).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect([mode(folder), mode(join(folder, 'config.json'))]).toEqual(['700', '600'])
  })

  test('gets mode 0600 when others can read it, with one warning, even when a command only reads (threat F2)', async () => {
    using folder = temporaryFolder()
    const { store, printed, path } = storeIn(folder.path)
    writeFileSync(path, validConfigText())
    chmodSync(path, 0o644)
    await store.read()
    await store.update(addSample('beta'))
    expect(mode(path)).toBe('600')
    expect(printed).toEqual([
      expect.stringMatching(/config\.json was open to other users \(mode 0644\); it is 0600 now/),
    ])
  })

  test('does not change the mode or the other files of a folder that the user has chosen (threat F2)', async () => {
    using folder = temporaryFolder()
    chmodSync(folder.path, 0o755)
    writeFileSync(join(folder.path, 'package.json'), '{}', { mode: 0o644 })
    const { store } = storeIn(folder.path)
    await store.update(addSample('acme'))
    expect([mode(folder.path), mode(join(folder.path, 'package.json'))]).toEqual(['755', '644'])
    expect(readdirSync(folder.path)).toEqual(['config.json', 'package.json'])
  })

  test('is neither read nor written when it is a symbolic link, and the target is not changed (threat F3)', async () => {
    using folder = temporaryFolder()
    const { store, path } = storeIn(folder.path)
    const target = join(folder.path, 'target')
    writeFileSync(target, validConfigText())
    symlinkSync(target, path)
    await expect(store.read()).rejects.toThrow(/is a symbolic link/)
    await expect(store.update(addSample('beta'))).rejects.toThrow(/is a symbolic link/)
    await expect(store.proveWritable()).rejects.toThrow(/is a symbolic link/)
    expect(readFileSync(target, 'utf8')).toBe(validConfigText())
  })

  test('cannot be found without HOME, and the error names the variable to set (threat F5)', async () => {
    using folder = temporaryFolder()
    const env = { PATH: process.env['PATH'], HOME: '' }
    const ended = await script.start(['prove', ''], { env, cwd: folder.path }).ended
    expect(ended.code).toBe(1)
    expect(JSON.parse(ended.stdout)).toMatchObject({ hint: expect.stringContaining('SLACK_TOKENS_CONFIG_DIR') })
    expect(readdirSync(folder.path)).toEqual([])
  })

  test('is one line of JSON that is not encrypted (threat F6)', async () => {
    using folder = temporaryFolder()
    const { store, text } = storeIn(folder.path)
    await store.update(addSample('acme'))
    expect(text()).toBe(`${validConfigText()}\n`)
  })

  test('can begin with a byte order mark', async () => {
    using folder = temporaryFolder()
    const { store, path } = storeIn(folder.path)
    writeFileSync(path, `\ufeff${validConfigText()}`)
    expect((await store.read()).active).toBe('acme')
  })

  test('is read from the disk once for all reads, and again before each change', async () => {
    using folder = temporaryFolder()
    const [one, other] = [storeIn(folder.path), storeIn(folder.path)]
    const before = await one.store.read()
    await other.store.update(addSample('acme'))
    expect(await one.store.read()).toBe(before)
    const after = await one.store.update(addSample('beta'))
    expect(Object.keys(after.profiles)).toEqual(['acme', 'beta'])
    expect(await one.store.read()).toBe(after)
  })

  test('keeps unknown fields after a change, at the top level and in an installation', async () => {
    using folder = temporaryFolder()
    const { store, path, text } = storeIn(folder.path)
    const acme = {
      ...sampleInstallation('acme'),
      colour: 'red',
      bot: { ...sampleInstallation('acme').bot, later: [1] },
    }
    writeFileSync(path, JSON.stringify({ version: 1, active: null, profiles: { acme }, window: { wide: true } }))
    await store.update(({ profiles }) => addSample('beta')({ version: 1, active: null, profiles }))
    const kept = JSON.parse(text())
    expect(kept).toMatchObject({ active: 'beta', window: { wide: true }, profiles: { acme } })
    expect(Object.keys(kept.profiles)).toEqual(['acme', 'beta'])
  })

  test('loses fields that lead to a prototype, even when their names are escaped (threat H7)', async () => {
    using folder = temporaryFolder()
    const { store, path, text } = storeIn(folder.path)
    const poison = `"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"\\u005f_proto__":{"polluted":1}`
    writeFileSync(path, validConfigText().replace(/\{/g, `{${poison},`).replace(/,\}/g, '}'))
    const config = await store.read()
    expect(Object.getPrototypeOf(config.profiles)).toBeNull()
    expect(Object.keys({ ...config.profiles })).toEqual(['acme'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(
      (Object.assign({}, config.profiles['acme']) as unknown as Record<string, unknown>)['polluted'],
    ).toBeUndefined()
    await store.update(addSample('beta'))
    expect(text()).not.toMatch(/polluted|__proto__/)
  })

  test('can have a profile with a name such as toString (threat H7)', async () => {
    using folder = temporaryFolder()
    const { store } = storeIn(folder.path)
    expect((await store.read()).profiles['toString']).toBeUndefined()
    await store.update(addSample('toString'))
    expect((await storeIn(folder.path).store.read()).profiles['toString']?.flow).toBe('v2')
  })
})

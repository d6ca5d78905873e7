import { chmodSync, chownSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config/store.ts'
import { bundleScript, type Script } from '../support/child.ts'
import { addSample, storeIn, validConfigText } from '../support/config-store.ts'
import { smallDisk, temporaryFolder } from '../support/temporary.ts'

const root = process.getuid?.() === 0

let script: Script
beforeAll(async () => {
  script = await bundleScript('store-child')
})
afterAll(() => script[Symbol.dispose]())

describe('the config file on a disk that is full or read-only (fault R12)', () => {
  test('stays complete when the disk is full, while changes and proveWritable fail (threat F4)', async ({ skip }) => {
    using disk = smallDisk('256k')
    if (!disk) return skip('no tmpfs can be mounted here')
    const { store, path, text } = storeIn(disk.path)
    await store.update(addSample('acme'))
    const many = (kept: Config): Config =>
      Array.from({ length: 400 }, (_, number) => addSample(`p${number}`)).reduce((all, add) => add(all), kept)
    await expect(store.update(many)).rejects.toMatchObject({
      code: 'ENOSPC',
      message: `${path} could not be written: no space is left on the device`,
      hint: expect.stringContaining('Free some space'),
    })
    expect([text(), readdirSync(disk.path)]).toEqual([`${validConfigText()}\n`, ['config.json']])
    await store.proveWritable()
    writeFileSync(join(disk.path, 'junk'), Buffer.alloc(200_000))
    await expect(store.proveWritable()).rejects.toMatchObject({ code: 'ENOSPC' })
    expect([text(), readdirSync(disk.path)]).toEqual([`${validConfigText()}\n`, ['config.json', 'junk']])
  })

  test('can be read when the disk is read-only, while a change fails with an error that names the reason (fault R19)', async ({
    skip,
  }) => {
    using disk = smallDisk('256k')
    if (!disk) return skip('no tmpfs can be mounted here')
    const { store, path } = storeIn(disk.path)
    await store.update(addSample('acme'))
    chmodSync(path, 0o644)
    disk.remount('ro')
    const again = storeIn(disk.path)
    expect((await again.store.read()).active).toBe('acme')
    expect(again.printed).toEqual([
      expect.stringMatching(/open to other users \(mode 0644\), and that can't be changed/),
    ])
    await expect(again.store.proveWritable()).rejects.toMatchObject({ message: expect.stringMatching(/read-only/) })
    await expect(again.store.update(addSample('beta'))).rejects.toMatchObject({ code: 'EROFS' })
  })
})

describe('a config file in a folder without write permission', () => {
  test('can be read, and a change fails at once (faults R12, R19)', async ({ skip }) => {
    if (!root) return skip('only root can run a process as another user')
    using home = temporaryFolder()
    chmodSync(home.path, 0o711)
    const folder = join(home.path, 'conf')
    mkdirSync(folder)
    const { store, path } = storeIn(folder)
    await store.update(addSample('acme'))
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
    // The change fails at once. It does not wait 30 s for a lock.
    expect(Date.now() - since).toBeLessThan(20_000)
    expect(JSON.parse((await script.start(['read', folder]).ended).stdout)).toMatchObject({ code: 'config_refused' })
  })
})

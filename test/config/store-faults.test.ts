import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createConfigStore } from '../../src/config/config-file.ts'
import { bundleScript, type Script } from '../support/child.ts'
import { sampleInstallation } from '../support/sample.ts'
import { temporaryFolder } from '../support/temporary.ts'

/** A long time limit in milliseconds: the tests start hundreds of processes and do not measure speed. */
const patience = 300_000

let script: Script
beforeAll(async () => {
  script = await bundleScript('store-child')
})
afterAll(() => script[Symbol.dispose]())

function storeIn(folder: string) {
  const told: string[] = []
  const settings = { directory: folder, home: '/nonexistent', xdgConfigHome: undefined }
  return { store: createConfigStore({ settings, warn: (text) => void told.push(text) }), told }
}

describe('several processes that change the same config file (fault R21)', () => {
  test(
    'lose no change when two of them make two hundred changes each',
    async () => {
      using folder = temporaryFolder()
      const children = ['a', 'b'].map((prefix) => script.start(['twoHundred', folder.path, prefix]))
      for (const { ended } of children) expect(await ended).toMatchObject({ code: 0, stderr: '' })
      const { profiles } = await storeIn(folder.path).store.read()
      const numbers = Array.from({ length: 200 }, (_, number) => number)
      expect(Object.keys(profiles).sort()).toEqual(numbers.flatMap((one) => [`a-${one}`, `b-${one}`]).sort())
      expect(readdirSync(folder.path)).toEqual(['config.json'])
    },
    patience,
  )

  test(
    'leave no damaged file, no temporary file and no file that others can read, after two hundred of them were killed (threats F1, F4, fault R15)',
    async () => {
      const lanes = [0, 1].map(async () => {
        using folder = temporaryFolder()
        for (let kill = 0; kill < 100; kill += 1) await killOneWriter(folder.path, kill)
        writeFileSync(join(folder.path, '.config.json.0123456789abcdef.tmp'), 'xoxb-sim-left-by-a-killed-writer')
        const { store, told } = storeIn(folder.path)
        await store.update((kept) => ({ ...kept, profiles: { ...kept.profiles, acme: sampleInstallation('acme') } }))
        expect([readdirSync(folder.path), told]).toEqual([['config.json'], []])
      })
      await Promise.all(lanes)
    },
    patience,
  )
})

async function killOneWriter(folder: string, kill: number): Promise<void> {
  const child = script.start(['forever', folder])
  await child.until('writing')
  await new Promise((resolve) => setTimeout(resolve, kill % 25))
  child.process.kill('SIGKILL')
  expect((await child.ended).signal).toBe('SIGKILL')
  for (const name of readdirSync(folder)) {
    expect([name, (statSync(join(folder, name)).mode & 0o777).toString(8)]).toEqual([name, '600'])
  }
  expect((await storeIn(folder).store.read()).profiles['p0']).toEqual(sampleInstallation('p0'))
}

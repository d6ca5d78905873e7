import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { judgeFile } from '../../src/commands/doctor/store.ts'
import { createConfigStore } from '../../src/config/config-file.ts'
import { currentVersion, type Migration, migrate, migrations } from '../../src/config/migrations.ts'
import { parseConfig } from '../../src/config/schema.ts'
import type { Config } from '../../src/config/store.ts'
import { createMachine } from '../support/cli.ts'
import { sampleInstallation } from '../support/sample.ts'
import { smallDisk, temporaryFolder } from '../support/temporary.ts'

/** Two migrations: from a list of installations to an object, and from the key `workspaces` to `profiles`. */
const steps: readonly Migration[] = [
  {
    from: -1,
    change: ({ list, ...rest }) => ({
      ...rest,
      workspaces: Object.fromEntries((list as { name: string }[]).map(({ name, ...one }) => [name, one])),
    }),
  },
  { from: 0, change: ({ workspaces, ...rest }) => ({ ...rest, active: null, profiles: workspaces }) },
]

const acme = sampleInstallation('acme')
const older = { version: 0, workspaces: { acme }, colour: 'red' }
const oldest = { version: -1, list: [{ name: 'acme', ...acme }] }

const now = () => Date.UTC(2026, 0, 2, 3, 4, 5)
const copyName = 'config.json.v0-2026-01-02T03-04-05-000Z'

function storeIn(folder: string, migrations: readonly Migration[] = steps) {
  const told: string[] = []
  const settings = { directory: folder, home: '/nonexistent', xdgConfigHome: undefined }
  const warn = (text: string) => void told.push(text)
  const store = createConfigStore({ settings, warn, clock: { now }, migrations })
  const path = join(folder, 'config.json')
  return { store, told, path, text: () => readFileSync(path, 'utf8') }
}

const activate = (config: Config): Config => ({ ...config, active: 'acme' })

describe('a config file of an older version', () => {
  test('is read in the current format, and is not changed by reading', async () => {
    using folder = temporaryFolder()
    const { store, told, path, text } = storeIn(folder.path)
    writeFileSync(path, JSON.stringify(older), { mode: 0o600 })
    expect(await store.read()).toEqual({ version: 1, active: null, profiles: { acme }, colour: 'red' })
    expect([text(), readdirSync(folder.path), told]).toEqual([JSON.stringify(older), ['config.json'], []])
  })

  test('is changed by each migration in turn', () => {
    expect(parseConfig(JSON.stringify(oldest), steps)).toMatchObject({
      state: 'read',
      from: -1,
      config: { profiles: { acme } },
    })
  })

  test('is written in the current format by the first change, which makes a backup of mode 0600 and prints its path', async () => {
    using folder = temporaryFolder()
    const { store, told, path, text } = storeIn(folder.path)
    writeFileSync(path, JSON.stringify(older))
    chmodSync(path, 0o644)
    await store.update(activate)
    const copy = join(folder.path, copyName)
    expect(JSON.parse(text())).toEqual({ version: 1, active: 'acme', profiles: { acme }, colour: 'red' })
    expect([readFileSync(copy, 'utf8'), statSync(copy).mode & 0o777]).toEqual([JSON.stringify(older), 0o600])
    expect(told.at(-1)).toContain(`was converted from version 0 to version 1; a copy of the old file is ${copy}`)
    await store.update(activate)
    await storeIn(folder.path).store.update(activate)
    expect(readdirSync(folder.path).sort()).toEqual(['config.json', copyName])
  })

  test('is migrated only once by several changes under one lock', async () => {
    using folder = temporaryFolder()
    const { store, path } = storeIn(folder.path)
    writeFileSync(path, JSON.stringify(older), { mode: 0o600 })
    await store.whileLocked(async (locked) => {
      locked.save(activate)
      locked.save(activate)
    })
    expect(readdirSync(folder.path).sort()).toEqual(['config.json', copyName])
  })

  test('is not changed when the disk has no room for the backup (threat F4)', async ({ skip }) => {
    using disk = smallDisk('256k')
    if (!disk) return skip('no tmpfs can be mounted here')
    const { store, path, text } = storeIn(disk.path)
    writeFileSync(path, JSON.stringify({ ...older, filler: 'x'.repeat(150_000) }), { mode: 0o600 })
    const before = text()
    await expect(store.update(activate)).rejects.toMatchObject({ code: 'ENOSPC' })
    expect([text(), readdirSync(disk.path)]).toEqual([before, ['config.json']])
  })

  test('counts as damaged when the migrations do not lead to a valid file', async () => {
    using folder = temporaryFolder()
    const { store, path } = storeIn(folder.path)
    writeFileSync(path, JSON.stringify({ version: 0, workspaces: { acme: { flow: 'v2' } } }), { mode: 0o600 })
    await expect(store.read()).rejects.toMatchObject({ code: 'config_damaged' })
    expect(parseConfig(JSON.stringify({ version: -1, profiles: {}, list: null }), steps)).toMatchObject({
      state: 'damaged',
    })
    writeFileSync(path, JSON.stringify({ version: -7, profiles: {} }), { mode: 0o600 })
    await expect(storeIn(folder.path).store.read()).rejects.toThrow(/version is not 1/)
  })

  test('is reported by doctor with the number of its format', () => {
    const reading = parseConfig(JSON.stringify(older), steps)
    expect(judgeFile('/c/config.json', reading, 0o600)).toMatchObject({
      state: 'ok',
      message: expect.stringContaining('in format 0, which the next change updates'),
    })
  })
})

describe('the migrations of the config file', () => {
  test('lead from every older version to the current version', () => {
    for (const { from } of migrations) expect(from).toBeLessThan(currentVersion)
    const versions = migrations.map(({ from }) => from).sort((one, other) => one - other)
    expect(versions).toEqual(versions.map((_, index) => currentVersion - versions.length + index))
    expect(migrate({ version: currentVersion, kept: true }, migrations)).toEqual({
      version: currentVersion,
      kept: true,
    })
  })

  test('do not exist for a file of a newer version, so commands exit with 1 (config_newer) and do not change the file (fault R20)', async () => {
    using machine = createMachine()
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
    const path = join(machine.directory, 'config.json')
    const newer = JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), version: 2 })
    writeFileSync(path, newer)
    for (const argv of [['list'], ['check'], ['export'], ['use', 'sandbox-inc'], ['import', '-']]) {
      const done = await machine.run([...argv, '--json'], { input: 'xoxb-sim-1' })
      expect(done).toMatchObject({
        code: 1,
        json: { error: 'config_newer', hint: expect.stringContaining('npm install') },
      })
    }
    expect(readFileSync(path, 'utf8')).toBe(newer)
  })
})

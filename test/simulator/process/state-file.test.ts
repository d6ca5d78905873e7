import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { openLocalSimulator } from '../../../src/simulator/process/shared-simulator.ts'
import { ask, openSimulator, stateOf } from '../../support/shared-simulator.ts'
import { temporaryFolder } from '../../support/temporary.ts'

describe('the state file', () => {
  it.each([
    ['cut short', '{"version":1,"se'],
    ['empty', ''],
    ['JSON with wrong fields', '{"version":1,"seed":"x","people":7}'],
    ['null', 'null'],
    ['a list in place of an object', '[1,2]'],
  ])(
    'is moved to a backup, which a warning names, and is created again when its content is damaged (%s)',
    async (_name, text) => {
      using folder = temporaryFolder()
      writeFileSync(stateOf(folder.path), text, { mode: 0o600 })
      const warnings: string[] = []
      await using local = await openSimulator(folder.path, { onWarning: (warning) => warnings.push(warning) })
      expect(await ask(local, '/_sim')).toMatchObject({ ok: true })
      const aside = readdirSync(folder.path).find((name) => name.startsWith('simulator.json.damaged-')) ?? 'none'
      expect(readFileSync(join(folder.path, aside), 'utf8')).toBe(text)
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toContain(aside)
    },
  )

  it('is moved to a backup when it is too large to read, and a warning names the backup', async () => {
    using folder = temporaryFolder()
    writeFileSync(stateOf(folder.path), '{}', { mode: 0o600 })
    truncateSync(stateOf(folder.path), 256_000_001)
    const warnings: string[] = []
    await using local = await openSimulator(folder.path, { onWarning: (warning) => warnings.push(warning) })
    expect(await ask(local, '/_sim')).toMatchObject({ ok: true })
    expect(warnings).toEqual([expect.stringContaining('simulator.json.damaged-')])
  })

  it('is not changed when a newer version of the tool wrote the file (newer_file)', async () => {
    using folder = temporaryFolder()
    writeFileSync(stateOf(folder.path), '{"version":2}')
    await expect(openLocalSimulator({ directory: folder.path, now: Date.now })).rejects.toMatchObject({
      code: 'newer_file',
    })
    expect(readdirSync(folder.path)).toEqual(['simulator.json'])
  })

  it('causes only one warning for three requests when the file cannot be written', async () => {
    using folder = temporaryFolder()
    const warnings: string[] = []
    const local = await openLocalSimulator({
      directory: folder.path,
      now: Date.now,
      onWarning: (warning) => warnings.push(warning),
    })
    // A folder at the path of the state file makes the write fail even for root; permissions would not.
    mkdirSync(join(stateOf(folder.path), 'in-the-way'), { recursive: true })
    for (let round = 0; round < 3; round += 1) {
      await ask(local, `/api/api.test?n=${round}`)
      await delay(120)
    }
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain('simulator.json')
    await local.close()
  })
})

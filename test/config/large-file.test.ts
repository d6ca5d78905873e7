import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createConfigStore } from '../../src/config/config-file.ts'
import { sampleInstallation } from '../support/sample.ts'

it.each([
  [1, []],
  [1500, ['saves memory']],
])('saves memory only before it reads a large file: %i installations', async (count, expected) => {
  const directory = mkdtempSync(join(tmpdir(), 'slack-tokens-'))
  const names = Array.from({ length: count }, (_, index) => `w${index}`)
  const profiles = Object.fromEntries(names.map((name) => [name, sampleInstallation(name)]))
  writeFileSync(join(directory, 'config.json'), JSON.stringify({ version: 1, active: null, profiles }), { mode: 0o600 })
  const calls: string[] = []
  const settings = { directory, home: directory, xdgConfigHome: undefined }
  const beforeLargeFile = () => void calls.push('saves memory')
  const config = await createConfigStore({ settings, warn: () => {}, beforeLargeFile }).read()
  rmSync(directory, { recursive: true })
  expect([Object.keys(config.profiles).length, calls]).toEqual([count, expected])
})

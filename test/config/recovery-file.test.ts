import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { saveRecovery } from '../../src/config/recovery-file.ts'
import { mode } from '../support/config-store.ts'
import { sampleInstallation } from '../support/sample.ts'
import { temporaryFolder } from '../support/temporary.ts'

describe('the recovery file (fault R12)', () => {
  test('is written completely, with mode 0600, into the first folder that is writable', () => {
    using folder = temporaryFolder()
    const granted = { profile: 'acme', installation: sampleInstallation('acme') }
    const path = saveRecovery(granted, [join(folder.path, 'missing'), folder.path], '0123abcd')
    expect([JSON.parse(readFileSync(path, 'utf8')), mode(path)]).toEqual([granted, '600'])
    expect(saveRecovery(granted, [folder.path], '0123abcd')).not.toBe(path)
  })

  test('is not written when the only folder does not exist, and the error names this reason', () => {
    using folder = temporaryFolder()
    const missing = join(folder.path, 'missing')
    expect(() => saveRecovery({}, [missing], '0123abcd')).toThrow(
      /recovery file could not be written: its folder does not exist/,
    )
    expect(existsSync(missing)).toBe(false)
  })
})

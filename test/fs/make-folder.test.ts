import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from '../../src/fs/make-folder.ts'
import { modeOf, temporaryFolder } from '../support/temporary.ts'

describe('makeFolder', () => {
  it('creates a folder with its missing parents, each with the given mode', () => {
    using folder = temporaryFolder()
    makeFolder(join(folder.path, 'a', 'b'), 0o700)
    makeFolder(join(folder.path, 'a', 'b'), 0o755)
    expect([modeOf(join(folder.path, 'a')), modeOf(join(folder.path, 'a', 'b'))]).toEqual(['700', '700'])
  })

  it('throws when the folder or one of its parents is a file', () => {
    using folder = temporaryFolder()
    const file = join(folder.path, 'file')
    writeFileSync(file, '')
    expect(() => makeFolder(file)).toThrow(/EEXIST/)
    expect(() => makeFolder(join(file, 'below'))).toThrow(/ENOTDIR/)
  })

  it.skipIf(!existsSync('/proc/self'))('throws, and ends, where the system lets nobody create a folder', () => {
    expect(() => makeFolder('/proc/nowhere/below')).toThrow(/ENOENT|EACCES|EPERM/)
  })
})

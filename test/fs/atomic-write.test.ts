import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createDurably, proveDurable, sweepTemps, writeDurably } from '../../src/fs/atomic-write.ts'
import { fileFailure } from '../../src/fs/file-error.ts'
import { inspectFile } from '../../src/fs/private-folder.ts'
import { modeOf, smallDisk, temporaryFolder } from '../support/temporary.ts'

describe('the durable write of a file', () => {
  test('replaces the whole file with mode 0600, and leaves no other file (threats F1, F4)', () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'config.json')
    writeFileSync(path, 'old', { mode: 0o644 })
    const text = 'ä'.repeat(300_000)
    writeDurably(path, text)
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(modeOf(path)).toBe('600')
    expect(readdirSync(folder.path)).toEqual(['config.json'])
  })

  test('replaces a symbolic link, and never writes through it (threat F3)', () => {
    using folder = temporaryFolder()
    const [path, target] = [join(folder.path, 'config.json'), join(folder.path, 'elsewhere')]
    writeFileSync(target, 'untouched')
    symlinkSync(target, path)
    writeDurably(path, 'new')
    expect(readFileSync(target, 'utf8')).toBe('untouched')
    expect(inspectFile(path)?.isFile()).toBe(true)
    symlinkSync(join(folder.path, 'missing'), join(folder.path, 'dangling'))
    expect(() => createDurably(join(folder.path, 'dangling'), 'x')).toThrow(/EEXIST/)
    expect(existsSync(join(folder.path, 'missing'))).toBe(false)
  })

  test('keeps the old file when the disk is full, and reports the cause (threat F4)', ({ skip }) => {
    using disk = smallDisk('256k')
    if (!disk) return skip('no tmpfs can be mounted here')
    const path = join(disk.path, 'config.json')
    const old = 'o'.repeat(60_000)
    writeDurably(path, old)
    // Each size is larger than the free space, and some of the writes are cut short.
    for (const size of [210_000, 300_000, 1_000_000]) {
      expect(() => writeDurably(path, 'n'.repeat(size))).toThrow(expect.objectContaining({ code: 'ENOSPC' }))
      expect(() => proveDurable(path, size)).toThrow(expect.objectContaining({ code: 'ENOSPC' }))
      expect(readFileSync(path, 'utf8')).toBe(old)
      expect(readdirSync(disk.path)).toEqual(['config.json'])
    }
    writeDurably(path, 'n'.repeat(100_000))
    expect(statSync(path).size).toBe(100_000)
  })

  test('fails with the operating system’s error code when the target cannot be a file, and leaves no temporary file', () => {
    using folder = temporaryFolder()
    mkdirSync(join(folder.path, 'config.json', 'in the way'), { recursive: true })
    expect(() => writeDurably(join(folder.path, 'config.json'), 'x')).toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/)
    expect(() => writeDurably(join(folder.path, 'none', 'config.json'), 'x')).toThrow(/ENOENT/)
    expect(readdirSync(folder.path)).toEqual(['config.json'])
  })

  test('removes old temporary files of the tool, and no other file (threat F4)', () => {
    using folder = temporaryFolder()
    const ours = ['.config.json.0123456789abcdef.tmp', '.config.json.fedcba9876543210.tmp']
    const others = ['config.json', '.config.json.tmp', '.config.json.notours.tmp', '.other.json.0123456789abcdef.tmp']
    for (const name of [...ours, ...others]) writeFileSync(join(folder.path, name), '')
    const twoHoursAgo = new Date(Date.now() - 7_200_000)
    utimesSync(join(folder.path, ours[0] ?? ''), twoHoursAgo, twoHoursAgo)
    sweepTemps(join(folder.path, 'config.json'), 3_600_000)
    expect(readdirSync(folder.path).sort()).toEqual([...ours.slice(1), ...others].sort())
    sweepTemps(join(folder.path, 'config.json'), 0)
    expect(readdirSync(folder.path).sort()).toEqual(others.sort())
  })

  test('removes a temporary file whose modification time is in the future', () => {
    using folder = temporaryFolder()
    const path = join(folder.path, '.config.json.0123456789abcdef.tmp')
    writeFileSync(path, 'left')
    const ahead = new Date(Date.now() + 60_000)
    utimesSync(path, ahead, ahead)
    sweepTemps(join(folder.path, 'config.json'), 0)
    expect(readdirSync(folder.path)).toEqual([])
  })
})

test.each([
  ['ENOSPC', 'no space is left on the device'],
  ['EROFS', 'the file system is read-only'],
  ['EACCES', 'permission denied'],
  ['EXDEV', 'EXDEV'],
])('an error with the code %s says "%s", without the message of the system (fault R12)', (code, words) => {
  const error = Object.assign(new Error('open /tmp/.config.json.0.tmp'), { code })
  expect(fileFailure(error, { path: '/c/config.json', action: 'written' })).toMatchObject({
    message: `/c/config.json could not be written: ${words}`,
    code,
    hint: expect.stringMatching(/\w/),
  })
})

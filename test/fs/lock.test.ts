import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { describe, expect, test } from 'vitest'
import { acquireLock, readLock } from '../../src/fs/lock.ts'
import { leaveLock } from '../support/left-lock.ts'
import { smallDisk, temporaryFolder } from '../support/temporary.ts'

describe('a lock', () => {
  test('is a file of mode 0600, which its release removes (threat F1)', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'config.json.lock')
    expect(readLock(path)).toBeNull()
    const lock = await acquireLock(path, { note: { purpose: 'test' } })
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readLock(path)).toMatchObject({ pid: process.pid, host: hostname(), alive: true, note: { purpose: 'test' } })
    lock.release()
    lock.release()
    expect(readdirSync(folder.path)).toEqual([])
  })

  test('contains the last note that its holder stored', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'sim.lock')
    await using lock = await acquireLock(path, { note: { url: null } })
    lock.update({ url: 'http://localhost:4717' })
    expect(readLock(path)).toMatchObject({ alive: true, note: { url: 'http://localhost:4717' } })
    expect(readdirSync(folder.path)).toEqual(['sim.lock'])
  })

  test('does not change or remove a lock file that another holder has written meanwhile', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'lock')
    const lock = await acquireLock(path)
    await leaveLock(path, { nonce: 'another', note: { by: 'another' } })
    lock.update({ by: 'me' })
    lock.release()
    expect(readLock(path)?.note).toEqual({ by: 'another' })
  })

  test('cannot be acquired while it has a holder: the error names the holder, and the lock file is not removed (fault R21)', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'config.json.lock')
    await using _lock = await acquireLock(path, { now: () => Date.now() - 7_000 })
    const since = performance.now()
    await expect(acquireLock(path, { wait: 150 })).rejects.toMatchObject({
      failure: 'failed',
      code: 'locked',
      message: expect.stringMatching(new RegExp(`^config\\.json is in use: process ${process.pid} on .* for 7 s$`)),
      hint: expect.stringContaining('config.json.lock'),
    })
    expect(performance.now() - since).toBeGreaterThanOrEqual(150)
    await expect(acquireLock(path, { wait: 0 })).rejects.toMatchObject({ code: 'locked' })
    expect(readLock(path)?.alive).toBe(true)
  })

  test('is acquired as soon as its holder releases it', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'lock')
    const first = await acquireLock(path)
    setTimeout(() => first.release(), 40)
    await using _second = await acquireLock(path, { wait: 5_000 })
    expect(readLock(path)?.pid).toBe(process.pid)
  })

  test('cannot be acquired after the wait is aborted: the error is the reason of the AbortSignal (fault R14)', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'lock')
    await using _lock = await acquireLock(path)
    const reason = new Error('Ctrl-C')
    const controller = new AbortController()
    setTimeout(() => controller.abort(reason), 20)
    await expect(acquireLock(path, { signal: controller.signal })).rejects.toBe(reason)
  })
})

describe('acquiring a lock', () => {
  test('fails when the lock file is a symbolic link, whose target is not changed (threat F3)', async () => {
    using folder = temporaryFolder()
    const [path, target] = [join(folder.path, 'lock'), join(folder.path, 'target')]
    writeFileSync(target, 'precious')
    symlinkSync(target, path)
    await expect(acquireLock(path)).rejects.toThrow(/is a link/)
    expect(readFileSync(target, 'utf8')).toBe('precious')
    symlinkSync(join(folder.path, 'nothing'), join(folder.path, 'dangling'))
    await expect(acquireLock(join(folder.path, 'dangling'))).rejects.toThrow(/is a link/)
    expect(existsSync(join(folder.path, 'nothing'))).toBe(false)
    mkdirSync(join(folder.path, 'folder'))
    await expect(acquireLock(join(folder.path, 'folder'))).rejects.toThrow(/can't be a lock/)
  })

  test('fails at once in a missing folder, a read-only disk and a full disk (fault R12)', async ({ skip }) => {
    using folder = temporaryFolder()
    await expect(acquireLock(join(folder.path, 'none', 'lock'))).rejects.toThrow(/folder does not exist/)
    using disk = smallDisk('256k')
    if (!disk) return skip('no tmpfs can be mounted here')
    const path = join(disk.path, 'lock')
    writeFileSync(join(disk.path, 'junk'), Buffer.alloc(262_144))
    await expect(acquireLock(path)).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(existsSync(path)).toBe(false)
    disk.remount('ro')
    await expect(acquireLock(path)).rejects.toThrow(/read-only/)
  })
})

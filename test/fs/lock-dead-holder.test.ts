import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { acquireLock, readLock } from '../../src/fs/lock.ts'
import { bundleScript, type Script } from '../support/child.ts'
import { deadPid, leaveLock } from '../support/left-lock.ts'
import { temporaryFolder } from '../support/temporary.ts'

let script: Script
beforeAll(async () => {
  script = await bundleScript('store-child')
})
afterAll(() => script[Symbol.dispose]())

describe('the holder of a lock', () => {
  test('is replaced at once after it was killed (fault R21)', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'config.json.lock')
    const child = script.start(['hold', folder.path])
    expect(await child.until('held')).toContain('held')
    await expect(acquireLock(path, { wait: 0 })).rejects.toMatchObject({ details: { pid: child.process.pid } })
    child.process.kill('SIGKILL')
    await child.ended
    expect(readLock(path)?.alive).toBe(false)
    const since = performance.now()
    await using _lock = await acquireLock(path)
    expect(performance.now() - since).toBeLessThan(5000)
    expect(readLock(path)?.pid).toBe(process.pid)
  })

  test('is only one of four processes at a time (fault R21)', async () => {
    using folder = temporaryFolder()
    const children = [1, 2, 3, 4].map(() => script.start(['tally', folder.path, '300']))
    for (const { ended } of children) expect(await ended).toMatchObject({ code: 0, stderr: '' })
    expect(readFileSync(join(folder.path, 'tally'), 'utf8')).toBe('1200')
    expect(readdirSync(folder.path)).not.toContain('tally.lock.breaking')
  })

  test('is replaced even when another process died in the middle of removing the lock', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'lock')
    await leaveLock(path, { pid: deadPid })
    await leaveLock(`${path}.breaking`, { pid: deadPid + 1 })
    await using _lock = await acquireLock(path, { wait: 5_000 })
    expect(readdirSync(folder.path)).toEqual(['lock'])
  })

  test('is not replaced while another process removes the lock, and the wait ends at its time limit with the error `locked`', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'lock')
    await leaveLock(path, { pid: deadPid })
    await leaveLock(`${path}.breaking`, {})
    await expect(acquireLock(path, { wait: 100 })).rejects.toMatchObject({ code: 'locked' })
  })

  test('counts as dead on Linux when its process id belongs to another process now', async ({ skip }) => {
    if (process.platform !== 'linux') return skip('only Linux tells when a process started')
    using folder = temporaryFolder()
    const path = join(folder.path, 'lock')
    await leaveLock(path, {})
    expect(readLock(path)?.alive).toBe(true)
    await leaveLock(path, { started: '1' })
    expect(readLock(path)?.alive).toBe(false)
  })

  test('keeps the lock while its process runs, however old the lock is', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'lock')
    await using _lock = await acquireLock(path)
    const day = 86_400_000
    await expect(acquireLock(path, { wait: 0, now: () => Date.now() + day })).rejects.toMatchObject({ code: 'locked' })
  })

  test.each([{ host: 'elsewhere.example' }, { namespace: 'pid:[1]' }])(
    'loses the lock only when the lock is two minutes old, if the lock contains %o',
    async (elsewhere) => {
      using folder = temporaryFolder()
      const path = join(folder.path, 'lock')
      await leaveLock(path, { ...elsewhere, pid: deadPid })
      await expect(acquireLock(path, { wait: 0, now: () => Date.now() + 110_000 })).rejects.toThrow(/in use/)
      await using _lock = await acquireLock(path, { wait: 0, now: () => Date.now() + 121_000 })
      expect(readLock(path)?.host).toBe(hostname())
    },
  )

  test.each(['', '{"pid":1', 'null', '{"pid":"1"}'])(
    'counts for 2 s as still writing the lock when the lock file is cut short: %j (threat F4)',
    async (text) => {
      using folder = temporaryFolder()
      const path = join(folder.path, 'lock')
      writeFileSync(path, text)
      expect(readLock(path)).toBeNull()
      await expect(acquireLock(path, { wait: 0 })).rejects.toMatchObject({ code: 'locked' })
      const threeSecondsAgo = new Date(Date.now() - 3_000)
      utimesSync(path, threeSecondsAgo, threeSecondsAgo)
      await using _lock = await acquireLock(path, { wait: 0 })
      expect(readLock(path)?.pid).toBe(process.pid)
    },
  )
})

import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { judgeFile, judgeFolder } from '../../src/commands/doctor/store.ts'
import { emptyConfig } from '../../src/config/schema.ts'
import { writeDurably } from '../../src/fs/atomic-write.ts'
import { configFolder, narrow, prepareFolder } from '../../src/fs/private-folder.ts'
import { newSocketPath } from '../../src/simulator/process/socket-path.ts'
import { temporaryFolder } from '../support/temporary.ts'

vi.mock('node:process', async (original) => ({ ...(await original<object>()), platform: 'win32' }))
vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>()
  return { ...real, renameSync: vi.fn(real.renameSync) }
})

const held = (code: string) => () => {
  throw Object.assign(new Error(code), { code })
}

describe('the tool on Windows (fault R22)', () => {
  beforeEach(() => void vi.mocked(renameSync).mockClear())

  it.each(['EPERM', 'EBUSY', 'EACCES'])(
    'replaces a file that another program has open (error %s) as soon as that program has closed the file',
    (code) => {
      using folder = temporaryFolder()
      const path = join(folder.path, 'config.json')
      writeFileSync(path, 'old')
      vi.mocked(renameSync).mockImplementationOnce(held(code)).mockImplementationOnce(held(code))
      writeDurably(path, 'new')
      expect(readFileSync(path, 'utf8')).toBe('new')
      expect(renameSync).toHaveBeenCalledTimes(3)
      expect(readdirSync(folder.path)).toEqual(['config.json'])
    },
  )

  it('throws EBUSY after ten tries; the old file is unchanged, and the folder has no other file', () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'config.json')
    writeFileSync(path, 'old')
    for (let tries = 0; tries < 10; tries += 1) vi.mocked(renameSync).mockImplementationOnce(held('EBUSY'))
    expect(() => writeDurably(path, 'new')).toThrow('EBUSY')
    expect(renameSync).toHaveBeenCalledTimes(10)
    expect([readFileSync(path, 'utf8'), readdirSync(folder.path)]).toEqual(['old', ['config.json']])
  })

  it('does not try again after another error (ENOSPC)', () => {
    using folder = temporaryFolder()
    vi.mocked(renameSync).mockImplementationOnce(held('ENOSPC'))
    expect(() => writeDurably(join(folder.path, 'config.json'), 'new')).toThrow('ENOSPC')
    expect(renameSync).toHaveBeenCalledTimes(1)
  })

  it('does not change or report file modes, because the user profile protects the files', () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'conf')
    mkdirSync(path)
    const warned: string[] = []
    prepareFolder({ path, ours: true }, { write: true }, (text) => void warned.push(text))
    prepareFolder({ path, ours: false }, { write: true }, (text) => void warned.push(text))
    narrow(path, { stats: statSync(path), allowed: 0 }, (text) => void warned.push(text))
    expect(warned).toEqual([])
    const reading = { state: 'read' as const, config: emptyConfig(), empty: [] }
    for (const { state, message } of [judgeFolder(path, true, 0o777), judgeFile(path, reading, 0o666)]) {
      expect(state).toBe('ok')
      expect(message).toContain('Windows profile')
      expect(message).not.toContain('mode')
    }
  })

  it('has its config folder in the user profile, and uses a named pipe for the simulator', async () => {
    vi.stubEnv('APPDATA', 'C:\\Users\\dana\\AppData\\Roaming')
    const { path, ours } = await configFolder({ directory: undefined, home: undefined, xdgConfigHome: undefined })
    vi.unstubAllEnvs()
    expect(ours).toBe(true)
    expect(path).toContain('slack-tokens')
    expect(newSocketPath()).toMatch(/^\\\\\.\\pipe\\slack-tokens-sim-[0-9a-f]{32}$/)
  })
})

import { chmodSync, chownSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import envPaths from 'env-paths'
import { describe, expect, test } from 'vitest'
import { configFolder, inspectFile, prepareFolder } from '../../src/fs/private-folder.ts'
import { modeOf, temporaryFolder } from '../support/temporary.ts'

const root = process.getuid?.() === 0
const collect = () => {
  const told: string[] = []
  return { told, warn: (text: string) => void told.push(text) }
}

describe('the config folder', () => {
  const settings = { directory: undefined, home: '/home/ann', xdgConfigHome: undefined }

  test('is the folder in SLACK_TOKENS_CONFIG_DIR, otherwise the default of the platform (threat F5)', async () => {
    const { home } = settings
    const standard = process.platform === 'darwin' ? 'Library/Preferences' : '.config'
    expect(await configFolder(settings)).toEqual({ path: `${home}/${standard}/slack-tokens`, ours: true })
    expect(await configFolder({ ...settings, directory: '/srv/conf' })).toEqual({ path: '/srv/conf', ours: false })
    expect((await configFolder({ ...settings, directory: './conf' })).path).toBe(resolve('conf'))
  })

  test('is the folder that the package conf would use', async () => {
    const xdgConfigHome = process.env['XDG_CONFIG_HOME'] || undefined
    const { path } = await configFolder({ directory: undefined, home: homedir(), xdgConfigHome })
    expect(path).toBe(envPaths('slack-tokens', { suffix: '' }).config)
  })

  test.each([
    ['HOME is not set', { ...settings, home: '' }],
    ['HOME is not set', { ...settings, home: undefined }],
    ['HOME is not an absolute path', { ...settings, home: 'ann' }],
  ])(
    'cannot be found when %s, and the error names SLACK_TOKENS_CONFIG_DIR (threat F5, fault R19, sample %#)',
    async (message, broken) => {
      await expect(configFolder(broken)).rejects.toThrow(
        expect.objectContaining({
          message: expect.stringContaining(message),
          hint: expect.stringContaining('SLACK_TOKENS_CONFIG_DIR'),
        }),
      )
    },
  )

  test('does not come from a relative XDG_CONFIG_HOME, and needs no HOME when XDG_CONFIG_HOME is absolute (threat F5)', async ({
    skip,
  }) => {
    if (process.platform !== 'linux') return skip('XDG_CONFIG_HOME counts on Linux only')
    const relative = { ...settings, xdgConfigHome: 'relative/folder' }
    await expect(configFolder(relative)).rejects.toThrow(/XDG_CONFIG_HOME is not an absolute path/)
    const absolute = await configFolder({ directory: undefined, home: '', xdgConfigHome: '/etc/xdg' })
    expect(absolute.path).toBe('/etc/xdg/slack-tokens')
  })

  test('is created with its parents and mode 0700 by a write, but not by a read (threat F1)', () => {
    using home = temporaryFolder()
    const path = join(home.path, 'a', 'slack-tokens')
    const { told, warn } = collect()
    prepareFolder({ path, ours: true }, { write: false }, warn)
    expect(readdirSync(home.path)).toEqual([])
    prepareFolder({ path, ours: true }, { write: true }, warn)
    expect([modeOf(path), modeOf(join(home.path, 'a'))]).toEqual(['700', '700'])
    expect(told).toEqual([])
  })

  test('gets mode 0700 with a note, even from a read, but keeps its mode when SLACK_TOKENS_CONFIG_DIR names it (threat F2)', () => {
    using home = temporaryFolder()
    const { told, warn } = collect()
    chmodSync(home.path, 0o755)
    prepareFolder({ path: home.path, ours: false }, { write: true }, warn)
    expect([modeOf(home.path), told]).toEqual(['755', []])
    prepareFolder({ path: home.path, ours: true }, { write: false }, warn)
    expect(modeOf(home.path)).toBe('700')
    expect(told).toEqual([expect.stringContaining('mode 0755')])
  })

  test('causes a warning when SLACK_TOKENS_CONFIG_DIR names it and others can write into it (threat F3)', () => {
    using home = temporaryFolder()
    const { told, warn } = collect()
    chmodSync(home.path, 0o1777)
    prepareFolder({ path: home.path, ours: false }, { write: true }, warn)
    expect(told).toEqual([])
    chmodSync(home.path, 0o777)
    prepareFolder({ path: home.path, ours: false }, { write: true }, warn)
    expect([modeOf(home.path), told]).toEqual(['777', [expect.stringContaining('Other users can write')]])
  })

  test('is refused when the folder or the file belongs to another account (threat F2, fault R19)', ({ skip }) => {
    if (!root) return skip('only root can give a file away')
    using home = temporaryFolder()
    const file = join(home.path, 'config.json')
    writeFileSync(file, '{}')
    chownSync(file, 65_534, 65_534)
    expect(() => inspectFile(file)).toThrow(/belongs to another user \(uid 65534/)
    chownSync(home.path, 65_534, 65_534)
    for (const ours of [true, false]) {
      expect(() => prepareFolder({ path: home.path, ours }, { write: false }, () => {})).toThrow(/another user/)
    }
  })

  test('is refused when its config file is a symbolic link or a folder (threat F3)', () => {
    using home = temporaryFolder()
    const at = (name: string) => join(home.path, name)
    writeFileSync(at('target'), '{}')
    symlinkSync(at('target'), at('link'))
    symlinkSync(at('nothing'), at('dangling'))
    mkdirSync(at('folder'))
    expect(() => inspectFile(at('link'))).toThrow(/is a symbolic link/)
    expect(() => inspectFile(at('dangling'))).toThrow(/is a symbolic link/)
    expect(() => inspectFile(at('folder'))).toThrow(/not a plain file/)
    expect(inspectFile(at('nothing'))).toBeNull()
  })

  test('causes an error that names its path when a part of the path is a file', () => {
    using home = temporaryFolder()
    const file = join(home.path, 'file')
    writeFileSync(file, '')
    for (const path of [file, join(file, 'below')]) {
      expect(() => prepareFolder({ path, ours: false }, { write: true }, () => {})).toThrow(
        expect.objectContaining({ name: 'CliError', message: expect.stringContaining(path) }),
      )
    }
  })
})

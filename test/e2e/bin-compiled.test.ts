import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { freePort } from '../support/program.ts'

const root = join(import.meta.dirname, '..', '..')
const work = mkdtempSync(join(tmpdir(), 'slack-tokens-compiled-'))
let copy = ''
let copies = 0

beforeEach(() => {
  copies += 1
  copy = join(work, String(copies))
  // Other tests store their code at the same time, so their folder is not copied.
  const filter = (path: string) => basename(path) !== 'compiled'
  for (const part of ['bin', 'dist']) cpSync(join(root, part), join(copy, part), { recursive: true, filter })
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

/** Runs the copied program. */
function run(argv: readonly string[], env: Record<string, string> = {}, input = '') {
  const { NODE_DISABLE_COMPILE_CACHE: _off, ...rest } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, 'bin', 'slack-tokens.js'), ...argv], {
    encoding: 'utf8',
    input,
    env: { ...rest, SLACK_TOKENS_CONFIG_DIR: join(copy, 'config'), ...env },
  })
  return { status, stdout, stderr }
}

/** Returns the paths of the compiled chunks. */
function compiled(): readonly string[] {
  const folder = join(copy, 'dist', 'compiled')
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
}

/** Sets the second half of the code to zeros, as a power failure can, and keeps the end of the file. */
function zeroMiddle(path: string): void {
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0, bytes.length >> 1, bytes.length - 24))
}

const fine = { status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' }
const contents = () => Object.fromEntries(compiled().map((path) => [path, readFileSync(path, 'hex')]))

describe('the compiled code of the built program', () => {
  it('is stored by the first start, and only read by the second', () => {
    expect(run(['--version'])).toStrictEqual(fine)
    const first = contents()
    expect(Object.keys(first).length).toBeGreaterThan(1)
    expect(Object.keys(first).every((path) => path.endsWith('.js.bin'))).toBe(true)
    expect(run(['--version'])).toStrictEqual(fine)
    expect(contents()).toStrictEqual(first)
  })

  it('grows with a command that was not used before', () => {
    run(['--version'])
    const first = compiled()
    expect(run(['list'])).toMatchObject({ status: 0 })
    expect(compiled()).toStrictEqual(expect.arrayContaining([...first]))
    expect(compiled().length).toBeGreaterThan(first.length)
  })

  it('is not used when a file is cut, empty, partly zeros, or of another build, and is stored again', () => {
    run(['--version'])
    const good = contents()
    const harms: ((path: string) => void)[] = [
      (path) => zeroMiddle(path),
      (path) => truncateSync(path, statSync(path).size / 2),
      (path) => writeFileSync(path, ''),
      (path) => writeFileSync(path, Buffer.alloc(statSync(path).size)),
      (path) => appendFileSync(path, 'of another build'),
    ]
    for (const harm of harms) {
      for (const path of compiled()) harm(path)
      expect(run(['--version'])).toStrictEqual(fine)
      expect(Object.keys(contents())).toStrictEqual(Object.keys(good))
      for (const path of compiled()) expect(readFileSync(path).subarray(-24, -12).toString()).toMatch(/^[0-9a-f]{12}$/)
    }
  })

  it('is not read for another build of the same length', () => {
    run(['--version'])
    const main = join(copy, 'dist', 'main.js')
    const entry = join(copy, 'dist', 'entry.js')
    const build = /"([0-9a-f]{12})"/.exec(readFileSync(main, 'utf8'))?.[1] ?? ''
    writeFileSync(main, readFileSync(main, 'utf8').replace(build, 'f'.repeat(12)))
    writeFileSync(entry, `process.exitCode=7${' '.repeat(statSync(entry).size - 18)}`)
    expect(run(['--version'])).toMatchObject({ status: 7 })
  })

  it('is not read for a chunk that somebody has edited', () => {
    run(['--version'])
    const entry = join(copy, 'dist', 'entry.js')
    writeFileSync(entry, `process.exitCode=7${' '.repeat(statSync(entry).size - 18)}`)
    expect(run(['--version'])).toMatchObject({ status: 7 })
  })

  it.skipIf(process.platform === 'win32')(
    'can be changed only by the owner of the program, also with an empty umask',
    () => {
      const before = process.umask(0)
      try {
        run(['--version'])
      } finally {
        process.umask(before)
      }
      const folders = compiled().map((path) => dirname(path))
      for (const path of [...compiled(), ...folders, join(copy, 'dist', 'compiled')])
        expect(statSync(path).mode & 0o022, path).toBe(0)
    },
  )

  it.skipIf(process.getuid?.() !== 0)('is not stored by root in the program of somebody else', () => {
    chownSync(join(copy, 'dist'), 65_534, 65_534)
    expect(run(['--version'])).toStrictEqual(fine)
    expect(readdirSync(join(copy, 'dist'))).not.toContain('compiled')
  })

  it('is stored without what another build or an ended process has left', () => {
    run(['--version'])
    const [path = ''] = compiled()
    const [old, fresh] = [`${path}.1.1`, `${path}.2.2`]
    for (const left of [old, fresh]) writeFileSync(left, 'half')
    utimesSync(old, 1, 1)
    const otherBuild = join(copy, 'dist', 'compiled', '0123456789ab-v20.18.1-x64')
    const somebodys = join(copy, 'dist', 'compiled', 'notes')
    for (const folder of [otherBuild, somebodys]) mkdirSync(folder)
    run(['list'])
    expect([existsSync(otherBuild), existsSync(somebodys)]).toEqual([false, true])
    // Another process may be writing the fresh one.
    expect(compiled()).not.toContain(old)
    expect(compiled()).toContain(fresh)
  })

  it('is not needed: the program works where nothing can be stored', () => {
    writeFileSync(join(copy, 'dist', 'compiled'), 'a file is in the way')
    expect(run(['--version'])).toStrictEqual(fine)
  })

  it('is switched off with NODE_DISABLE_COMPILE_CACHE', () => {
    expect(run(['--version'], { NODE_DISABLE_COMPILE_CACHE: '1' })).toStrictEqual(fine)
    expect(readdirSync(join(copy, 'dist'))).not.toContain('compiled')
  })

  it('contains no token that the program has read', () => {
    const token = ['xoxb', '1', 'never-in-compiled-code'].join('-')
    expect(run(['explain', '--json'], {}, token).stdout).toContain('bot')
    expect(compiled().length).toBeGreaterThan(3)
    for (const path of compiled()) expect(readFileSync(path, 'latin1')).not.toContain('never-in-compiled-code')
  })

  it.skipIf(process.platform === 'win32')(
    'still imports a package: a browser opens at the second start, too',
    async () => {
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
      const browser = join(copy, 'browser')
      writeFileSync(browser, `#!/bin/sh\necho opened >> '${join(copy, 'opened')}'\n`, { mode: 0o755 })
      const port = String(await freePort())
      const login = () => run(['login', '--sim', '--port', port, '--timeout', '1'], { BROWSER: browser })
      for (const { stderr } of [login(), login()]) expect(stderr).not.toMatch(/No browser|Warning/)
      // The browser is another process, which can be later than the end of the login.
      await vi.waitFor(() => expect(readFileSync(join(copy, 'opened'), 'utf8')).toBe('opened\nopened\n'), 20_000)
    },
  )

  it('shows that a login on the simulator loads no HTTP client and no answers for apps before a browser comes', async () => {
    const port = String(await freePort())
    const waited = run(['login', '--sim', '--no-browser', '--port', port, '--timeout', '1'])
    expect(waited).toMatchObject({ status: 7, stderr: expect.stringContaining('/oauth/v2/authorize?') as string })
    const late = /^(http-agents-\w+|late-(answer-visitor|late-handlers|drafts|emoji-table))\.js/
    expect(readdirSync(join(copy, 'dist')).filter((name) => late.test(name))).toHaveLength(5)
    const names = compiled().map((path) => basename(path))
    expect(names).toContainEqual(expect.stringMatching(/^shared-simulator-/))
    expect(names.filter((name) => late.test(name))).toEqual([])
  })

  it('shows that explain of a log loads no table of names and no patterns for rare texts', () => {
    const log = join(copy, 'app.log')
    writeFileSync(log, `${'{"level":"info","msg":"started","req":{"id":"r-1"}}\n'.repeat(3)}xoxb-sim-bench-1\n`)
    expect(run(['explain', log])).toMatchObject({ status: 0 })
    const late = /^late-(credential-names|credentials-in-text|rich-text|unwrap-\w+)\.js/
    expect(readdirSync(join(copy, 'dist')).filter((name) => late.test(name))).toHaveLength(9)
    const names = compiled().map((path) => basename(path))
    expect(names).toContainEqual(expect.stringMatching(/^command-/))
    expect(names.filter((name) => late.test(name))).toEqual([])
  })

  it('is stored once for each set of options of V8: a call on Node.js 20 and a large config file change them', async () => {
    const [large, folder] = [join(copy, 'large'), join(copy, 'config')]
    for (const [path, padding] of [
      [large, 'x'.repeat(1_100_000)],
      [folder, ''],
    ] as const) {
      mkdirSync(path, { mode: 0o700 })
      const config = JSON.stringify({ version: 1, active: null, profiles: {}, padding })
      writeFileSync(join(path, 'config.json'), config, { mode: 0o600 })
    }
    const env = { SLACK_BOT_TOKEN: 'xoxb-sim-compiled', SLACK_API_URL: `http://127.0.0.1:${await freePort()}/api/` }
    const inLarge = { SLACK_TOKENS_CONFIG_DIR: large }
    const all = () => [
      run(['call', 'api.test'], env).status,
      run(['list'], inLarge).status,
      run(['call', 'api.test'], { ...env, ...inLarge }).status,
      run(['list']).status,
      run(['--version']).status,
    ]
    expect(all()).toEqual([1, 0, 1, 0, 0])
    const first = contents()
    expect(Object.keys(first).some((path) => path.includes('http-agents-'))).toBe(true)
    expect(all()).toEqual([1, 0, 1, 0, 0])
    expect(contents()).toStrictEqual(first)
  })
})

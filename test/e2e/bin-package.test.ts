import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transform } from 'esbuild'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { createPlace, launcher, node } from '../support/program.ts'

describe('the npm package and its launcher', () => {
  it.each(['18.20.8', '20.17.9', '20.18.0'])(
    'exit with 2 and one sentence under Node.js %s, which is too old (fault R23)',
    (version) => {
      using place = createPlace()
      const preload = join(place.directory, 'old.cjs')
      const old = { versions: { node: version }, version: `v${version}` }
      writeFileSync(
        preload,
        `for (const [key, value] of Object.entries(${JSON.stringify(old)}))
      Object.defineProperty(process, key, { value })`,
      )
      const { status, stdout, stderr } = spawnSync(node, ['--require', preload, launcher, '--version'], {
        encoding: 'utf8',
      })
      expect([status, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(/^slack-tokens needs Node\.js 20\.18\.1 or newer; this is v.*\n$/)
      expect(stderr).toContain(`v${version}.`)
    },
  )

  it('have a launcher with syntax that Node.js 8 can read (fault R23)', async () => {
    const text = readFileSync(launcher, 'utf8')
    const written = async (target: string) =>
      (await transform(text, { target, supported: { 'template-literal': true } })).code
    expect(await written('node8')).toBe(await written('esnext'))
  })

  it('work when they are installed from the packed tarball, which contains only the intended files', async () => {
    using place = createPlace()
    const root = join(dirname(launcher), '..')
    const packed = spawnSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', place.directory], {
      cwd: root,
      encoding: 'utf8',
    })
    const [{ filename, files }] = JSON.parse(packed.stdout) as [{ filename: string; files: { path: string }[] }]
    const paths = files.map(({ path }) => path)
    expect(
      paths.filter(
        (path) =>
          !/^(bin|dist)\/|^(package\.json|README\.md|LICENSE|skills\/slack-tokens\/SKILL\.md|examples\/install-in-cli\/install\.mjs|docs\/[\w-]+\.md)$/.test(
            path,
          ),
      ),
    ).toEqual([])
    expect(paths).toEqual(
      expect.arrayContaining(['bin/slack-tokens.js', 'dist/main.js', 'dist/THIRD-PARTY-NOTICES.txt', 'LICENSE']),
    )
    expect(spawnSync('tar', ['-xzf', filename], { cwd: place.directory }).status).toBe(0)
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: place.directory,
      SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'),
    }
    const run = (...argv: string[]) =>
      spawnSync(node, [join(place.directory, 'package', 'bin', 'slack-tokens.js'), ...argv], { encoding: 'utf8', env })
    expect(run('--version').stdout).toBe(`${manifest.version}\n`)
    const doctor = run('doctor', '--offline', '--verbose').stderr
    expect(doctor).toMatch(/\bcommander \d+\.\d+\.\d+ \(MIT\), /)
    expect(doctor.match(/\d+\.\d+\.\d+ \(/g)?.length).toBeGreaterThan(20)
    const demo = run('demo', '--no-browser')
    expect(demo.status, demo.stderr).toBe(0)
    expect(run('whoami', '--as', 'bot').stdout).toMatch(/@sim-app/)
  })
})

import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { launcher } from '../support/program.ts'
import { temporaryFolder } from '../support/temporary.ts'

const root = join(dirname(launcher), '..')
const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

describe('package-lock.json', () => {
  const { packages } = read(join(root, 'package-lock.json')) as {
    packages: Readonly<Record<string, { integrity?: string; resolved?: string; link?: boolean }>>
  }
  const installed = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link)

  it('contains the integrity of every package, even of packages for other platforms', () => {
    expect(installed.length).toBeGreaterThan(100)
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([])
  })

  it('contains no registry address', () => {
    expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([])
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).not.toMatch(/registry\s*=\s*http|_auth/)
  })
})

/** Creates a copy of the files that npm pack reads and changes, with a finished build. */
function copyOfRoot() {
  const folder = temporaryFolder()
  for (const name of ['dist', '.ci']) mkdirSync(join(folder.path, name))
  for (const name of ['package.json', '.ci/packing.js', 'README.md', 'LICENSE'])
    copyFileSync(join(root, name), join(folder.path, name))
  cpSync(join(root, 'bin'), join(folder.path, 'bin'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder.path, 'node_modules'))
  writeFileSync(join(folder.path, 'dist', 'main.js'), '')
  writeFileSync(join(folder.path, 'build.js'), '')
  const text = () => readFileSync(join(folder.path, 'package.json'), 'utf8')
  const npm = (...args: string[]) => spawnSync('npm', args, { cwd: folder.path, encoding: 'utf8' })
  return { path: folder.path, text, npm, [Symbol.dispose]: () => folder[Symbol.dispose]() }
}

describe('npm pack', () => {
  it('packs a package.json without scripts and restores the original file, even after a killed run', () => {
    using copy = copyOfRoot()
    const original = copy.text()
    // A killed run leaves the file like this: changed and not restored.
    spawnSync(process.execPath, ['.ci/packing.js', 'before'], { cwd: copy.path })
    expect(JSON.parse(copy.text())).not.toHaveProperty('scripts')
    spawnSync(process.execPath, ['.ci/packing.js', 'before'], { cwd: copy.path })
    spawnSync(process.execPath, ['.ci/packing.js', 'after'], { cwd: copy.path })
    expect(copy.text()).toBe(original)

    const { status, stdout, stderr } = copy.npm('pack', '--json', '--foreground-scripts=false')
    expect({ status, stderr }).toMatchObject({ status: 0 })
    const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }]
    expect(files.map(({ path }) => path)).not.toContain('package.json.aside')
    spawnSync('tar', ['-xzf', filename], { cwd: copy.path })
    const { scripts, ...others } = JSON.parse(original) as Record<string, unknown>
    expect(scripts).toBeDefined()
    expect(read(join(copy.path, 'package', 'package.json'))).toEqual(others)
    expect(copy.text()).toBe(original)
  })

  it('makes npm publish of the folder fail, because only the tarball is published', () => {
    using copy = copyOfRoot()
    const { status, stderr } = copy.npm('publish', '--dry-run', '--offline')
    expect(status).not.toBe(0)
    expect(stderr).toContain('npm publish ./slack-tokens-VERSION.tgz')
  })
})

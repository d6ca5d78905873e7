import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import manifest from '../../package.json' with { type: 'json' }
import lock from '../../package-lock.json' with { type: 'json' }
import { packedProject } from '../support/packed.ts'
import { launcher, node } from '../support/program.ts'
import { runSteps, type WorkflowStep } from '../support/run-steps.ts'
import { temporaryFolder } from '../support/temporary.ts'

const root = join(dirname(launcher), '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

interface ReleaseWorkflow {
  readonly jobs: {
    readonly publish: { readonly permissions: Record<string, string>; readonly steps: readonly WorkflowStep[] }
  }
}

describe('the packed tarball', () => {
  it('has no problem that publint knows, not even a suggestion', async () => {
    using place = packedProject()
    const tarball = new Uint8Array(readFileSync(place.tarball)).buffer
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  it('has types that are right for every export and every way to resolve modules, according to @arethetypeswrong', async () => {
    using place = packedProject()
    const checked = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(place.tarball))))
    if (checked.types === false) throw new Error('The package has no types')
    expect(checked.problems).toEqual([])
    expect(Object.keys(checked.entrypoints)).toEqual(Object.keys(manifest.exports))
    const typed = Object.values(manifest.exports).filter((target) => typeof target === 'object')
    expect(typed.map(({ types }) => types)).toEqual(Object.values(manifest.typesVersions['*']).flat())
  })

  it('can be published: npm accepts it without a correction', () => {
    using place = packedProject()
    const published = spawnSync('npm', ['publish', '--dry-run', '--offline', '--json', place.tarball], {
      cwd: place.path,
      encoding: 'utf8',
    })
    expect(published.status, published.stderr).toBe(0)
    expect(published.stdout).toContain(`slack-tokens@${manifest.version}`)
    // Without a login, npm says that publishing needs one. Any other warning is a correction of the package.
    const warnings = published.stderr.split('\n').filter((line) => /^npm (?:warn|error)/i.test(line))
    expect(warnings.filter((line) => !line.includes('requires you to be logged in'))).toEqual([])
  })
})

describe('the version', () => {
  it('is written only in package.json; the lock file, the program and the changelog have the same version', () => {
    const { version } = manifest
    expect([lock.version, lock.packages[''].version]).toEqual([version, version])
    expect(spawnSync(node, [launcher, '--version'], { encoding: 'utf8' }).stdout).toBe(`${version}\n`)
    expect(read('CHANGELOG.md')).toContain(`\n## ${version} - `)
    const places = ['src', 'bin', 'docs', 'examples', '.ci', '.github'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name)),
    )
    const others = [...places, ...['README.md', 'build.js', 'action.yml'].map((name) => join(root, name))]
    expect(others.length).toBeGreaterThan(700)
    // The version can also be a part of another number, such as 10.2.0.
    const whole = new RegExp(`(?<![\\w.])${version.replaceAll('.', '\\.')}(?![\\w.])`)
    expect(others.filter((path) => whole.test(readFileSync(path, 'utf8')))).toEqual([])
  })
})

describe('the release workflow', () => {
  const { publish } = (parse(read('.github/workflows/release.yml')) as ReleaseWorkflow).jobs
  const named = (part: string) => publish.steps.filter(({ run }) => run?.includes(part))

  it('publishes the packed tarball with provenance, and without a stored token', () => {
    expect(publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' })
    const [step, ...more] = named('npm publish')
    expect(more).toEqual([])
    expect(step?.run).toMatch(/--provenance .*\.tgz"$/)
    expect(publish.steps.indexOf(step as WorkflowStep)).toBe(publish.steps.length - 1)
    expect(read('.github/workflows/release.yml')).not.toMatch(/secrets\.|NODE_AUTH_TOKEN|NPM_TOKEN/)
  })

  it.each([
    [`v${manifest.version}`, 0],
    ['v99.0.0', 1],
    [manifest.version, 1],
  ])('with the tag %s ends its check of the version with %i', (tag, code) => {
    using folder = temporaryFolder()
    const ran = runSteps(named('GITHUB_REF_NAME" ='), { folder: folder.path, cwd: root, env: { GITHUB_REF_NAME: tag } })
    expect([ran.ran.length, ran.code]).toEqual([1, code])
  })
})

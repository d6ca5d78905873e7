import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { widthOf } from '../../../../src/terminal/width.ts'
import { asModule, type FixFragment, fixFragments } from '../../../support/fix-fragments.ts'
import { launcher, node } from '../../../support/program.ts'
import { temporaryFolder } from '../../../support/temporary.ts'

const modules = join(dirname(launcher), '..', 'node_modules')
const fragments = fixFragments()

const options = {
  compilerOptions: {
    strict: true,
    noImplicitAny: false,
    noEmit: true,
    skipLibCheck: true,
    target: 'es2022',
    lib: ['es2023'],
    module: 'nodenext',
    types: ['node'],
  },
  include: ['*.mts'],
}

/** Checks the types of fragments against a major version of Bolt. Returns what the compiler printed. */
function compile(checked: readonly FixFragment[], packages: Readonly<Record<string, string>>): string {
  using folder = temporaryFolder()
  mkdirSync(join(folder.path, 'node_modules', '@slack'), { recursive: true })
  for (const [name, target] of Object.entries({ ...packages, '@types': '@types', 'undici-types': 'undici-types' }))
    symlinkSync(join(modules, target), join(folder.path, 'node_modules', name), 'junction')
  writeFileSync(join(folder.path, 'tsconfig.json'), JSON.stringify(options))
  for (const [index, one] of checked.entries())
    writeFileSync(join(folder.path, `${one.findings[0]}-${one.stack}-${index}.mts`), asModule(one))
  const { stdout, stderr } = spawnSync(node, [join(modules, 'typescript', 'bin', 'tsc'), '-p', folder.path], {
    cwd: folder.path,
    encoding: 'utf8',
  })
  return stdout + stderr
}

const bolt4 = { '@slack/bolt': '@slack/bolt', '@slack/oauth': '@slack/oauth' }
const bolt5 = { '@slack/bolt': 'bolt-5', '@slack/oauth': 'oauth-4' }
const javascript = fragments.filter(({ stack }) => stack === 'bolt-js' || stack === 'node')

const hasPython = spawnSync('python3', ['--version']).status === 0

describe('the code in the explanations of findings', () => {
  it('has the right types in JavaScript, with Bolt 4 and Bolt 5', () => {
    expect(javascript.length).toBeGreaterThan(20)
    expect([compile(javascript, bolt4), compile(javascript, bolt5)]).toEqual(['', ''])
  })

  it('is compared with the types of Bolt, so that a misspelt option is found', () => {
    const wrong: FixFragment = {
      findings: ['none'],
      stack: 'bolt-js',
      code: 'const app = new App({ ...settings, installerOptions: { redirectPath: "/" } })',
    }
    expect(compile([wrong], bolt5)).toMatch(/redirectPath/)
  })

  it.skipIf(!hasPython)('compiles in Python', () => {
    using folder = temporaryFolder()
    const files = fragments
      .filter(({ stack }) => stack === 'bolt-python')
      .map(({ code }, index) => {
        const path = join(folder.path, `fragment_${index}.py`)
        writeFileSync(path, `${code}\n`)
        return path
      })
    const { status, stderr } = spawnSync('python3', ['-m', 'py_compile', ...files], { encoding: 'utf8' })
    expect([status, stderr, files.length > 8]).toEqual([0, '', true])
  })

  it('fits into a terminal of 80 columns, and has balanced brackets', () => {
    const faulty = fragments.filter(({ code }) => {
      const count = (marks: RegExp) => code.match(marks)?.length ?? 0
      const isBalanced = count(/[([{]/g) === count(/[)\]}]/g)
      return !isBalanced || code.split('\n').some((line) => widthOf(line.replaceAll('\t', '  ')) > 78)
    })
    expect(faulty).toEqual([])
  })
})

import { spawnSync } from 'node:child_process'
import { copyFileSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { packedProject } from '../support/packed.ts'
import { launcher } from '../support/program.ts'

const root = join(dirname(launcher), '..')

const use = `
async function main() {
  const slack = await startSimulator({ startAt: 0 })
  const { ok } = await (await fetch(slack.apiUrl + 'api.test')).json()
  console.log(ok, slack.workspace.name, slack.log[0].what, slack.clock.now())
  await slack.close()
}
void main()
`
const printed = 'true Sandbox Inc api.test 0\n0'

it('slack-tokens/simulator can be imported and required from the packed package', () => {
  using place = packedProject()
  expect(place.run('esm.mjs', `import { startSimulator } from 'slack-tokens/simulator'${use}`)).toBe(printed)
  expect(place.run('cjs.cjs', `const { startSimulator } = require('slack-tokens/simulator')${use}`)).toBe(printed)
})

it('the package has less than 3 MB when it is unpacked', () => {
  using place = packedProject()
  expect(place.bytes).toBeGreaterThan(100_000)
  expect(place.bytes).toBeLessThan(3_000_000)
})

it('a process can end although a simulator was not closed, even during a slow request', () => {
  using place = packedProject()
  const forgotten = use.replace('await slack.close()', '')
  const slow = use.replace(
    'await slack.close()',
    `
  slack.fail({ on: 'auth.test', what: 'slow:600000' })
  await fetch(slack.apiUrl + 'auth.test', { signal: AbortSignal.timeout(300) }).catch(() => {})`,
  )
  for (const text of [forgotten, slow])
    expect(place.run('left.mjs', `import { startSimulator } from 'slack-tokens/simulator'${text}`)).toBe(printed)
})

/**
 * The public entries with types. `name` is the name of the type test, for example `simulator` for
 * `slack-tokens/simulator`.
 */
const entries = Object.entries(manifest.exports).flatMap(([path, target]) =>
  typeof target === 'object' ? [{ name: path.replace('./', ''), types: target.types }] : [],
)
const typeTest = (name: string) => join(root, 'test', 'types', `${name}.ts`)

it.each(entries)('$name has a type test that imports all its exports', ({ name, types }) => {
  const declared = readFileSync(join(root, types), 'utf8').matchAll(/^export (?:declare )?(?:\w+) (\w+)/gm)
  const exported = new Set([...declared].map(([, word]) => word))
  const [, imported = ''] = /^import \{([^}]*)\} from 'slack-tokens/m.exec(readFileSync(typeTest(name), 'utf8')) ?? []
  expect(exported.size).toBeGreaterThan(0)
  expect(new Set([...imported.matchAll(/(\w+),/g)].map(([, word]) => word))).toEqual(exported)
})

it('the types of the package accept correct calls and reject wrong calls, with each --moduleResolution of TypeScript', () => {
  using place = packedProject()
  for (const { name } of entries) copyFileSync(typeTest(name), join(place.path, `${name}.ts`))
  const files = entries.map(({ name }) => `${name}.ts`)
  symlinkSync(join(root, 'node_modules', '@types'), join(place.path, 'node_modules', '@types'))
  const check = (typescript: string, module: string, resolution: string) => {
    const tsc = join(root, 'node_modules', typescript, 'bin', 'tsc')
    const options = ['--module', module, '--moduleResolution', resolution, '--target', 'es2022', '--types', 'node']
    const ran = spawnSync(process.execPath, [tsc, '--noEmit', '--strict', ...options, ...files], {
      cwd: place.path,
      encoding: 'utf8',
    })
    return ran.stdout + ran.stderr
  }
  // TypeScript 7 has no `node10`, the resolution that was once called `node`.
  for (const [typescript, module, resolution] of [
    ['typescript-5', 'commonjs', 'node10'],
    ['typescript-5', 'node16', 'node16'],
    ['typescript-5', 'esnext', 'bundler'],
    ['typescript', 'nodenext', 'nodenext'],
    ['typescript', 'esnext', 'bundler'],
  ] as const)
    expect({ typescript, resolution, said: check(typescript, module, resolution) }).toMatchObject({ said: '' })
}, 120_000)

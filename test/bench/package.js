import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { repository } from './scene.js'

/**
 * Runs npm and returns its output. npm has the caller's environment, because the registry can need a proxy and the
 * certificate of the proxy.
 */
function npm(args, cwd) {
  const { status, stdout, stderr, error } = spawnSync('npm', args, { cwd, encoding: 'utf8', timeout: 300_000 })
  if (status !== 0) throw new Error(`npm ${args[0]} ended with ${error?.message ?? status}\n${stderr}`)
  return stdout
}

/**
 * Packs the files that `npm publish` would send. Returns the path of the tarball and the unpacked size. Does not build
 * the bundle, because it exists already.
 */
function pack(scene) {
  return scene.share('pack', () => {
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', scene.folder]
    const [{ filename, unpackedSize }] = JSON.parse(npm(args, repository))
    return { tarball: join(scene.folder, filename), unpackedSize }
  })
}

const unpackedSize = {
  name: 'unpacked size',
  rounds: 1,
  prepare: async (scene) => async () => pack(scene).unpackedSize / 1e6,
}

const packagesInstalled = {
  name: 'packages installed',
  rounds: 1,
  prepare: async (scene) => async () => {
    const folder = join(scene.folder, 'installed')
    mkdirSync(folder)
    writeFileSync(join(folder, 'package.json'), '{"private":true}')
    const quietly = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
    npm(['install', '--omit=dev', ...quietly, pack(scene).tarball], folder)
    const { packages } = JSON.parse(readFileSync(join(folder, 'node_modules', '.package-lock.json'), 'utf8'))
    return Object.keys(packages).length
  },
}

const atMost = (limit) => () => ({ atMost: limit })

export const packageRows = [
  // The limit is 3 MB because the bundle contains sockets, event payloads and tables of error texts.
  { what: 'package: unpacked size', of: unpackedSize, unit: 'MB', goal: atMost(3) },
  { what: 'package: installed by npx, itself included', of: packagesInstalled, unit: 'packages', goal: atMost(15) },
]

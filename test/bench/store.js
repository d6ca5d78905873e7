import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { configFolder } from './folders.js'
import { run, start } from './processes.js'
import { program, repository } from './scene.js'

/** Bundles a source file with its imports into a module that Node.js loads without TypeScript. Returns its path. */
function bundled(scene, source) {
  return scene.share(source, async () => {
    // Imported here, so that without this package only the rows of this file cannot be measured.
    const { buildSync } = await import('esbuild')
    const outfile = join(scene.folder, 'bundled', `${source.replaceAll('/', '-')}.js`)
    buildSync({
      absWorkingDir: repository,
      entryPoints: [`src/${source}.ts`],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.18',
      banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
      logLevel: 'error',
    })
    return outfile
  })
}

/**
 * Returns a function that takes the number of a round and returns the times of both stores. Both stores run in turn in
 * one process.
 */
function bothSaves(scene, installations) {
  return scene.share(`save-${installations}`, async () => {
    const store = await bundled(scene, 'config/config-file')
    const own = configFolder(scene, `save-${installations}`, { installations })
    const confs = configFolder(scene, `save-${installations}-conf`, { installations })
    const measured = []
    const round = (index) => {
      measured[index] ??= JSON.parse(run(scene, [program('save.js'), store, own, confs]).stdout)
      return measured[index]
    }
    return round
  })
}

function save(name, installations, of) {
  return {
    name: `${name}, ${installations}`,
    rounds: 11,
    async prepare(scene) {
      const both = await bothSaves(scene, installations)
      let rounds = 0
      return async () => both(rounds++)[of]
    },
  }
}

const ownSave = { 100: save('save', 100, 'own'), 1000: save('save', 1000, 'own') }
const confSave = { 100: save('conf’s set', 100, 'conf'), 1000: save('conf’s set', 1000, 'conf') }

const lockTaken = {
  name: 'lock of a killed holder',
  async prepare(scene) {
    const lock = await bundled(scene, 'fs/lock')
    const folder = join(scene.folder, 'lock')
    mkdirSync(folder, { recursive: true })
    return async () => {
      const argv = [program('hold-lock.js'), lock, join(folder, 'bench.lock')]
      const holder = start(scene, [...argv, 'for ever'])
      await holder.said(/held/)
      const next = start(scene, [...argv, 'once'])
      await next.said(/waiting/)
      // After 300 ms the waiting process makes its longest pause between two attempts.
      await delay(300)
      const taken = next.said(/held/)
      const killed = performance.now()
      await holder.end('SIGKILL')
      const { at } = await taken
      await next.ended()
      return at - killed
    }
  },
}

const atMost = (limit) => () => ({ atMost: limit })

export const storeRows = [
  { what: 'save with 100 installations', of: ownSave[100], against: confSave[100], unit: 'ms', goal: atMost(1) },
  { what: 'save with 1,000 installations', of: ownSave[1000], against: confSave[1000], unit: 'ms', goal: atMost(1) },
  { what: 'lock taken after its holder was killed', of: lockTaken, unit: 'ms', goal: atMost(500) },
]

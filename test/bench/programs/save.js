// save.js <bundled store> <its folder> <conf's folder>: changes one installation in turn with the tool's store and with
// conf, and prints the median milliseconds of each. One change reads the file, changes it and saves it, as one command
// does.
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import Conf from 'conf'

const [bundle, ownFolder, confFolder] = process.argv.slice(2)
const { createConfigStore } = await import(pathToFileURL(bundle).href)
const warmUps = 2
const measured = 5

async function own(name) {
  const settings = { directory: ownFolder, home: ownFolder, xdgConfigHome: undefined }
  const warn = (text) => process.stderr.write(`${text}\n`)
  const store = createConfigStore({ settings, warn })
  await store.update((kept) => {
    const changed = { ...kept.profiles['bench-2'], appName: name }
    return { ...kept, profiles: { ...kept.profiles, 'bench-2': changed } }
  })
}

async function conf(name) {
  const file = new Conf({ cwd: confFolder, configName: 'config' })
  file.set('profiles.bench-2.appName', name)
}

const ways = { own, conf }
const times = { own: [], conf: [] }
for (let turn = 0; turn < warmUps + measured; turn += 1) {
  for (const [way, save] of Object.entries(ways)) {
    const started = performance.now()
    await save(`App ${turn}`)
    if (turn >= warmUps) times[way].push(performance.now() - started)
  }
}
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
process.stdout.write(JSON.stringify({ own: median(times.own), conf: median(times.conf) }))

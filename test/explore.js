// Runs every property test with many more cases and a new seed: npm run test:explore -- [--seed N] [--times N] [FILE…].
// Fix what it finds, and add the case to `examples` of that property.
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string' }, times: { type: 'string', default: '50' } },
  })
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
  const times = Number(values.times)
  if (!Number.isInteger(seed)) throw new Error('--seed is a whole number')
  if (!Number.isInteger(times) || times < 1) throw new Error('--times is a whole number from 1')
  return { seed, times, files: positionals }
}

/** Returns the test files with a property; the other test files would only repeat `npm test`. */
function propertyFiles() {
  return readdirSync(`${root}/test`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/${name}`)
    .filter((path) => readFileSync(`${root}/${path}`, 'utf8').includes('assertProperty('))
}

function explore() {
  const { seed, times, files } = readArguments()
  const again = `npm run test:explore -- --seed ${seed} --times ${times}`
  console.log(`Seed ${seed}, ${times} times the usual cases. The same again: ${again}`)
  const vitest = fileURLToPath(import.meta.resolve('vitest/package.json')).replace(/package\.json$/, 'vitest.mjs')
  const asked = files.length > 0 ? files : propertyFiles()
  // So many cases take longer than the usual time limit of a test, so these tests have no time limit.
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--testTimeout=0', ...asked], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PROPERTY_SEED: String(seed), PROPERTY_TIMES: String(times) },
  })
  if (status !== 0) console.log(`The same again: ${again}`)
  return status ?? 1
}

try {
  process.exitCode = explore()
} catch (error) {
  console.error(error.message)
  process.exitCode = 2
}

// `store-child.ts <task> <folder> [argument]` runs a task on a config folder in its own process.
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createConfigStore } from '../../src/config/config-file.ts'
import { CliError } from '../../src/errors.ts'
import { writeDurably } from '../../src/fs/atomic-write.ts'
import { acquireLock } from '../../src/fs/lock.ts'
import { sampleInstallation } from './sample.ts'

const [task = '', folder = '', argument = ''] = process.argv.slice(2)
const store = createConfigStore({
  settings: {
    directory: folder || undefined,
    home: process.env['HOME'],
    xdgConfigHome: process.env['XDG_CONFIG_HOME'] || undefined,
  },
  warn: (text) => process.stderr.write(`! ${text}\n`),
})

const keep = (name: string) =>
  store.update((kept) => ({ ...kept, profiles: { ...kept.profiles, [name]: sampleInstallation(name) } }))

function countIn(path: string): number {
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
}

/** Returns the lock with the id of a dead process. Another nonce in the lock keeps `release` from removing it. */
function diedHolding(lock: string): string {
  return JSON.stringify({ ...JSON.parse(readFileSync(lock, 'utf8')), pid: 2 ** 22 + 1, nonce: randomUUID() })
}

const tasks: Readonly<Record<string, () => Promise<void>>> = {
  path: async () => console.log(await store.path()),
  read: async () => console.log(JSON.stringify(await store.read())),
  prove: () => store.proveWritable(),
  async umask() {
    process.umask(0)
    await store.proveWritable()
    await keep('one')
  },
  /** Stores two hundred installations, one update each. */
  async twoHundred() {
    for (let number = 0; number < 200; number += 1) await keep(`${argument}-${number}`)
  },
  /** Updates the config file until the process is killed. */
  async forever() {
    process.umask(0)
    for (let number = 0; number < 100_000; number += 1) {
      await keep(`p${number % 40}`)
      if (number === 0) console.log('writing')
    }
  },
  /**
   * Increments a number in a file, each time under a lock. Leaves every second lock behind, like a killed process.
   */
  async tally() {
    const path = join(folder, 'tally')
    for (let number = 0; number < Number(argument); number += 1) {
      const lock = await acquireLock(`${path}.lock`)
      writeFileSync(path, String(countIn(path) + 1))
      if (number % 2 === 0) writeDurably(`${path}.lock`, diedHolding(`${path}.lock`))
      lock.release()
    }
  },
  async hold() {
    await acquireLock(join(folder, 'config.json.lock'), { note: { purpose: 'test' } })
    console.log('held')
    setTimeout(() => {}, 60_000)
  },
}

try {
  await tasks[task]?.()
} catch (error) {
  if (!(error instanceof CliError)) throw error
  console.log(JSON.stringify({ failure: error.failure, code: error.code, message: error.message, hint: error.hint }))
  process.exitCode = 1
}

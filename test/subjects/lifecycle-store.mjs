// The store of lifecycle.mjs: one JSON file with all installations, which several processes share.
import { mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * Opens the store in a folder. Its content is an object: for each workspace or organization `{ bot, users }`, where a
 * token is `{ token, refresh, expires }`.
 */
export function openStore(folder) {
  const file = join(folder, 'installations.json')
  const lock = join(folder, 'lock')

  function read() {
    try {
      return JSON.parse(readFileSync(file, 'utf8'))
    } catch {
      return {}
    }
  }

  function write(content) {
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, JSON.stringify(content))
    renameSync(draft, file)
  }

  /** Runs `work` under the lock of this store: no other process runs its own work at the same time. */
  async function locked(work) {
    for (;;) {
      try {
        mkdirSync(lock)
        break
      } catch {
        await delay(10)
      }
    }
    try {
      return await work()
    } finally {
      rmdirSync(lock)
    }
  }

  return {
    read,
    locked,
    /** Changes the content with `change`, which returns the new content. */
    change: (change) => locked(() => write(change(read()))),
    /** Changes the content inside of `locked`. */
    write,
  }
}

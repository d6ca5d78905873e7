import { emptyConfig } from './schema.ts'
import type { Config, Store } from './store.ts'

/**
 * Returns a store for a command that stores nothing. The store reads the config file, but applies changes only to a
 * separate config in memory, which is empty at the start.
 */
export function unsavedStore(store: Store): Store {
  let unsaved = emptyConfig()
  const save = (change: (config: Config) => Config) => {
    unsaved = { ...unsaved, ...change(unsaved) }
    return unsaved
  }
  return {
    path: () => store.path(),
    read: () => store.read(),
    update: async (change) => save(change),
    async whileLocked(work) {
      return await work({
        get config() {
          return unsaved
        },
        proveWritable() {},
        save,
      })
    },
    async proveWritable() {},
  }
}

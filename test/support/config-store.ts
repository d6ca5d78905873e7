import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createConfigStore } from '../../src/config/config-file.ts'
import type { Config } from '../../src/config/store.ts'
import { sampleInstallation } from './sample.ts'

/** Returns the permission bits of a file in octal, for example `600`. */
export const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)

/** Opens a config store in `folder`. Returns the store, its warnings, its path and a function that reads the file. */
export function storeIn(folder: string, clock = { now: Date.now }) {
  const printed: string[] = []
  const settings = { directory: folder, home: '/nonexistent', xdgConfigHome: undefined }
  const store = createConfigStore({ settings, warn: (text) => void printed.push(text), clock })
  const path = join(folder, 'config.json')
  return { store, printed, path, text: () => readFileSync(path, 'utf8') }
}

/** Returns an update of the config that adds a sample installation named `name` and makes it active. */
export const addSample =
  (name: string) =>
  (config: Config): Config => ({
    ...config,
    active: name,
    profiles: { ...config.profiles, [name]: sampleInstallation(name) },
  })

/** Returns the text of a config file that contains the sample installation `acme`. */
export const validConfigText = (): string =>
  JSON.stringify({ version: 1, active: 'acme', profiles: { acme: sampleInstallation('acme') } })

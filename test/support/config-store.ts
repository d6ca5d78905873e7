import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createConfigStore } from '../../src/config/config-file.ts'
import type { Config } from '../../src/config/store.ts'
import { sampleInstallation } from './sample.ts'

/** Returns the permission bits of a file as text, for example `600`. */
export const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)

/** Opens a store in `folder`, as SLACK_TOKENS_CONFIG_DIR would. Also returns the warnings that the store printed. */
export function storeIn(folder: string, clock = { now: Date.now }) {
  const printed: string[] = []
  const settings = { directory: folder, home: '/nonexistent', xdgConfigHome: undefined }
  const store = createConfigStore({ settings, warn: (text) => void printed.push(text), clock })
  const path = join(folder, 'config.json')
  return { store, printed, path, text: () => readFileSync(path, 'utf8') }
}

/** Returns a change that stores a sample installation under `name`. */
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

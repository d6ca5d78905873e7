import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createConfigStore } from '../../src/config/config-file.ts'
import type { Config } from '../../src/config/store.ts'
import { sampleInstallation } from './sample.ts'

/** Permission bits of a file, `600`. */
export const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)

/** A store in `folder`, chosen as by SLACK_TOKENS_CONFIG_DIR, and the warnings that it printed. */
export function storeIn(folder: string, clock = { now: Date.now }) {
  const printed: string[] = []
  const settings = { directory: folder, home: '/nonexistent', xdgConfigHome: undefined }
  const store = createConfigStore({ settings, warn: (text) => void printed.push(text), clock })
  const path = join(folder, 'config.json')
  return { store, printed, path, text: () => readFileSync(path, 'utf8') }
}

/** The change that stores a sample installation under `name`. */
export const addSample =
  (name: string) =>
  (config: Config): Config => ({
    ...config,
    active: name,
    profiles: { ...config.profiles, [name]: sampleInstallation(name) },
  })

/** The text of a config file that holds the sample installation `acme`. */
export const validConfigText = (): string =>
  JSON.stringify({ version: 1, active: 'acme', profiles: { acme: sampleInstallation('acme') } })

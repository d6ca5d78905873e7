import { basename, join } from 'node:path'
import { CliError } from '../errors.ts'
import { proveDurable, sweepTemps, writeDurably } from '../fs/atomic-write.ts'
import { fileFailure } from '../fs/file-error.ts'
import { acquireLock, type Lock } from '../fs/lock.ts'
import { configFolder, type Folder, inspectFile, narrow, prepareFolder, type Warn } from '../fs/private-folder.ts'
import type { RunClock } from '../runtime/context.ts'
import type { Settings } from '../runtime/settings.ts'
import { backUp, moveToBackup } from './backup.ts'
import { configText } from './config-text.ts'
import { currentVersion, migrations as knownMigrations, type Migration } from './migrations.ts'
import {
  type ConfigReading,
  emptyConfig,
  judgeSize,
  mostConfig,
  nothingRead,
  parseConfig,
  readConfigText,
} from './schema.ts'
import type { Config, Store } from './store.ts'

export interface ConfigStoreOptions {
  readonly settings: Pick<Settings, 'directory' | 'home' | 'xdgConfigHome'>
  /** Prints a warning: a file was repaired or moved to a backup, or other users can read a file. */
  readonly warn: Warn
  readonly clock?: Pick<RunClock, 'now'>
  readonly beforeLargeFile?: () => void
  /** The migrations from older formats of the file. */
  readonly migrations?: readonly Migration[]
}

interface ConfigLocation {
  readonly folder: Folder
  /** The path of config.json. */
  readonly path: string
}

/** Returns the store for config.json (plain text, mode 0600, folder 0700). It opens no file before the first call. */
export function createConfigStore(options: ConfigStoreOptions): Store {
  const { settings, warn, clock = { now: Date.now }, migrations = knownMigrations } = options
  let present: Promise<Config> | undefined
  const warnOnce = onlyOnce(warn)
  const find = async (): Promise<ConfigLocation> => {
    const folder = await configFolder(settings)
    return { folder, path: join(folder.path, 'config.json') }
  }
  const lockForWriting = async ({ folder, path }: ConfigLocation, wait = 30_000): Promise<Lock> => {
    prepareFolder(folder, { write: true }, warnOnce)
    return await acquireLock(`${path}.lock`, { wait, now: clock.now })
  }
  const read = (place: ConfigLocation) => readConfig(place, { ...options, migrations, warn: warnOnce })

  /** Writes the changed config and returns it. Call it only while this process has the lock. */
  const write = (place: ConfigLocation, reading: ConfigReading, change: (config: Config) => Config): Config => {
    const damaged = reading.state === 'damaged'
    const before = damaged ? emptyConfig() : trusted(reading, place.path)
    // Copy the old content first, so that keys that this version does not know stay in the file.
    const after = writable({ ...before, ...change(before) })
    try {
      if (damaged) warnOnce(moveToBackup(place.path, clock.now()))
      if (reading.state === 'read' && reading.from !== undefined)
        warnOnce(backUp(place.path, { from: reading.from, to: currentVersion }, clock.now()))
      // This process has the lock, so any temporary file was left by a process that was killed.
      sweepTemps(place.path, 0)
      writeDurably(place.path, readable(configText(after, place.path), place.path))
    } catch (error) {
      throw fileFailure(error, { path: place.path, action: 'written' })
    }
    present = Promise.resolve(after)
    return after
  }

  return {
    path: async () => (await find()).path,
    read() {
      present ??= find().then(async (place) => trusted(await read(place), place.path))
      return present
    },
    async update(change, wait) {
      const place = await find()
      await using _lock = await lockForWriting(place, wait)
      return write(place, await read(place), change)
    },
    async whileLocked(work) {
      const place = await find()
      await using _lock = await lockForWriting(place)
      let reading = await read(place)
      let config = trusted(reading, place.path)
      present = Promise.resolve(config)
      return await work({
        get config() {
          return config
        },
        proveWritable: () => prove(place.path, config),
        save(change) {
          config = write(place, reading, change)
          reading = { state: 'read', config, empty: [] }
          return config
        },
      })
    },
    async proveWritable() {
      const place = await find()
      await using _lock = await lockForWriting(place)
      const reading = await read(place)
      prove(place.path, reading.state === 'damaged' ? emptyConfig() : trusted(reading, place.path))
    },
  }
}

/** Returns the text. @throws CliError with the exit reason `failed` when the text is too large to be read again. */
function readable(text: string, path: string): string {
  if (Buffer.byteLength(text) <= mostConfig) return text
  throw new CliError('failed', `${path} would be larger than ${mostConfig / 1_000_000} MB, the limit of this tool`, {
    code: 'config_too_large',
    hint: 'Remove installations that nobody uses: slack-tokens check --all, then slack-tokens logout NAME',
  })
}

/** Checks that the file can be written. @throws CliError with the exit reason `failed` when it cannot be written. */
function prove(path: string, config: Config): void {
  try {
    const { length } = readable(configText(config, path), path)
    proveDurable(path, Math.max(65_536, 2 * Math.max(length, inspectFile(path)?.size ?? 0)))
  } catch (error) {
    throw fileFailure(error, { path, action: 'written' })
  }
}

function onlyOnce(warn: Warn): Warn {
  const told = new Set<string>()
  return (text) => {
    if (told.has(text)) return
    told.add(text)
    warn(text)
  }
}

/**
 * Reads the config file once, when conf is constructed. conf never writes here (its `set`, `defaults`, `schema` and
 * `migrations` would write), and its `get` is never called, because each `get` parses the file again.
 */
async function readConfig(
  { folder, path }: ConfigLocation,
  { migrations, warn, beforeLargeFile }: ConfigStoreOptions,
): Promise<ConfigReading> {
  prepareFolder(folder, { write: false }, warn)
  const stats = inspectFile(path)
  // Do not construct conf for a missing file: conf would create the folder with access for everybody.
  if (!stats) return nothingRead()
  const tooLarge = judgeSize(stats.size)
  if (tooLarge) return tooLarge
  if (stats.size > 1_000_000) beforeLargeFile?.()
  const { default: Conf } = await import('conf')
  const readings: ConfigReading[] = []
  const deserialize = (text: string) => {
    const reading = parseConfig(text, migrations)
    readings.push(reading)
    return reading.state === 'read' ? { ...reading.config } : {}
  }
  try {
    new Conf<Record<string, unknown>>({
      cwd: folder.path,
      configName: basename(path, '.json'),
      fileExtension: 'json',
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600,
      deserialize,
    })
  } catch (error) {
    throw fileFailure(error, { path, action: 'read' })
  }
  const reading = readings[0] ?? nothingRead()
  if (reading.state === 'read')
    for (const name of reading.empty) warn(`“${name}” in ${path} has no token and no webhook, so this tool ignores it`)
  if (reading.state !== 'foreign') narrow(path, { stats, allowed: 0o600 }, warn)
  return reading
}

/** Returns the config if the reading is valid. @throws CliError for any other reading. */
function trusted(reading: ConfigReading, path: string): Config {
  switch (reading.state) {
    case 'read':
      return reading.config
    case 'damaged':
      throw new CliError('failed', `${path} is damaged: ${reading.cause}`, {
        code: 'config_damaged',
        hint: 'Repair the file, or run slack-tokens login, which moves the damaged file to a backup and writes a new file',
      })
    case 'newer':
      throw new CliError(
        'failed',
        `${path} was written by a newer slack-tokens: its version is ${reading.version}, and this tool reads up to version ${currentVersion}`,
        { code: 'config_newer', hint: 'Update this tool: npm install --global slack-tokens@latest' },
      )
    case 'foreign':
      throw new CliError('failed', `${path} is not a file of slack-tokens`, {
        code: 'config_foreign',
        hint: 'Set SLACK_TOKENS_CONFIG_DIR to a folder in which no other program stores a config.json',
      })
  }
}

/**
 * Returns the config if the next command can read all of it.
 * @throws TypeError otherwise, because such a config is a fault of this tool.
 */
function writable(config: Config): Config {
  const reading = readConfigText(config)
  if (reading.state === 'read' && reading.empty.length === 0) return reading.config
  const cause =
    reading.state === 'read'
      ? 'an installation has no token and no webhook'
      : reading.state === 'damaged'
        ? reading.cause
        : reading.state
  throw new TypeError(`The change would damage the config file: ${cause}`)
}

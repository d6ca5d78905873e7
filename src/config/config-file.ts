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
  /** Called once for each message: what was repaired, what was moved to a backup, and what other users can read. */
  readonly warn: Warn
  readonly clock?: Pick<RunClock, 'now'>
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
  const lockForWriting = async ({ folder, path }: ConfigLocation): Promise<Lock> => {
    prepareFolder(folder, { write: true }, warnOnce)
    return await acquireLock(`${path}.lock`, { now: clock.now })
  }

  const read = (place: ConfigLocation) => readConfig(place, migrations, warnOnce)

  /** Writes the changed config. Call it only while the lock is held. */
  const write = (place: ConfigLocation, reading: ConfigReading, change: (kept: Config) => Config): Config => {
    const damaged = reading.state === 'damaged'
    const before = damaged ? emptyConfig() : trusted(reading, place.path)
    // Unknown keys stay in the file, although the change sets only known keys.
    const after = writable({ ...before, ...change(before) })
    try {
      if (damaged) warnOnce(moveToBackup(place.path, clock.now()))
      if (reading.state === 'read' && reading.from !== undefined)
        warnOnce(backUp(place.path, { from: reading.from, to: currentVersion }, clock.now()))
      // No other process writes now, so temporary files can only come from processes that were killed.
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
    async update(change) {
      const place = await find()
      await using _lock = await lockForWriting(place)
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

/** Returns the text if it is small enough to be read again. @throws CliError */
function readable(text: string, path: string): string {
  if (Buffer.byteLength(text) <= mostConfig) return text
  throw new CliError('failed', `${path} would be larger than ${mostConfig / 1_000_000} MB, the most that is read`, {
    code: 'config_too_large',
    hint: 'Remove installations that nobody uses: slack-tokens check --all, then slack-tokens logout NAME',
  })
}

/** Proves that the file can be written. @throws CliError */
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
  migrations: readonly Migration[],
  warn: Warn,
): Promise<ConfigReading> {
  prepareFolder(folder, { write: false }, warn)
  const stats = inspectFile(path)
  // For a missing file, conf would create the folder, with access for everybody.
  if (!stats) return nothingRead()
  const tooLarge = judgeSize(stats.size)
  if (tooLarge) return tooLarge
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
    for (const name of reading.empty) warn(`“${name}” in ${path} holds no token and no webhook, so it is left out`)
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
        hint: 'Mend it, or run slack-tokens login: it sets the damaged file aside and starts a new one',
      })
    case 'newer':
      throw new CliError(
        'failed',
        `${path} was written by a newer slack-tokens: its version is ${reading.version}, this tool knows ${currentVersion}`,
        { code: 'config_newer', hint: 'Update this tool: npm install --global slack-tokens@latest' },
      )
    case 'foreign':
      throw new CliError('failed', `${path} is not a file of slack-tokens`, {
        code: 'config_foreign',
        hint: 'Name a folder where no other program keeps a config.json in SLACK_TOKENS_CONFIG_DIR',
      })
  }
}

/**
 * Checks that the next command can read the config, and drops nothing from it.
 * @throws TypeError otherwise: that is a fault of this tool, and nothing is written.
 */
function writable(config: Config): Config {
  const reading = readConfigText(config)
  if (reading.state === 'read' && reading.empty.length === 0) return reading.config
  const cause =
    reading.state === 'read'
      ? 'an installation holds no token and no webhook'
      : reading.state === 'damaged'
        ? reading.cause
        : reading.state
  throw new TypeError(`The change would damage the config file: ${cause}`)
}

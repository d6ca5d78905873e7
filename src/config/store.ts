import type { AppRecord, ConfigTokenPair, Installation } from './installation.ts'

/** The content of the config file. */
export interface Config {
  readonly version: 1
  /** Name of the active profile. */
  readonly active: string | null
  /** By profile name. */
  readonly profiles: Readonly<Record<string, Installation>>
  /** Apps that were installed from here, by name, so that the next login needs only that; absent before the first. */
  readonly apps?: Readonly<Record<string, AppRecord>>
  /** App configuration tokens, by workspace id; absent before the first. */
  readonly configTokens?: Readonly<Record<string, ConfigTokenPair>>
}

/** The config file while this process holds its lock. */
export interface LockedStore {
  /** The file's content now, read after the lock was taken. */
  readonly config: Config
  /** Proves that `save` would succeed. @throws CliError when it would not. */
  proveWritable(): void
  /** Applies `change` to the file's content, and writes it durably. Returns what was written. @throws CliError */
  save(change: (config: Config) => Config): Config
}

export interface Store {
  /** Full path of config.json. @throws CliError when no folder can be named (no HOME, a relative XDG_CONFIG_HOME). */
  path(): Promise<string>
  /** Reads the file once per command. @throws CliError for a file that is damaged, newer, linked or another owner's. */
  read(): Promise<Config>
  /**
   * Locks, reads again, applies `change`, and writes durably. Returns what was written.
   * @throws CliError when locked for 30 s, unwritable, or full; the old file is then whole.
   */
  update(change: (kept: Config) => Config): Promise<Config>
  /**
   * Holds the lock while `work` runs: for a secret that can be used only once, so that no other process uses it too.
   * Others wait up to 30 s for the lock, so `work` sends one request and no more.
   * @throws CliError when locked for 30 s, or the file is damaged, newer, linked or another owner's; what `work` throws.
   */
  whileLocked<T>(work: (locked: LockedStore) => Promise<T>): Promise<T>
  /** Proves that `update` would succeed, before a single-use code is used. @throws CliError when it would not. */
  proveWritable(): Promise<void>
}

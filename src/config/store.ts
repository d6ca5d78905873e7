import type { AppRecord, ConfigTokenPair, Installation } from './installation.ts'

/** The content of the config file. */
export interface Config {
  readonly version: 1
  /** The name of the active profile; null when none is active. */
  readonly active: string | null
  /** The installations by profile name. */
  readonly profiles: Readonly<Record<string, Installation>>
  /** The stored apps by name, which a later login can use; absent when no app was ever stored. */
  readonly apps?: Readonly<Record<string, AppRecord>>
  /** The pairs of app configuration tokens by workspace id; absent when no pair was ever stored. */
  readonly configTokens?: Readonly<Record<string, ConfigTokenPair>>
  /**
   * Hashes of the projects' settings for `drive` that a person has confirmed, the newest last; absent when nothing was
   * confirmed.
   */
  readonly confirmedDrives?: readonly string[]
}

/** Access to the config file while this process holds its lock. */
export interface LockedStore {
  /** The content of the file, read after the lock was taken. */
  readonly config: Config
  /**
   * Proves that `save` would succeed.
   * @throws CliError otherwise
   */
  proveWritable(): void
  /**
   * Applies `change` to the content, writes the result durably, and returns the result.
   * @throws CliError
   */
  save(change: (config: Config) => Config): Config
}

export interface Store {
  /**
   * Returns the full path of config.json.
   * @throws CliError when there is no config folder (no HOME, a relative XDG_CONFIG_HOME).
   */
  path(): Promise<string>
  /**
   * Returns the content of the file, which it reads once per command.
   * @throws CliError when the file is damaged, newer, a link, or owned by another user.
   */
  read(): Promise<Config>
  /**
   * Takes the lock, reads the file again, applies `change`, writes the result durably, and returns it.
   * @param wait maximum milliseconds to wait for the lock, 30,000 by default; with 0, it tries once
   * @throws CliError when the file is locked for this time, not writable, or the disk is full; then the old file is
   * unchanged.
   */
  update(change: (config: Config) => Config, wait?: number): Promise<Config>
  /**
   * Takes the lock, runs `work`, and returns its result. While `work` runs, no other process can use the same
   * single-use secret. Other processes wait at most 30 s for the lock, so `work` must send only one request.
   * @throws CliError when the file is locked for 30 s, damaged, newer, a link, or owned by another user; any error of
   * `work`.
   */
  whileLocked<T>(work: (locked: LockedStore) => Promise<T>): Promise<T>
  /**
   * Proves that `update` would succeed, before a single-use code is used.
   * @throws CliError otherwise
   */
  proveWritable(): Promise<void>
}

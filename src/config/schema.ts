import { fromStored } from '../runtime/credential-command.ts'
import { firstProblem, fits, type Problem } from '../shape/problems.ts'
import { isRecord } from '../shape/record.ts'
import { mayHoldOddNames, withCleanNames } from './clean-names.ts'
import { wholeConfig } from './config-shape.ts'
import { holdsSomething } from './installation.ts'
import { currentVersion, type Migration, migrate, migrations } from './migrations.ts'
import type { Config } from './store.ts'

/** The result of reading a config file. `cause` describes the fault and its path, and quotes nothing from the file. */
export type ConfigReading =
  /**
   * `from`: the older version of the file; absent for the current version. `empty`: the names of installations that are
   * dropped, because they have no token and no webhook.
   */
  | { readonly state: 'read'; readonly config: Config; readonly from?: number; readonly empty: readonly string[] }
  | { readonly state: 'damaged'; readonly cause: string }
  | { readonly state: 'newer'; readonly version: number }
  | { readonly state: 'foreign' }

/** Maximum number of bytes; a larger file is not read. Ten thousand installations need about ten million. */
export const mostConfig = 64_000_000

/** Returns `damaged` for a file that is too large to be read; otherwise undefined. */
export function judgeSize(bytes: number): ConfigReading | undefined {
  if (bytes <= mostConfig) return undefined
  return { state: 'damaged', cause: `it is larger than ${mostConfig / 1_000_000} MB` }
}

/** The content of a missing file. */
export function emptyConfig(): Config {
  return { version: 1, active: null, profiles: Object.create(null) as Config['profiles'] }
}

/** Returns the result of reading a missing or empty file. */
export function nothingRead(): ConfigReading {
  return { state: 'read', config: emptyConfig(), empty: [] }
}

function isBlank(text: string): boolean {
  // trim() also removes a byte order mark.
  return text.length < 1000 && text.trim() === ''
}

/** Reads the text of config.json. Unknown keys stay in the result, because a newer tool may know them. */
export function parseConfig(text: string, steps: readonly Migration[] = migrations): ConfigReading {
  // An empty file counts as a missing file, not as a damaged file, because it contains nothing that could be lost.
  if (isBlank(text)) return nothingRead()
  let value: unknown
  try {
    value = parseJson(text)
  } catch (error) {
    if (error instanceof RangeError) return { state: 'damaged', cause: 'it is nested too deeply' }
    // Do not use the parser's message: it quotes the text, which can be a token.
    return { state: 'damaged', cause: describeBroken(text) }
  }
  const reading = readConfigText(text.includes('"command"') ? withReferences(value) : value, steps)
  if (reading.state !== 'read' || !mayHoldOddNames(text)) return reading
  return { ...reading, config: withCleanNames(reading.config) }
}

/**
 * Checks the parsed value of config.json and returns the result. The profiles are in an object without a prototype, so
 * that every name is allowed.
 */
export function readConfigText(value: unknown, steps: readonly Migration[] = migrations): ConfigReading {
  if (!isRecord(value)) return { state: 'damaged', cause: 'it is not an object' }
  const { version, profiles } = value
  if (typeof version === 'number' && version > currentVersion) return { state: 'newer', version }
  if (Object.keys(value).length > 0 && version === undefined && profiles === undefined) return { state: 'foreign' }
  if (typeof version !== 'number' || version === currentVersion) return readCurrent(value)
  const migrated = migrate(value, steps)
  const reading = migrated && readCurrent(migrated)
  return reading?.state === 'read' ? { ...reading, from: version } : (reading ?? readCurrent(value))
}

/** The fields of a record that may have a credential command. */
const secretFields = ['token', 'clientSecret', 'signingSecret', 'appToken']

/**
 * Returns the value with a reference in place of each credential command. Everything else in the value is unchanged.
 */
function withReferences(value: unknown): unknown {
  if (!isRecord(value)) return value
  const { profiles, apps } = value
  return {
    ...value,
    ...(isRecord(profiles) && { profiles: eachOf(profiles, referencesIn) }),
    ...(isRecord(apps) && { apps: eachOf(apps, secretsIn) }),
  }
}

function referencesIn(installation: unknown): unknown {
  if (!isRecord(installation)) return installation
  const { bot, users } = installation
  return { ...installation, bot: secretsIn(bot), users: Array.isArray(users) ? users.map(secretsIn) : users }
}

function secretsIn(fields: unknown): unknown {
  if (!isRecord(fields)) return fields
  return Object.fromEntries(
    Object.entries(fields).map(([key, one]) => [key, secretFields.includes(key) ? fromStored(one) : one]),
  )
}

function eachOf(entries: Readonly<Record<string, unknown>>, change: (value: unknown) => unknown) {
  return Object.fromEntries(Object.entries(entries).map(([name, one]) => [name, change(one)]))
}

function readCurrent(value: Readonly<Record<string, unknown>>): ConfigReading {
  if (!fits(wholeConfig, value)) {
    const problem = firstProblem(wholeConfig, value)
    return { state: 'damaged', cause: problem ? describeProblem(problem) : 'it does not fit' }
  }
  const { active, profiles, apps, configTokens } = value
  // A list of pairs would be short-lived memory for each of ten thousand installations.
  const empty = Object.keys(profiles).filter((name) => profiles[name] && !holdsSomething(profiles[name]))
  const config: Config = {
    ...value,
    active: active !== null && empty.includes(active) ? null : active,
    profiles: empty.length > 0 ? without(profiles, empty) : bare(profiles),
    ...(apps && { apps: bare(apps) }),
    ...(configTokens && { configTokens: bare(configTokens) }),
  }
  return { state: 'read', config, empty }
}

/** Describes the first fault of the value and its path, without quoting the value, which can be a token. */
function describeProblem({ path, fault }: Problem): string {
  if (fault.is === 'missing') return `${path} is missing`
  if (fault.is === 'name') return `${path} has a key that is not ${fault.means}`
  return fault.is === 'other' ? `${path} is not ${fault.means}` : `${path} does not fit`
}

function without(profiles: Config['profiles'], names: readonly string[]): Config['profiles'] {
  return bare(Object.fromEntries(Object.entries(profiles).filter(([name]) => !names.includes(name))))
}

/** Returns the same entries in an object without a prototype. */
function bare<T extends object>(entries: T): T {
  return Object.assign(Object.create(null) as object, entries)
}

function parseJson(text: string): unknown {
  const json = text.startsWith('\ufeff') ? text.slice(1) : text
  // Drop these keys: JSON.parse makes own properties of them, and a later copy of the object could change its
  // prototype. A reviver makes parsing several times slower, so it is used only when the text may contain such a key.
  return /__proto__|constructor|prototype|\\u00/.test(json) ? JSON.parse(json, dropDangerous) : JSON.parse(json)
}

function dropDangerous(key: string, value: unknown): unknown {
  return key === '__proto__' || key === 'constructor' || key === 'prototype' ? undefined : value
}

function describeBroken(text: string): string {
  if (text.includes('\u0000')) return 'it contains NUL bytes, as after a crash of the system'
  return 'it is not one complete JSON text'
}

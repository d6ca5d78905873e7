import { mayHoldOddNames, withCleanNames } from './clean-names.ts'
import {
  type AccessToken,
  type AppFeatureFlags,
  type AppRecord,
  type BotToken,
  type ConfigTokenPair,
  type DeadToken,
  holdsSomething,
  type Installation,
  type NamedInstallation,
  type RawResponse,
  type RefreshProblem,
  type UserToken,
  type Webhook,
} from './installation.ts'
import { currentVersion, type Migration, migrate, migrations } from './migrations.ts'
import { isProfileName } from './profile-name.ts'
import {
  count,
  flag,
  isRecord,
  listOf,
  objectOf,
  oneOf,
  optional,
  orNull,
  record,
  type ShapeCheck,
  text,
} from './shape-check.ts'
import type { Config } from './store.ts'

/** What the text of a config file turns out to be. `cause` says where it is wrong, and quotes nothing of it. */
export type ConfigReading =
  /**
   * `from`: the older version that it is of in the file; absent for one of today. `empty`: the names of what is left out,
   * as it holds no token and no webhook.
   */
  | { readonly state: 'read'; readonly config: Config; readonly from?: number; readonly empty: readonly string[] }
  | { readonly state: 'damaged'; readonly cause: string }
  | { readonly state: 'newer'; readonly version: number }
  | { readonly state: 'foreign' }

/** What a missing file holds. */
export function emptyConfig(): Config {
  return { version: 1, active: null, profiles: Object.create(null) as Config['profiles'] }
}

export function nothingRead(): ConfigReading {
  return { state: 'read', config: emptyConfig(), empty: [] }
}

function isBlank(text: string): boolean {
  // trim() takes a byte order mark off too.
  return text.length < 1000 && text.trim() === ''
}

/** Reads the text of config.json. Keys that are unknown here stay where they are, for the tool that knows them. */
export function parseConfig(text: string, steps: readonly Migration[] = migrations): ConfigReading {
  // As `touch` makes it, or somebody who wanted to begin anew: nothing was in it that could be damaged.
  if (isBlank(text)) return nothingRead()
  let value: unknown
  try {
    value = parseJson(text)
  } catch (error) {
    if (error instanceof RangeError) return { state: 'damaged', cause: 'it is nested too deeply' }
    // The parser's own message quotes the text, which may be a token.
    return { state: 'damaged', cause: describeBroken(text) }
  }
  const reading = readConfigText(value, steps)
  if (reading.state !== 'read' || !mayHoldOddNames(text)) return reading
  return { ...reading, config: withCleanNames(reading.config) }
}

/** The same for a value; the profiles come back in an object with no prototype, so that every name is just a name. */
export function readConfigText(value: unknown, steps: readonly Migration[] = migrations): ConfigReading {
  if (!isRecord(value)) return { state: 'damaged', cause: 'it holds no object' }
  const { version, profiles } = value
  if (typeof version === 'number' && version > currentVersion) return { state: 'newer', version }
  if (Object.keys(value).length > 0 && version === undefined && profiles === undefined) return { state: 'foreign' }
  if (typeof version !== 'number' || version === currentVersion) return readCurrent(value)
  const migrated = migrate(value, steps)
  const reading = migrated && readCurrent(migrated)
  return reading?.state === 'read' ? { ...reading, from: version } : (reading ?? readCurrent(value))
}

function readCurrent(value: Readonly<Record<string, unknown>>): ConfigReading {
  const { version, active, profiles, apps, configTokens } = value
  const problem =
    version !== currentVersion
      ? `version is not ${currentVersion}`
      : checkActive(active) ||
        checkNamed('profiles', profiles, installation) ||
        (apps !== undefined && checkNamed('apps', apps, app)) ||
        (configTokens !== undefined && checkNamed('configTokens', configTokens, configToken))
  if (problem) return { state: 'damaged', cause: problem }
  const all = Object.entries(profiles as Config['profiles'])
  const empty = all.filter(([, one]) => !holdsSomething(one)).map(([name]) => name)
  const plain = {
    active: empty.includes(active as string) ? null : active,
    profiles: bare(empty.length > 0 ? Object.fromEntries(all.filter(([name]) => !empty.includes(name))) : profiles),
    ...(apps !== undefined && { apps: bare(apps) }),
    ...(configTokens !== undefined && { configTokens: bare(configTokens) }),
  }
  return { state: 'read', config: { ...value, ...plain } as unknown as Config, empty }
}

function bare(named: unknown): object {
  return Object.assign(Object.create(null) as object, named)
}

function parseJson(text: string): unknown {
  const json = text.startsWith('\ufeff') ? text.slice(1) : text
  // JSON.parse keeps such keys as plain properties, and a later copy of the object would turn them into a prototype.
  // A reviver makes parsing several times slower, so it is there only when there may be something to drop.
  return /__proto__|constructor|prototype|\\u00/.test(json) ? JSON.parse(json, dropDangerous) : JSON.parse(json)
}

function dropDangerous(key: string, value: unknown): unknown {
  return key === '__proto__' || key === 'constructor' || key === 'prototype' ? undefined : value
}

function describeBroken(text: string): string {
  if (text.includes('\u0000')) return 'it holds NUL bytes, as after a crash of the system'
  return 'it is not one whole JSON text'
}

const named = objectOf<NamedInstallation>({ id: text, name: orNull(text) })

const dead = optional(objectOf<DeadToken>({ code: text, at: text }))

const accessToken: { readonly [K in keyof AccessToken]-?: ShapeCheck } = {
  token: text,
  userId: orNull(text),
  userName: orNull(text),
  scopes: listOf(text),
  asked: orNull(listOf(text)),
  expiresAt: orNull(text),
  refreshToken: orNull(text),
  lifetime: optional(count),
  refreshTrouble: optional(objectOf<RefreshProblem>({ state: oneOf('pending', 'refused'), at: text, tries: count })),
  dead,
}

const installation = objectOf<Installation>({
  flow: oneOf('v1', 'v2', 'v2_user', 'token'),
  apiUrl: text,
  simulator: flag,
  appId: orNull(text),
  appName: orNull(text),
  clientId: orNull(text),
  workspace: orNull(named),
  organization: orNull(named),
  bot: orNull(objectOf<BotToken>({ ...accessToken, botId: orNull(text) })),
  users: listOf(objectOf<UserToken>(accessToken)),
  webhooks: listOf(
    objectOf<Webhook>({
      url: text,
      channel: orNull(text),
      channelId: orNull(text),
      configurationUrl: orNull(text),
      dead,
    }),
  ),
  responses: listOf(objectOf<RawResponse>({ method: text, at: text, userId: orNull(text), body: record })),
  installedAt: text,
  borrowed: flag,
})

const app = objectOf<AppRecord>({
  clientId: text,
  clientSecret: orNull(text),
  appId: orNull(text),
  apiUrl: text,
  simulator: optional(flag),
  flow: oneOf('v1', 'v2', 'v2_user'),
  pkce: flag,
  redirectUri: orNull(text),
  port: count,
  botScopes: listOf(text),
  userScopes: listOf(text),
  signingSecret: optional(orNull(text)),
  appToken: optional(orNull(text)),
  appName: optional(orNull(text)),
  redirectUrls: optional(listOf(text)),
  provenRedirects: optional(listOf(text)),
  switches: optional(
    objectOf<AppFeatureFlags>({
      rotation: optional(flag),
      org: optional(flag),
      pkce: optional(flag),
      socketMode: optional(flag),
    }),
  ),
})

const configToken = objectOf<ConfigTokenPair>({
  token: text,
  refreshToken: text,
  expiresAt: text,
  teamId: text,
  userId: orNull(text),
  apiUrl: text,
})

function checkActive(active: unknown): string | undefined {
  return active === null || typeof active === 'string' ? undefined : 'active is not a text'
}

function checkNamed(key: string, value: unknown, check: ShapeCheck): string | undefined {
  if (!isRecord(value)) return `${key} is not an object`
  for (const name in value) {
    if (!isProfileName(name)) return `${key} holds a name that is none`
    const problem = check(value[name])
    if (problem) return `${key}.${name}${problem}`
  }
  return undefined
}

import {
  count,
  flag,
  listOf,
  named,
  object,
  oneOf,
  optional,
  orNull,
  plain,
  record,
  type Shape,
  text,
} from '../shape/shape.ts'
import type {
  AccessToken,
  AppFeatureFlags,
  AppRecord,
  BotToken,
  ConfigTokenPair,
  DeadToken,
  Installation,
  NamedInstallation,
  RawResponse,
  RefreshProblem,
  UserToken,
  Webhook,
} from './installation.ts'
import { currentVersion } from './migrations.ts'
import { isProfileName } from './profile-name.ts'
import type { Config } from './store.ts'

const nameAndId = object<NamedInstallation>({ id: text, name: orNull(text) })

const dead = optional(object<DeadToken>({ code: text, at: text }))

const accessToken: { readonly [K in keyof AccessToken]-?: Shape<AccessToken[K]> } = {
  token: text,
  userId: orNull(text),
  userName: orNull(text),
  scopes: listOf(text),
  asked: orNull(listOf(text)),
  expiresAt: orNull(text),
  refreshToken: orNull(text),
  lifetime: optional(count),
  refreshTrouble: optional(object<RefreshProblem>({ state: oneOf('pending', 'refused'), at: text, tries: count })),
  dead,
}

const installation = object<Installation>({
  flow: oneOf('v1', 'v2', 'v2_user', 'token'),
  apiUrl: text,
  simulator: flag,
  appId: orNull(text),
  appName: orNull(text),
  clientId: orNull(text),
  workspace: orNull(nameAndId),
  organization: orNull(nameAndId),
  bot: orNull(object<BotToken>({ ...accessToken, botId: orNull(text) })),
  users: listOf(object<UserToken>(accessToken)),
  webhooks: listOf(
    object<Webhook>({
      url: text,
      channel: orNull(text),
      channelId: orNull(text),
      configurationUrl: orNull(text),
      dead,
    }),
  ),
  responses: listOf(object<RawResponse>({ method: text, at: text, userId: orNull(text), body: record })),
  installedAt: text,
  borrowed: flag,
  seenChannels: optional(listOf(text)),
})

const app = object<AppRecord>({
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
    object<AppFeatureFlags>({
      rotation: optional(flag),
      org: optional(flag),
      pkce: optional(flag),
      socketMode: optional(flag),
    }),
  ),
})

const configToken = object<ConfigTokenPair>({
  token: text,
  refreshToken: text,
  expiresAt: text,
  teamId: text,
  userId: orNull(text),
  apiUrl: text,
})

const profileName = { name: plain<string>('a valid name', (value) => isProfileName(String(value))) }

/** The shape of the whole config.json. Keys without a shape stay in the file. */
export const wholeConfig = object<Config>({
  version: oneOf(currentVersion),
  active: orNull(text),
  profiles: named(installation, profileName),
  apps: optional(named(app, profileName)),
  configTokens: optional(named(configToken, profileName)),
  confirmedDrives: optional(listOf(text)),
})

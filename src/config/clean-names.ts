import { longestSentence, oneLine } from '../slack/facts/one-line.ts'
import type { AccessToken, AppRecord, Installation, NamedInstallation } from './installation.ts'
import type { Config } from './store.ts'

/**
 * Whether the text of a config file may contain a name with a line break or another control character. Cheaper than
 * parsing; can be true for a text without such a name.
 */
export function mayHoldOddNames(json: string): boolean {
  return /\\[bfnrtu]|[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\udb40]/.test(
    json,
  )
}

/**
 * Returns the config with every name and id on one line (see `oneLine`). An older version or another program may have
 * stored names with line breaks.
 */
export function withCleanNames(config: Config): Config {
  return {
    ...config,
    profiles: mapped(config.profiles, cleanInstallation),
    ...(config.apps && { apps: mapped(config.apps, cleanApp) }),
  }
}

/**
 * Returns the entries with `clean` applied to each value, in an object without a prototype, so that any key is allowed.
 */
function mapped<T>(values: Readonly<Record<string, T>>, clean: (value: T) => T): Readonly<Record<string, T>> {
  const result = Object.create(null) as Record<string, T>
  for (const [name, value] of Object.entries(values)) result[name] = clean(value)
  return result
}

function cleanInstallation(one: Installation): Installation {
  return {
    ...one,
    appId: shown(one.appId),
    appName: shown(one.appName),
    clientId: shown(one.clientId),
    workspace: cleanNamed(one.workspace),
    organization: cleanNamed(one.organization),
    bot: one.bot && { ...cleanAccess(one.bot), botId: shown(one.bot.botId) },
    users: one.users.map(cleanAccess),
    webhooks: one.webhooks.map((webhook) => ({
      ...webhook,
      channel: shown(webhook.channel),
      channelId: shown(webhook.channelId),
      configurationUrl: webhook.configurationUrl === null ? null : oneLine(webhook.configurationUrl, longestSentence),
    })),
  }
}

function cleanAccess<T extends AccessToken>(access: T): T {
  return {
    ...access,
    userId: shown(access.userId),
    userName: shown(access.userName),
    scopes: access.scopes.map((scope) => oneLine(scope)),
    asked: access.asked === null ? null : access.asked.map((scope) => oneLine(scope)),
    ...(access.dead && { dead: { ...access.dead, code: oneLine(access.dead.code) } }),
  }
}

function cleanApp(app: AppRecord): AppRecord {
  return {
    ...app,
    clientId: oneLine(app.clientId),
    appId: shown(app.appId),
    ...(app.appName !== undefined && { appName: shown(app.appName) }),
    botScopes: app.botScopes.map((scope) => oneLine(scope)),
    userScopes: app.userScopes.map((scope) => oneLine(scope)),
  }
}

function cleanNamed(named: NamedInstallation | null): NamedInstallation | null {
  return named && { id: oneLine(named.id), name: shown(named.name) }
}

/** Returns the name on one line; null when nothing remains of it. */
function shown(name: string | null): string | null {
  return name === null ? null : oneLine(name) || null
}

import { type AccessToken, handleOrId, type Identity, type Installation } from './installation.ts'
import type { Config } from './store.ts'

/** One token of an installation, with the values from the time when the config file was read. */
export interface StoredToken {
  /** The name of the profile. */
  readonly name: string
  readonly installation: Installation
  readonly identity: Identity
  readonly access: AccessToken
}

/** Returns all tokens of an installation, the bot's first. */
export function storedTokens(name: string, installation: Installation): readonly StoredToken[] {
  const { bot, users } = installation
  const one = (identity: Identity, access: AccessToken) => ({ name, installation, identity, access })
  return [...(bot ? [one('bot', bot)] : []), ...users.map((user) => one('user', user))]
}

/**
 * Returns the current record of a token, even if its profile was renamed or its value was refreshed since it was read.
 * Undefined when the token is no longer stored.
 */
export function findStoredToken(config: Config, { name, identity, access }: StoredToken): StoredToken | undefined {
  const named = config.profiles[name]
  const same = (one: StoredToken) =>
    one.identity === identity &&
    (one.access.token === access.token ||
      identity === 'bot' ||
      (access.userId !== null && one.access.userId === access.userId))
  const there = named && storedTokens(name, named).find(same)
  if (there) return there
  const all = Object.entries(config.profiles).flatMap(([other, one]) => storedTokens(other, one))
  return all.find((one) => one.access.token === access.token)
}

/** Returns the config with `next` in the place of this token; null removes the token. */
export function replaceStoredToken(config: Config, storedToken: StoredToken, next: AccessToken | null): Config {
  const { name } = storedToken
  const installation = config.profiles[name]
  if (!installation) return config
  return { ...config, profiles: { ...config.profiles, [name]: replaceToken(installation, storedToken, next) } }
}

/** Returns the installation with `next` in the place of one of its tokens; null removes the token. */
export function replaceToken(
  installation: Installation,
  { identity, access }: Pick<StoredToken, 'identity' | 'access'>,
  next: AccessToken | null,
): Installation {
  if (identity === 'bot') return { ...installation, bot: next && { ...next, botId: installation.bot?.botId ?? null } }
  const users = installation.users.flatMap((one) => (one.token === access.token ? (next ?? []) : one))
  return { ...installation, users }
}

/** Returns the name of the token for a message: “the bot token of “acme””, “the user token of @dana in “acme””. */
export function nameOf({ name, identity, access, installation }: StoredToken): string {
  if (identity === 'bot' || installation.users.length < 2) return `the ${identity} token of “${name}”`
  return `the user token of ${handleOrId(access, 'somebody')} in “${name}”`
}

import { isDeepStrictEqual } from 'node:util'
import type { AccessToken, Installation, NamedInstallation, RawResponse, UserToken, Webhook } from './installation.ts'
import { findSameInstallation, tokensOf } from './same-installation.ts'
import type { Config } from './store.ts'
import { isStuck } from './token-end.ts'

/**
 * Whether a running app may use the tokens of the new installation: `borrowed` if it may, `own` if not. `as stored`:
 * the field `borrowed` of that installation decides.
 */
export type Ownership = 'borrowed' | 'own' | 'as stored'

/**
 * The origin of an installation: `install` when it was made from Slack's answer to an install. Any other value means
 * that its tokens existed before.
 */
export type MergeSource = 'install' | Ownership

export interface MergedInstallation {
  readonly config: Config
  /** The profile under which the installation is stored now. */
  readonly name: string
  readonly installation: Installation
  /** The profile under which the installation was stored before; undefined for a new one. */
  readonly existing: string | undefined
  /** The installation that was stored before; undefined for a new one. */
  readonly before: Installation | undefined
}

export interface IncomingInstallation {
  readonly found: Installation
  readonly source: MergeSource
  /**
   * Whether the new installation may be merged into `stored`. By default, it may be merged into any installation that
   * matches.
   */
  readonly into?: (stored: Installation) => boolean
}

/**
 * Merges an installation into the stored one to which it belongs, otherwise adds it as a new profile. Returns the new
 * config. Pure.
 * @param nameFor returns the name of the profile, given the present name of the stored installation.
 */
export function withInstallation(
  config: Config,
  { found, source, into = () => true }: IncomingInstallation,
  nameFor: (existing: string | undefined) => string,
): MergedInstallation {
  const existing = findSameInstallation(
    Object.entries(config.profiles).filter(([, stored]) => into(stored)),
    found,
  )
  const before = existing === undefined ? undefined : config.profiles[existing]
  const installation = before ? mergeInstallation(before, found, source) : found
  const name = nameFor(existing)
  const { [existing ?? name]: _renamed, ...others } = config.profiles
  const active = existing !== undefined && config.active === existing ? name : config.active
  const profiles = { ...(existing === name ? config.profiles : others), [name]: installation }
  return { config: { ...config, active, profiles }, name, existing, installation, before }
}

/**
 * Merges `found` into the stored installation `old`. A value is lost only when a newer value of the same app replaces
 * it. Pure; a second merge of the same `found` changes nothing.
 *
 * | part          | after an install                     | tokens that existed before                        |
 * | ------------- | ------------------------------------ | ------------------------------------------------- |
 * | names and ids | new, otherwise stored                | stored, otherwise new                             |
 * | bot token     | the new one                          | the later of the two, see `laterToken`            |
 * | user tokens   | one per person, by the rules of the bot token; those of other people stay | the same     |
 * | webhooks      | all, one per URL, the new ones first; they replace dead ones of their channel | all        |
 * | answers       | the new one replaces all of its person | the later per person and method                 |
 * | borrowed      | no                                   | yes if it was, or if a new token is external      |
 */
export function mergeInstallation(old: Installation, found: Installation, source: MergeSource): Installation {
  const [first, second] = source === 'install' ? [found, old] : [old, found]
  const brings = tokensOf(found).some(({ token }) => !tokensOf(old).some((one) => one.token === token))
  const origins = { source, oldAt: old.installedAt, foundAt: found.installedAt }
  const bot = found.bot && (old.bot ? mergeToken(old.bot, found.bot, origins) : found.bot)
  return {
    ...second,
    ...first,
    flow: first.flow === 'token' ? second.flow : first.flow,
    appId: first.appId ?? second.appId,
    appName: first.appName ?? second.appName,
    clientId: first.clientId ?? second.clientId,
    workspace: mergeNamed(first.workspace, second.workspace),
    organization: mergeNamed(first.organization, second.organization),
    bot: bot ? { ...bot, botId: found.bot?.botId ?? old.bot?.botId ?? null } : old.bot,
    users: mergeUsers(old.users, found.users, origins),
    webhooks: mergeWebhooks(old.webhooks, found.webhooks, source),
    responses: mergeResponses(old.responses, found.responses, source),
    borrowed: source !== 'install' && source !== 'own' && (old.borrowed || (found.borrowed && brings)),
  }
}

function mergeNamed(first: NamedInstallation | null, second: NamedInstallation | null): NamedInstallation | null {
  if (!first || !second || first.id !== second.id) return first ?? second
  return { ...second, ...first, name: first.name ?? second.name }
}

function isSamePerson(one: UserToken, other: UserToken): boolean {
  return one.token === other.token || (one.userId !== null && one.userId === other.userId)
}

/** Merges the user tokens; those of `found` come first. */
function mergeUsers(
  old: readonly UserToken[],
  found: readonly UserToken[],
  origins: TokenOrigins,
): readonly UserToken[] {
  return found.toReversed().reduce((users, user) => {
    const others = users.filter((one) => !isSamePerson(one, user))
    const same = users.filter((one) => isSamePerson(one, user))
    const merged = same
      .toSorted((one, other) => Number(other.token === user.token) - Number(one.token === user.token))
      .reduce((now, one) => mergeToken(one, now, origins), user)
    return [merged, ...others]
  }, old)
}

/** The source of two tokens, and the dates of their installations in ISO 8601. */
interface TokenOrigins {
  readonly source: MergeSource
  readonly oldAt: string
  readonly foundAt: string
}

function mergeToken<T extends AccessToken>(old: T, found: T, origins: TokenOrigins): T {
  const userName = found.userName ?? old.userName
  const same = old.token === found.token
  // A token that an install has just granted works, so a stored mark that Slack refused it is dropped.
  if (origins.source === 'install')
    return { ...found, userName, refreshToken: found.refreshToken ?? (same ? old.refreshToken : null) }
  if (!same) return laterToken(old, found, origins)
  return {
    ...old,
    ...found,
    userId: found.userId ?? old.userId,
    userName,
    scopes: found.scopes.length > 0 ? found.scopes : old.scopes,
    asked: found.asked ?? old.asked,
    expiresAt: found.expiresAt ?? old.expiresAt,
    refreshToken: found.refreshToken ?? old.refreshToken,
  }
}

/**
 * Chooses between two tokens of the same bot or person, and returns the token to store. A stored token that no longer
 * works is replaced. Of two expiring tokens, the token with the later expiry is stored. A rotating token replaces a
 * token that does not expire, because rotation cannot be turned off. Otherwise the token of the later installation is
 * stored.
 */
function laterToken<T extends AccessToken>(old: T, found: T, { oldAt, foundAt }: TokenOrigins): T {
  const expired = old.expiresAt !== null && old.expiresAt <= foundAt
  if (old.dead || isStuck(old) || (expired && old.refreshToken === null)) return found
  if (old.expiresAt !== null && found.expiresAt !== null) return old.expiresAt > found.expiresAt ? old : found
  if (old.expiresAt !== null || found.expiresAt !== null) return old.expiresAt === null ? found : old
  return foundAt < oldAt ? old : found
}

/**
 * Returns all webhooks, one for each URL. If two records have the same URL, a detail that is missing in the new record
 * is taken from the old one. An install that brings a webhook replaces the dead ones of its channel.
 */
function mergeWebhooks(old: readonly Webhook[], found: readonly Webhook[], source: MergeSource): readonly Webhook[] {
  const merged = found.map((webhook) => {
    const same = old.filter(({ url }) => url === webhook.url)
    const [before] = same
    if (!before || same.some((one) => isDeepStrictEqual(one, webhook))) return webhook
    return {
      ...webhook,
      channel: webhook.channel ?? before.channel,
      channelId: webhook.channelId ?? before.channelId,
      configurationUrl: webhook.configurationUrl ?? before.configurationUrl,
    }
  })
  const isReplaced = ({ dead, channelId }: Webhook) =>
    source === 'install' && dead !== undefined && found.some((one) => one.channelId === channelId)
  return [...merged, ...old.filter((one) => !merged.some(({ url }) => url === one.url) && !isReplaced(one))]
}

/**
 * Returns the answers of both installations, newest first. The answer of an install replaces all earlier answers about
 * the same person. Any other answer replaces only earlier answers of the same method about the same person.
 */
function mergeResponses(
  old: Installation['responses'],
  found: Installation['responses'],
  source: MergeSource,
): Installation['responses'] {
  const isInstall = source === 'install'
  const covers = (one: RawResponse, other: RawResponse) =>
    one.userId === other.userId && (isInstall || (one.method === other.method && one.at >= other.at))
  const added = isInstall ? found : found.filter((one) => !old.some((other) => covers(other, one)))
  if (added.length === 0) return old
  const all = [...added, ...old.filter((one) => !added.some((other) => covers(other, one)))]
  return isInstall ? all : all.toSorted((one, other) => (one.at === other.at ? 0 : one.at > other.at ? -1 : 1))
}

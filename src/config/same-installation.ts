import { type AccessToken, type Installation, isSameSlack } from './installation.ts'

/**
 * Whether two installations are the same app in the same workspace (or organization). The first row for which both
 * installations have a value decides; if no row decides, they are two.
 *
 * | both have                           | equal                                          | different |
 * | ----------------------------------- | ---------------------------------------------- | --------- |
 * | an API URL (simulators count as one) | next row                                       | two       |
 * | tokens                              | one, when they share a token                   | next row  |
 * | a workspace, or an organization     | next row                                       | two, or one has none |
 * | a client id                         | one                                            | two       |
 * | an app id                           | one                                            | two       |
 * | a bot with a user id                | one: a bot user belongs to one app             | two       |
 * | webhooks                            | one, when they share a URL                     | next row  |
 * | bare tokens alone (`flow: 'token'`) | one, unless a token that works would be replaced | -         |
 */
export function isSameInstallation(one: Installation, other: Installation): boolean {
  if (!isSameSlack(one, other)) return false
  if (sharesToken(one, other)) return true
  const workspace = workspaceId(one)
  if (workspace === undefined || workspace !== workspaceId(other)) return false
  if (one.clientId && other.clientId) return one.clientId === other.clientId
  if (one.appId && other.appId) return one.appId === other.appId
  if (one.bot?.userId && other.bot?.userId) return one.bot.userId === other.bot.userId
  if (sharesWebhook(one, other)) return true
  return one.flow === 'token' && other.flow === 'token' && !competes(one, other)
}

/**
 * Returns the name of the stored installation to which `found` belongs; undefined when there is none. An installation
 * with the same token is preferred to one that is the same only by `isSameInstallation`. If `found` has only webhooks,
 * its app is unknown: then it belongs to the installation with one of these webhooks, or to the only installation in
 * the same workspace.
 */
export function findSameInstallation(
  stored: readonly (readonly [name: string, installation: Installation])[],
  found: Installation,
): string | undefined {
  const entries = stored.filter(([, one]) => isSameSlack(one, found))
  const same =
    entries.find(([, one]) => sharesToken(one, found)) ?? entries.find(([, one]) => isSameInstallation(one, found))
  if (same || tokensOf(found).length > 0) return same?.[0]
  const posting = entries.find(([, one]) => sharesWebhook(one, found))
  const there = entries.filter(([, one]) => workspaceId(one) !== undefined && workspaceId(one) === workspaceId(found))
  return (posting ?? (there.length === 1 ? there[0] : undefined))?.[0]
}

/** Whether both installations have the same token. */
export function sharesToken(one: Installation, other: Installation): boolean {
  const values = new Set(tokensOf(other).map(({ token }) => token))
  return tokensOf(one).some(({ token }) => values.has(token))
}

function sharesWebhook(one: Installation, other: Installation): boolean {
  const urls = new Set(other.webhooks.map(({ url }) => url))
  return one.webhooks.some(({ url }) => urls.has(url))
}

/** Returns the bot token, if there is one, and all user tokens. */
export function tokensOf({ bot, users }: Pick<Installation, 'bot' | 'users'>): readonly AccessToken[] {
  return bot ? [bot, ...users] : users
}

function workspaceId({ workspace, organization }: Installation): string | undefined {
  return workspace?.id ?? organization?.id
}

/**
 * Whether the two installations have different working tokens of the same bot or person. Such tokens probably belong to
 * two apps.
 */
function competes(one: Installation, other: Installation): boolean {
  const pairs = one.users.flatMap((user) =>
    other.users
      .filter(({ userId }) => userId !== null && userId === user.userId)
      .map((match) => [user, match] as const),
  )
  const all = one.bot && other.bot ? [...pairs, [one.bot, other.bot] as const] : pairs
  return all.some(
    ([mine, theirs]) =>
      mine.token !== theirs.token && !isSpent(mine, other.installedAt) && !isSpent(theirs, one.installedAt),
  )
}

/** Whether Slack refused the token at the last check, or the token had expired at the time `at` (ISO 8601). */
function isSpent({ dead, expiresAt }: AccessToken, at: string): boolean {
  return dead !== undefined || (expiresAt !== null && expiresAt <= at)
}

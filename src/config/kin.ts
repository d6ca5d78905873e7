import { type AccessToken, type Installation, isSameSlack, type UserToken } from './installation.ts'
import type { Config } from './store.ts'

/** Whose tokens brought in from elsewhere are: `as kept`, ours if what they belong to is ours. */
export type InstallationMatch = 'borrowed' | 'own' | 'as kept'

/**
 * The stored installation that another one belongs to: of the same Slack, workspace (or organization) and app. Where
 * an app does not say its id, its bot user tells, or a token or webhook that both hold; bare tokens of one workspace belong
 * together, as nobody says which app they are of.
 */
export function findSameInstallation(config: Config, found: Installation): string | undefined {
  const entries = Object.entries(config.profiles).filter(([, one]) => isSameSlack(one, found))
  const values = new Set(tokensOf(found).map(({ token }) => token))
  const holds = ([, one]: [string, Installation]) => tokensOf(one).some(({ token }) => values.has(token))
  const here = entries.filter(([, one]) => placeId(one) !== undefined && placeId(one) === placeId(found))
  const kin = entries.find(holds) ?? here.find(([, one]) => isSameApp(one, found))
  if (kin || tokensOf(found).length > 0) return kin?.[0]
  // A webhook alone is of the workspace in its URL, and says nothing of its app.
  const urls = new Set(found.webhooks.map(({ url }) => url))
  const posts = ([, one]: [string, Installation]) => one.webhooks.some(({ url }) => urls.has(url))
  return (entries.find(posts) ?? (here.length === 1 ? here[0] : undefined))?.[0]
}

function isSameApp(one: Installation, other: Installation): boolean {
  if (one.clientId && other.clientId) return one.clientId === other.clientId
  if (one.appId && other.appId) return one.appId === other.appId
  if (one.bot?.userId && other.bot?.userId) return one.bot.userId === other.bot.userId
  return one.flow === 'token' && other.flow === 'token'
}

function placeId({ workspace, organization }: Installation): string | undefined {
  return workspace?.id ?? organization?.id
}

function tokensOf({ bot, users }: Installation): readonly AccessToken[] {
  return bot ? [bot, ...users] : users
}

/** Lays an installation over the one it belongs to: nothing that only the old one holds is lost. */
export function mergeSameInstallation(old: Installation, found: Installation, claim: InstallationMatch): Installation {
  const others = old.users.filter((user) => !found.users.some((one) => isSamePerson(one, user)))
  const mine = found.users.map((user) => newer(old.users.find((one) => isSamePerson(one, user)) ?? null, user))
  const bot = found.bot && newer(old.bot, found.bot)
  const urls = new Set(found.webhooks.map(({ url }) => url))
  const answers = new Set(found.responses.map(answerKey))
  const known = new Set(tokensOf(old).map(({ token }) => token))
  const brings = tokensOf(found).some(({ token }) => !known.has(token))
  return {
    ...found,
    ...old,
    flow: old.flow === 'token' ? found.flow : old.flow,
    appId: old.appId ?? found.appId,
    appName: old.appName ?? found.appName,
    clientId: old.clientId ?? found.clientId,
    workspace: old.workspace?.name ? old.workspace : (found.workspace ?? old.workspace),
    organization: old.organization ?? found.organization,
    bot: bot ? { ...bot, botId: found.bot?.botId ?? old.bot?.botId ?? null } : old.bot,
    users: [...mine, ...others],
    webhooks: [...found.webhooks, ...old.webhooks.filter(({ url }) => !urls.has(url))],
    responses: [...found.responses, ...old.responses.filter((one) => !answers.has(answerKey(one)))],
    borrowed: claim === 'own' ? false : old.borrowed || (claim === 'borrowed' && brings),
  }
}

function isSamePerson(one: UserToken, other: UserToken): boolean {
  return one.token === other.token || (one.userId !== null && one.userId === other.userId)
}

function answerKey({ method, at, userId }: Installation['responses'][number]): string {
  return `${method} ${at} ${userId}`
}

/** Of a pair that rotates, the one that lasts longer is the later one: an old copy must not take its place. */
function newer<T extends AccessToken>(old: T | null, found: T): T {
  if (!old) return found
  if (old.token === found.token) {
    return {
      ...old,
      ...found,
      userId: found.userId ?? old.userId,
      userName: found.userName ?? old.userName,
      scopes: found.scopes.length > 0 ? found.scopes : old.scopes,
      asked: found.asked ?? old.asked,
      expiresAt: found.expiresAt ?? old.expiresAt,
      refreshToken: found.refreshToken ?? old.refreshToken,
    }
  }
  return old.expiresAt !== null && found.expiresAt !== null && old.expiresAt > found.expiresAt ? old : found
}

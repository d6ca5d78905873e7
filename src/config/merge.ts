import type { Grant, GrantedToken } from '../responses/grant.ts'
import {
  type BotToken,
  handleOrId,
  type Installation,
  isSameSlack,
  type RawResponse,
  type UserToken,
} from './installation.ts'
import type { Config } from './store.ts'

/** What an install was made with; the answer itself does not tell. */
export interface InstallFacts {
  readonly apiUrl: string
  readonly simulator: boolean
  readonly appName: string | null
  readonly clientId: string
  readonly askedBot: readonly string[]
  readonly askedUser: readonly string[]
  readonly method: string
  readonly body: RawResponse['body']
  /** Milliseconds since 1970: when the answer arrived. */
  readonly at: number
}

/** The stored installation of the same app in the same workspace (or organization), which a new grant is merged into. */
export function findSame(
  config: Config,
  grant: Grant,
  facts: Pick<InstallFacts, 'apiUrl' | 'simulator' | 'clientId'>,
): string | undefined {
  const place = (one: Pick<Installation, 'workspace' | 'organization'>) => one.workspace?.id ?? one.organization?.id
  return Object.entries(config.profiles).find(([, one]) => {
    const sameApp = one.clientId ? one.clientId === facts.clientId : one.appId !== null && one.appId === grant.appId
    return sameApp && isSameSlack(one, facts) && place(one) === place(grant)
  })?.[0]
}

/**
 * Lays a grant over what is kept of the same installation: another person's user token and older webhooks stay, and so
 * does a token that this grant does not mention.
 */
export function mergeGrant(old: Installation | undefined, grant: Grant, facts: InstallFacts): Installation {
  const response: RawResponse = {
    method: facts.method,
    at: new Date(facts.at).toISOString(),
    userId: grant.installerId,
    body: facts.body,
  }
  return {
    ...old,
    flow: grant.flow,
    apiUrl: facts.apiUrl,
    simulator: facts.simulator,
    appId: grant.appId ?? old?.appId ?? null,
    appName: facts.appName ?? old?.appName ?? null,
    clientId: facts.clientId,
    workspace: grant.workspace ?? old?.workspace ?? null,
    organization: grant.organization ?? old?.organization ?? null,
    bot: grant.bot ? keptBot(grant.bot, old?.bot ?? null, facts) : (old?.bot ?? null),
    users: mergeUsers(old?.users ?? [], grant.user, facts),
    webhooks: mergeWebhooks(old?.webhooks ?? [], grant),
    responses: [response, ...(old?.responses ?? []).filter(({ userId }) => userId !== grant.installerId)],
    installedAt: response.at,
    borrowed: false,
  }
}

function keptBot(granted: GrantedToken, old: BotToken | null, facts: InstallFacts): BotToken {
  return { ...keptToken(granted, old, facts.askedBot, facts.at), botId: old?.botId ?? null }
}

function keptToken(granted: GrantedToken, old: UserToken | null, requested: readonly string[], at: number): UserToken {
  return {
    token: granted.token,
    userId: granted.userId,
    userName: old?.userName ?? null,
    scopes: granted.scopes,
    asked: requested,
    expiresAt: granted.expiresIn === null ? null : new Date(at + granted.expiresIn * 1000).toISOString(),
    refreshToken: granted.refreshToken,
    ...(granted.expiresIn !== null && { lifetime: granted.expiresIn }),
  }
}

function mergeUsers(
  old: readonly UserToken[],
  granted: GrantedToken | null,
  facts: InstallFacts,
): readonly UserToken[] {
  if (!granted) return old
  const before = old.find(({ userId, token }) => (granted.userId ? userId === granted.userId : token === granted.token))
  return [keptToken(granted, before ?? null, facts.askedUser, facts.at), ...old.filter((one) => one !== before)]
}

function mergeWebhooks(old: Installation['webhooks'], { webhook }: Grant): Installation['webhooks'] {
  return webhook ? [webhook, ...old.filter(({ url }) => url !== webhook.url)] : old
}

/** What a reinstall changed, in words; nothing for a first install. */
export function describeChanges(old: Installation | undefined, now: Installation, grant: Grant): string[] {
  if (!old) return []
  const before = (token: UserToken) => old.users.find(({ userId }) => userId === token.userId)
  const granted = now.users.find(({ token }) => token === grant.user?.token)
  const others = granted ? now.users.filter((one) => one !== granted) : []
  return [
    ...(grant.bot && now.bot ? [tokenChange('bot token', old.bot, now.bot)] : []),
    ...(granted ? [tokenChange('user token', before(granted) ?? null, granted)] : []),
    ...others.map((one) => `the user token of ${handleOrId(one, 'another person')} stays`),
    ...(grant.webhook && old.webhooks.length > 0 ? [`webhook added, ${now.webhooks.length} in all`] : []),
  ]
}

function tokenChange(label: string, old: UserToken | null, now: UserToken): string {
  if (!old) return `${label}: new`
  const won = now.scopes.filter((scope) => !old.scopes.includes(scope))
  const lost = old.scopes.filter((scope) => !now.scopes.includes(scope))
  const parts = [
    old.token === now.token ? 'same token' : 'another token, the old one may have ended',
    ...(won.length > 0 ? [`won ${won.join(', ')}`] : []),
    ...(lost.length > 0 ? [`lost ${lost.join(', ')}`] : []),
  ]
  return `${label}: ${parts.join('; ')}`
}

import type { AccessToken, Installation, RawResponse } from '../config/installation.ts'
import type { Grant, GrantedToken } from '../responses/grant.ts'

/** Facts about an install that Slack's answer does not have. */
export interface InstallFacts {
  readonly apiUrl: string
  readonly simulator: boolean
  readonly appName: string | null
  readonly clientId: string
  readonly requestedBot: readonly string[]
  readonly requestedUser: readonly string[]
  readonly method: string
  readonly body: RawResponse['body']
  /** Milliseconds since 1970 when the answer arrived. */
  readonly at: number
}

/** Returns a new installation with the tokens and webhook of a grant. */
export function grantedInstallation(grant: Grant, facts: InstallFacts): Installation {
  const at = new Date(facts.at).toISOString()
  const { apiUrl, simulator, appName, clientId, method, body } = facts
  return {
    ...{ flow: grant.flow, apiUrl, simulator, appId: grant.appId, appName, clientId },
    workspace: grant.workspace,
    organization: grant.organization,
    bot: grant.bot && { ...accessToken(grant.bot, facts.requestedBot, facts.at), botId: null },
    users: grant.user ? [accessToken(grant.user, facts.requestedUser, facts.at)] : [],
    webhooks: grant.webhook ? [grant.webhook] : [],
    responses: [{ method, at, userId: grant.installerId, body }],
    installedAt: at,
    borrowed: false,
  }
}

function accessToken(granted: GrantedToken, requested: readonly string[], at: number): AccessToken {
  const { token, userId, scopes, expiresIn, refreshToken } = granted
  return {
    ...{ token, userId, userName: null, scopes, asked: requested },
    expiresAt: expiresIn === null ? null : new Date(at + expiresIn * 1000).toISOString(),
    refreshToken,
    ...(expiresIn !== null && { lifetime: expiresIn }),
  }
}

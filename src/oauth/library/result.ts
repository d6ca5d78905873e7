import { handleOrId, type Installation } from '../../config/installation.ts'
import { nodeInstallation } from '../../config/sdk-record.ts'
import type { Grant } from '../../responses/grant.ts'
import type { RequestContext } from '../../slack/client/types.ts'
import type { CallbackPage, PageWords } from '../callback/page.ts'
import { grantedPage } from '../callback/result-pages.ts'
import type { Exchanged } from '../code-exchange.ts'
import { grantedInstallation } from '../granted-installation.ts'
import type { InstallRequest } from '../types.ts'
import { lookUpUserNames, withNames } from '../user-names.ts'
import type { InstalledToken, InstallResult, SlackInstallation } from './types.ts'

/** A complete install: what the caller gets, and what the page in the browser shows. */
export interface FinishedInstall {
  readonly result: InstallResult
  readonly page: (words: PageWords) => CallbackPage
}

/** Judges an exchanged grant: asks Slack who the tokens act as, and compares the scopes with the requested ones. */
export async function judgeInstall(
  request: InstallRequest,
  { grant, method, body, at }: Exchanged,
  wire: RequestContext,
): Promise<FinishedInstall> {
  const { apiUrl, clientId, botScopes: requestedBot, userScopes: requestedUser, simulator } = request
  const facts = { apiUrl, simulator, appName: null, clientId, requestedBot, requestedUser, method, body, at }
  const actors = await lookUpUserNames(apiUrl, grant, wire)
  const installation = withNames(grantedInstallation(grant, facts), grant, actors)
  const { bot, users, workspace, organization, appId, appName } = installation
  const [user] = users
  const result: InstallResult = {
    flow: grant.flow,
    team: workspace,
    enterprise: organization,
    app: { id: appId, name: appName, clientId },
    installerId: grant.installerId,
    bot: bot && { ...installedToken(bot, grant), botId: bot.botId },
    user: user ? installedToken(user, grant) : null,
    webhook: grant.webhook,
    installation: slackInstallation(installation, grant, actors),
    answer: { method, body },
  }
  const installerLabel = user ? handleOrId(user, 'you') : null
  return { result, page: (words) => grantedPage({ installation, installerLabel, grant }, words) }
}

type StoredAccess = NonNullable<Installation['bot']> | Installation['users'][number]

function installedToken(access: StoredAccess, { flow }: Grant): InstalledToken {
  const { token, userId, userName, scopes, asked, expiresAt, refreshToken } = access
  // A classic app requests the scopes of both tokens in one list, so they cannot be compared for one token.
  const missingScopes = flow === 'v1' ? [] : (asked ?? []).filter((scope) => !scopes.includes(scope))
  return { token, userId, userName, scopes: [...scopes], missingScopes, expiresAt, refreshToken }
}

/** Returns the `Installation` of @slack/oauth. As in that package, it includes the address of the organization. */
function slackInstallation(
  installation: Installation,
  grant: Grant,
  actors: Awaited<ReturnType<typeof lookUpUserNames>>,
): SlackInstallation {
  const { bot, users } = installation
  const record = nodeInstallation({ installation, bot: bot ?? undefined, user: users[0], webhook: grant.webhook })
  const url = actors.bot['url'] ?? actors.user['url']
  const enterpriseUrl = installation.workspace === null && typeof url === 'string' ? { enterpriseUrl: url } : {}
  return { ...(record as unknown as SlackInstallation), ...enterpriseUrl }
}

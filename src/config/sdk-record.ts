import type { AccessToken, Installation, Webhook } from './installation.ts'

/** The parts of one installation that an SDK's record contains. */
export interface RecordParts {
  readonly installation: Installation
  readonly bot: AccessToken | undefined
  readonly user: AccessToken | undefined
  readonly webhook: Webhook | null
}

/**
 * Returns the tokens as an `Installation` object of @slack/oauth 3 and 4, which `fetchInstallation` of a store must
 * return (node-slack-sdk, packages/oauth/src/installation.ts). Omits fields without a known value.
 */
export function nodeInstallation(parts: RecordParts): Readonly<Record<string, unknown>> {
  const { installation, bot, user, webhook } = parts
  const isOrg = installation.workspace === null
  return {
    ...(installation.workspace && { team: named(installation.workspace) }),
    ...(installation.organization && { enterprise: named(installation.organization) }),
    user: defined({ ...(user && nodeToken(user)), id: installerOf(parts) }),
    ...(bot && { bot: defined({ ...nodeToken(bot), id: installation.bot?.botId, userId: bot.userId }) }),
    ...(webhook && { incomingWebhook: defined({ ...webhook }) }),
    ...(installation.flow !== 'v1' && installation.appId && { appId: installation.appId }),
    ...(bot && installation.flow !== 'v1' && { tokenType: 'bot' }),
    isEnterpriseInstall: isOrg,
    authVersion: installation.flow === 'v1' ? 'v1' : 'v2',
  }
}

function nodeToken({ token, refreshToken, expiresAt, scopes }: AccessToken) {
  return { token, refreshToken, expiresAt: seconds(expiresAt), scopes }
}

/**
 * Returns the tokens in the form of `Installation.to_dict()` in the Python SDK, with times in Unix seconds.
 * `Installation(**record)` accepts this record (python-slack-sdk,
 * slack_sdk/oauth/installation_store/models/installation.py).
 */
export function pythonInstallation(parts: RecordParts): Readonly<Record<string, unknown>> {
  const { installation, bot, user, webhook } = parts
  return {
    app_id: installation.appId,
    enterprise_id: installation.organization?.id ?? null,
    enterprise_name: installation.organization?.name ?? null,
    enterprise_url: null,
    team_id: installation.workspace?.id ?? null,
    team_name: installation.workspace?.name ?? null,
    bot_token: bot?.token ?? null,
    bot_id: (bot && installation.bot?.botId) ?? null,
    bot_user_id: bot?.userId ?? null,
    bot_scopes: bot?.scopes.join(',') ?? '',
    bot_refresh_token: bot?.refreshToken ?? null,
    bot_token_expires_at: seconds(bot?.expiresAt ?? null),
    user_id: installerOf(parts) ?? null,
    user_token: user?.token ?? null,
    user_scopes: user?.scopes.join(',') ?? '',
    user_refresh_token: user?.refreshToken ?? null,
    user_token_expires_at: seconds(user?.expiresAt ?? null),
    incoming_webhook_url: webhook?.url ?? null,
    incoming_webhook_channel: webhook?.channel ?? null,
    incoming_webhook_channel_id: webhook?.channelId ?? null,
    incoming_webhook_configuration_url: webhook?.configurationUrl ?? null,
    is_enterprise_install: installation.workspace === null,
    token_type: bot ? 'bot' : null,
    installed_at: Date.parse(installation.installedAt) / 1000,
  }
}

/** Returns the user id of the user token, otherwise the id of the person who installed last. */
function installerOf({ installation, user }: RecordParts): string | undefined {
  return user?.userId ?? installation.responses[0]?.userId ?? undefined
}

function named({ id, name }: { id: string; name: string | null }) {
  return defined({ id, name })
}

function seconds(expiresAt: string | null): number | null {
  return expiresAt === null ? null : Math.floor(Date.parse(expiresAt) / 1000)
}

/** Removes null and undefined values, because the SDK's types have no null. */
function defined(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null && value !== undefined))
}

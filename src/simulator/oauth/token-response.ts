import type { Hook, Token } from '../state/app-types.ts'
import type { InstallGrant } from '../state/install-app.ts'
import type { AnswerBody } from '../state/refusal.ts'
import { secondsLeft } from '../state/rotation.ts'
import { serviceUrl } from '../state/slack-addresses.ts'
import type { World } from '../state/types.ts'
import { channelsIn, isOrganization, workspaceOf } from '../state/workspaces.ts'

/**
 * Returns the answer of `oauth.v2.access`. The bot token is at the top level and the user token is in `authed_user`;
 * each is present only when its scopes were granted (docs.slack.dev/reference/methods/oauth.v2.access).
 */
export function granularResponse(world: World, granted: InstallGrant, url: string): AnswerBody {
  const { app, bot, user, code, webhook, botUserId } = granted
  return {
    ok: true,
    app_id: app.id,
    authed_user: {
      id: code.userId,
      ...(user && {
        scope: user.scopes.join(','),
        access_token: user.value,
        token_type: 'user',
        ...pairOf(world, user),
      }),
    },
    ...(bot && {
      scope: bot.scopes.join(','),
      token_type: 'bot',
      access_token: bot.value,
      bot_user_id: botUserId,
      ...pairOf(world, bot),
    }),
    ...placeOf(world, code.workspaceId),
    ...(webhook && { incoming_webhook: webhookFields(world, webhook, url) }),
  }
}

/**
 * Returns the answer of `oauth.access`, for classic apps. The user token is at the top level and the bot token is in
 * `bot` (docs.slack.dev/reference/methods/oauth.access).
 */
export function classicResponse(world: World, granted: InstallGrant, url: string): AnswerBody {
  const { user, bot, code, webhook, botUserId } = granted
  const workspace = workspaceOf(world, code.workspaceId)
  return {
    ok: true,
    access_token: user?.value,
    scope: user?.scopes.join(','),
    user_id: code.userId,
    team_name: workspace.name,
    team_id: workspace.id,
    enterprise_id: world.state.organization?.id ?? null,
    ...(webhook && { incoming_webhook: webhookFields(world, webhook, url) }),
    ...(bot && { bot: { bot_user_id: botUserId, bot_access_token: bot.value } }),
  }
}

/**
 * Returns the answer of `oauth.v2.user.access` in the format that the app's setting `userAnswer` names. Slack publishes
 * two formats, and it is unknown which one it sends: `flat` in its schema and `nested` in its example. Other programs
 * expect the third format, `authed`, which is that of `oauth.v2.access`.
 */
export function userResponse(world: World, granted: InstallGrant): AnswerBody {
  const { app, user, code } = granted
  const scope = user?.scopes.join(',')
  const token = { access_token: user?.value, token_type: 'user', ...(user && pairOf(world, user)) }
  const place = placeOf(world, code.workspaceId)
  switch (app.userAnswer) {
    case 'flat':
      return { ok: true, ...token, user_id: code.userId, app_id: app.id, scope, ...place }
    case 'nested':
      return {
        ok: true,
        ...token,
        scope: '',
        authed_user: { id: code.userId, scope },
        team: place.team && { id: place.team.id },
      }
    case 'authed':
      return { ok: true, app_id: app.id, authed_user: { id: code.userId, scope, ...token }, ...place }
  }
}

/**
 * Returns the answer to a refresh and to `oauth.v2.exchange`: the token is at the top level, and `token_type` is its
 * kind (docs.slack.dev/authentication/using-token-rotation).
 */
export function refreshResponse(world: World, token: Token): AnswerBody {
  return {
    ok: true,
    app_id: token.appId,
    token_type: token.kind,
    scope: token.scopes.join(','),
    access_token: token.value,
    ...pairOf(world, token),
    [token.kind === 'bot' ? 'bot_user_id' : 'user_id']: token.userId,
    ...placeOf(world, token.workspaceId),
  }
}

function pairOf(world: World, token: Token) {
  return token.refresh === undefined ? {} : { expires_in: secondsLeft(world, token), refresh_token: token.refresh }
}

/**
 * Returns the fields `team`, `enterprise` and `is_enterprise_install` of an answer; `team` is null for an org-wide
 * install.
 */
function placeOf(world: World, workspaceId: string | undefined) {
  const { organization } = world.state
  const enterprise = organization && { id: organization.id, name: organization.name }
  const { id, name } = workspaceOf(world, workspaceId)
  const org = isOrganization(world, workspaceId)
  return { team: org ? null : { id, name }, enterprise, is_enterprise_install: org }
}

function webhookFields(world: World, hook: Hook, url: string): Readonly<Record<string, string>> {
  const channel = channelsIn(world).find(({ id }) => id === hook.channelId)
  return {
    url: `${serviceUrl(url, 'hooks')}/services/${hook.path}`,
    channel: `#${channel?.name ?? hook.channelId}`,
    channel_id: hook.channelId,
    configuration_url: `${url}/services/${hook.path.split('/')[1]}`,
  }
}

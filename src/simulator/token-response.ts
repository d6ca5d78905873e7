import type { Grant } from './grant.ts'
import type { Body } from './method.ts'
import { workspaceOf } from './workspaces.ts'
import type { Hook, World } from './world.ts'

/**
 * The answer of `oauth.v2.access`: the bot token at the top, the person's inside `authed_user`, each only when it was
 * asked for (docs.slack.dev/reference/methods/oauth.v2.access).
 */
export function granularResponse(world: World, granted: Grant, url: string): Body {
  const { app, bot, user, code, webhook, botUserId } = granted
  return {
    ok: true,
    app_id: app.id,
    authed_user: {
      id: code.userId,
      ...(user && { scope: user.scopes.join(','), access_token: user.value, token_type: 'user' }),
    },
    ...(bot && {
      scope: bot.scopes.join(','),
      token_type: 'bot',
      access_token: bot.value,
      bot_user_id: botUserId,
    }),
    ...placeOf(world, granted),
    ...(webhook && { incoming_webhook: webhookFields(world, webhook, url) }),
  }
}

/**
 * The answer of `oauth.access`, for classic apps: the person's token at the top, the bot's inside `bot`
 * (docs.slack.dev/reference/methods/oauth.access).
 */
export function classicResponse(world: World, granted: Grant, url: string): Body {
  const { user, bot, code, webhook, botUserId } = granted
  const workspace = workspaceOf(world, code.workspaceId)
  return {
    ok: true,
    access_token: user?.value,
    scope: user?.scopes.join(','),
    user_id: code.userId,
    team_name: workspace.name,
    team_id: workspace.id,
    enterprise_id: null,
    ...(webhook && { incoming_webhook: webhookFields(world, webhook, url) }),
    ...(bot && { bot: { bot_user_id: botUserId, bot_access_token: bot.value } }),
  }
}

/**
 * The answer of `oauth.v2.user.access`. Slack publishes two forms, its schema (flat) and its example (nested), and
 * which one is live is not known; the third is that of `oauth.v2.access`, which programs fall back to.
 */
export function userResponse(world: World, granted: Grant): Body {
  const { app, user, code } = granted
  const scope = user?.scopes.join(',')
  const token = { access_token: user?.value, token_type: 'user' }
  const place = placeOf(world, granted)
  switch (app.userAnswer) {
    case 'flat':
      return { ok: true, ...token, user_id: code.userId, app_id: app.id, scope, ...place }
    case 'nested':
      return { ok: true, ...token, scope: '', authed_user: { id: code.userId, scope }, team: { id: place.team.id } }
    case 'authed':
      return { ok: true, app_id: app.id, authed_user: { id: code.userId, scope, ...token }, ...place }
  }
}

function placeOf(world: World, { code }: Grant) {
  const { id, name } = workspaceOf(world, code.workspaceId)
  return { team: { id, name }, enterprise: null, is_enterprise_install: false }
}

function webhookFields(world: World, hook: Hook, url: string): Readonly<Record<string, string>> {
  const channel = world.state.channels.find(({ id }) => id === hook.channelId)
  return {
    url: `${url}/services/${hook.path}`,
    channel: `#${channel?.name ?? hook.channelId}`,
    channel_id: hook.channelId,
    configuration_url: `${url}/services/${hook.path.split('/')[1]}`,
  }
}

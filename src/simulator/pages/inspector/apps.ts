import { html } from 'hono/html'
import { mask } from '../../../slack/facts/token-kinds.ts'
import type { App, Hook, Token } from '../../state/app-types.ts'
import { isExpired } from '../../state/rotation.ts'
import type { World } from '../../state/types.ts'
import { channelsIn, peopleIn, workspaceOf, workspacesOf, worldOf } from '../../state/workspaces.ts'
import type { Html } from '../layout.ts'
import { nameOf } from './messages.ts'

const mostTokens = 12

/**
 * Returns a panel for each app with the tokens and webhooks that it was granted. Each token is shown with its kind,
 * user, scopes and expiry.
 */
export function appPanels(world: World): Html {
  return html`${world.state.apps.map((app) => appPanel(world, app))}`
}

function appPanel(world: World, app: App): Html {
  const own = world.state.tokens.filter(({ appId }) => appId === app.id)
  const works = (token: Token) => !token.revoked && !isExpired(world, token)
  // Valid tokens are shown first, then the newest invalid ones, at most `mostTokens` in all.
  const tokens = [...own.filter(works), ...own.filter((token) => !works(token)).reverse()].slice(0, mostTokens)
  const hooks = world.state.webhooks.filter(({ appId }) => appId === app.id)
  return html`<section class="panel" data-group="app"><h2>${app.name}<small>${app.id} · <a id="settings-${app.id}" href="/apps/${app.id}">Settings</a></small></h2>
<p class="small soft">Client ID <code>${app.clientId}</code></p>
${tokens.length === 0 ? html`<p class="empty">Not installed yet. Try <code>slack-tokens login --sim</code></p>` : tokens.map((token) => tokenItem(world, token))}
${own.length > tokens.length ? html`<p class="small soft">and ${own.length - tokens.length} older ones that have expired</p>` : ''}${hooks.map((hook) => hookItem(world, hook))}</section>`
}

function tokenItem(world: World, token: Token): Html {
  const there = worldOf(world, token.workspaceId)
  const owner = peopleIn(there).find(({ id }) => id === token.userId)
  const place =
    workspacesOf(world).length > 1 || world.state.organization
      ? ` in ${workspaceOf(world, token.workspaceId).name}`
      : ''
  const ended = token.revoked || isExpired(world, token)
  return html`<div class="item${ended ? ' ended' : ''}" data-find><h3>${token.kind === 'bot' ? 'Bot token' : 'User token'}<small>acts as ${owner ? `@${owner.name}` : token.userId}${place} · ${endOf(world, token)}</small></h3>
<code>${mask(token.value)}</code>${ended ? '' : html`<div class="scopes">${token.scopes.map((scope) => html`<span class="chip">${scope}</span>`)}</div>`}</div>`
}

function endOf(world: World, token: Token): string {
  if (token.revoked) return 'revoked'
  if (token.expiresAt === undefined) return 'does not expire'
  const seconds = Math.round((token.expiresAt - world.now()) / 1000)
  if (seconds <= 0) return 'expired'
  if (seconds < 120) return 'expires within two minutes'
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `expires in ${minutes} minutes` : `expires in ${Math.round(minutes / 60)} hours`
}

function hookItem(world: World, { path, channelId, dead, userId }: Hook): Html {
  const there = worldOf(world, path.split('/')[0])
  const name = channelsIn(there).find(({ id }) => id === channelId)?.name
  return html`<div class="item${dead ? ' ended' : ''}" data-find><h3>Incoming webhook<small>${dead ? 'ended' : `posts to #${name ?? channelId}`} · by @${nameOf(there, userId)}</small></h3></div>`
}

import { html } from 'hono/html'
import { mask } from '../slack/tokens.ts'
import type { Reply } from './http.ts'
import { messageAnchor } from './messages.ts'
import { type Html, page } from './pages.ts'
import { type LoggedRequest, newestRequests } from './request-log.ts'
import type { Site } from './site.ts'
import type { Channel, Message, Person, Token, World } from './world.ts'

const mostMessages = 30
const mostRequests = 40

const style = `
.top{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;gap:4px 24px;margin-bottom:20px}
.top p{margin:0}
.top a,h2 a{color:inherit}
.columns{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:20px;align-items:start}
.stack{display:grid;gap:20px}
.panel{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:18px 22px}
.panel h2 small,.panel h3 small{font-weight:400;color:var(--soft);font-size:14px;margin-left:6px}
h3{margin:0 0 6px;font-size:15px}
.token{padding:10px 0;border-top:1px solid var(--line)}
.token:first-of-type{border-top:0}
.message{display:grid;grid-template-columns:36px 1fr;gap:0 12px;padding:8px 0}
.message:target{background:var(--tint);border-radius:8px}
.face{grid-row:1/3;display:grid;place-items:center;width:36px;height:36px;border-radius:8px;background:var(--tint);border:1px solid var(--line);font-weight:700}
.author{font-weight:700}.author small{font-weight:400;color:var(--soft);margin-left:6px}
.tag{font-size:11px;font-weight:700;letter-spacing:.04em;padding:1px 6px;border-radius:4px;background:var(--tint);border:1px solid var(--line);margin-left:6px}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
.empty{color:var(--soft);margin:0}
.revoked{text-decoration:line-through;color:var(--soft)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:14px}
th{text-align:left;color:var(--soft);font-weight:600}
th,td{padding:6px 14px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;white-space:nowrap}
td.args{white-space:normal;overflow-wrap:anywhere;min-width:220px}
.good{color:var(--go)}.bad{color:var(--bad)}
@media(max-width:860px){.columns{grid-template-columns:1fr}}
`

/** The page at `/`: what is in the workspace, who holds which token, and what was asked last. */
export function inspector(site: Site): Reply {
  const { world } = site
  const { workspace, channels, people } = world.state
  const body = html`<div class="top"><h1>${workspace.name}</h1><p class="soft">${workspace.id} · API <code>${site.url()}/api/</code> · <a href="/">Reload</a></p></div>
<div class="columns"><div class="stack">${channels.map((channel) => channelPanel(world, channel))}</div>
<div class="stack">${apps(world)}<section class="panel"><h2>People</h2>${people.map((person) => personLine(person))}</section></div></div>
<section class="panel"><h2>Requests<small>newest first</small></h2>${requests(newestRequests(world))}</section>`
  return page(200, { title: workspace.name, body, style: `${style}.columns{margin-bottom:20px}`, wide: true })
}

function channelPanel(world: World, channel: Channel): Html {
  const members = channel.members.map((id) => nameOf(world, id))
  const direct = channel.kind === 'im' || channel.kind === 'mpim'
  const title = direct ? members.join(' and ') : `# ${channel.name}`
  const note = direct
    ? 'direct message'
    : `${channel.kind === 'private' ? 'private, ' : ''}${members.length} members: ${members.join(', ')}`
  const newest = channel.messages.slice(-mostMessages)
  return html`<section class="panel"><h2>${title}<small>${note}</small></h2>
${newest.length === 0 ? html`<p class="empty">Nothing posted yet</p>` : newest.map((message) => messageLine(world, channel, message))}</section>`
}

function messageLine(world: World, channel: Channel, message: Message): Html {
  const author = world.state.people.find(({ id }) => id === message.user)
  const name = message.username ?? author?.realName ?? message.user
  const asApp = message.botId !== undefined || author?.bot !== undefined
  return html`<div class="message" id="${messageAnchor(channel, message)}"><span class="face" aria-hidden="true">${name.slice(0, 1).toUpperCase()}</span>
<span class="author">${name}${asApp ? html`<span class="tag">APP</span>` : ''}<small>${clock(Number(message.ts) * 1000)}${message.threadTs && message.threadTs !== message.ts ? ' in a thread' : ''}${message.edited ? ' edited' : ''}</small></span>
<span class="text">${message.text || (message.files ? '' : '(blocks only)')}${message.files?.map((id) => fileTag(world, id)) ?? ''}${message.reactions?.map(({ name, users }) => html` <span class="soft">:${name}: ${users.length}</span>`) ?? ''}</span></div>`
}

function fileTag({ state }: World, id: string): Html {
  const file = state.files.find((one) => one.id === id)
  const note = !file || file.deleted ? 'deleted' : `${file.size} bytes`
  return html` <span class="soft">[file ${file?.title ?? id}, ${note}]</span>`
}

function apps({ state, now }: World): Html {
  return html`${state.apps.map((app) => {
    const tokens = state.tokens.filter(({ appId }) => appId === app.id)
    const hooks = state.webhooks.filter(({ appId }) => appId === app.id)
    return html`<section class="panel"><h2>${app.name}<small>${app.id} · <a href="/apps/${app.id}">Settings</a></small></h2>
<p class="small soft">Client ID <code>${app.clientId}</code><br>Redirect URLs ${app.redirectUrls.map((url, index) => html`${index > 0 ? ', ' : ''}<code>${url}</code>`)}</p>
${tokens.length === 0 ? html`<p class="empty">Not installed yet: no tokens</p>` : tokens.map((token) => tokenLine(state.people, token, now()))}
${hooks.map((hook) => html`<div class="token"><h3>Incoming webhook<small>${hook.dead ? 'dead' : `posts to #${state.channels.find(({ id }) => id === hook.channelId)?.name ?? hook.channelId}`}</small></h3></div>`)}</section>`
  })}`
}

function tokenLine(people: readonly Person[], token: Token, now: number): Html {
  const owner = people.find(({ id }) => id === token.userId)
  const title = token.kind === 'bot' ? 'Bot token' : 'User token'
  const over = token.revoked ? ', revoked' : token.expiresAt !== undefined && token.expiresAt <= now ? ', ended' : ''
  return html`<div class="token"><h3>${title}<small>acts as ${owner?.realName ?? token.userId}${over}</small></h3>
<code class="${over ? 'revoked' : ''}">${mask(token.value)}</code><br><span class="small soft">${token.scopes.join(', ')}</span></div>`
}

function personLine({ realName, name, id, bot, isAdmin, deleted }: Person): Html {
  return html`<p class="small">${realName} <span class="soft">@${name} · ${id}${isAdmin ? ' · admin' : ''}${deleted ? ' · deactivated' : ''}</span>${bot ? html`<span class="tag">APP</span>` : ''}</p>`
}

function requests(log: readonly LoggedRequest[]): Html {
  if (log.length === 0) return html`<p class="empty">None yet</p>`
  const rows = log.slice(-mostRequests).reverse()
  return html`<div class="scroll"><table><thead><tr><th>Time (UTC)</th><th>What</th><th>As</th><th>Answer</th><th>With</th></tr></thead><tbody>
${rows.map(
  (one) => html`<tr><td>${clock(one.at)}</td><td>${one.verb} ${one.what}</td><td>${one.as ?? '–'}</td>
<td class="${one.ok ? 'good' : 'bad'}">${one.ok ? '✓' : '✗'} ${one.error ?? one.status}</td><td class="args soft">${Object.entries(one.args).map(([name, value]) => html`${name}=${value.slice(0, 120)} `)}</td></tr>`,
)}</tbody></table></div>`
}

function nameOf({ state }: World, id: string): string {
  return state.people.find((one) => one.id === id)?.name ?? id
}

function clock(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString().slice(11, 19) : ''
}

import { html } from 'hono/html'
import { scopeFacts } from '../../slack/facts/scopes.ts'
import type { Reply } from '../http/http.ts'
import type { Person } from '../state/types.ts'
import { boxName, type ConsentView } from './consent-view.ts'
import { type Html, page } from './layout.ts'

const style = `
.from{display:flex;align-items:center;justify-content:center;gap:14px;margin:0 0 18px}
.mark{display:grid;place-items:center;width:56px;height:56px;border-radius:14px;background:var(--brand);color:var(--on-brand);font-size:24px;font-weight:700}
.place{background:var(--tint);color:var(--ink);border:1px solid var(--line)}
.dots{color:var(--soft);letter-spacing:3px}
.head{text-align:center;margin-bottom:22px}
section{border-top:1px solid var(--line);padding:18px 0}
.who{color:var(--soft);font-size:14px;margin:-6px 0 10px}
ul{list-style:none;margin:0;padding:0;display:grid;gap:8px}
li{display:grid;grid-template-columns:1fr auto;gap:4px 14px;align-items:baseline}
li span:first-letter{text-transform:uppercase}
li code{color:var(--soft)}
li label{display:flex;gap:10px;align-items:baseline;font-weight:400;margin:0}
li input{width:17px;height:17px;margin:4px 0 0;flex:none;align-self:start;accent-color:var(--go)}
label{display:block;font-weight:600;margin-bottom:6px}label small{font-weight:400;color:var(--soft);font-size:14px}.channel small{display:block}
select{width:100%;margin-bottom:16px;padding:10px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:8px}
.channel{display:none}
@supports not selector(:has(*)){.channel{display:block}}
.buttons{display:flex;justify-content:flex-end;gap:12px;padding-top:6px}
button{min-width:120px;padding:11px 20px;font:inherit;font-weight:700;border-radius:8px;cursor:pointer;border:1px solid var(--soft);background:var(--card);color:var(--ink)}
.allow{background:var(--go);border-color:var(--go);color:var(--on-go)}
.problem{border:1px solid var(--bad);border-radius:8px;padding:10px 14px;color:var(--bad);font-weight:600}
.after{margin:18px 0 0;text-align:center}
@media(max-width:520px){li{grid-template-columns:1fr}.buttons{flex-direction:column-reverse}button{width:100%}}
`

const flowName = {
  v1: 'Classic app (the v1 flow)',
  v2: 'Workspace',
  v2_user: 'For a user token only (the v2_user flow)',
} as const

/**
 * Returns the consent page. It shows the app, the workspace, what each token can do and for whom it acts, and the
 * redirect URL.
 */
export function consentPage(view: ConsentView): Reply {
  const { app, request, nonce, problem, workspaces } = view
  const workspace = workspaces.find(({ id }) => id === request.workspaceId)
  if (!workspace) throw new Error(`The consent belongs to a workspace that is gone: ${request.workspaceId}`)
  const body = html`<div class="card">
<div class="from" aria-hidden="true"><span class="mark">${initial(app.name)}</span><span class="dots">•••</span><span class="mark place">${initial(workspace.name)}</span></div>
<div class="head"><h1><strong>${app.name}</strong> is requesting permission to access the ${workspace.name} workspace</h1>
<p class="soft small">${flowName[request.flow]} · ${workspace.id}</p></div>
${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
<form method="post" action=""><input type="hidden" name="request" value="${nonce}">
${permissions(view)}
<section>${workspacePicker(view)}${personPicker(view)}${channelPickers(view)}</section>
<div class="buttons"><button name="decision" value="cancel">Cancel</button><button class="allow" name="decision" value="allow">Allow</button></div>
</form></div>
<p class="after soft small">Either answer sends this browser to <code>${destination(request.redirectUri)}</code></p>`
  return page(problem === undefined ? 200 : 400, {
    title: `${app.name} asks for access`,
    body,
    style: style + view.people.map((_, index) => shownFor(index)).join(''),
    forms: 'anywhere',
  })
}

/**
 * Returns the CSS that shows the channels of the user at this index when the user is selected, so that the page needs
 * no script.
 */
function shownFor(index: number): string {
  return `form:has(option[data-n="${index}"]:checked) .channel[data-n="${index}"]{display:block}`
}

function permissions({ request: { flow, bot, user }, app, optional }: ConsentView): Html {
  const requested = flow === 'v1' ? ['identify', ...user.filter((scope) => scope !== 'identify')] : user
  const boxes = optional.bot.length + optional.user.length > 0
  return html`${boxes ? html`<input type="hidden" name="boxes" value="1">` : ''}${scopeSection({
    title: `What will ${app.name} be able to do?`,
    who: 'With its bot token, under its own name',
    scopes: bot.map((scope) => scopeLine('bot', scope, optional.bot.includes(scope))),
  })}${scopeSection({
    title: `What may ${app.name} do as you?`,
    who: 'With a user token, which acts in your name',
    scopes: requested.map((scope) => scopeLine('user', scope, optional.user.includes(scope))),
  })}`
}

function scopeSection({ title, who, scopes }: { title: string; who: string; scopes: readonly Html[] }): Html | string {
  if (scopes.length === 0) return ''
  return html`<section><h2>${title}</h2><p class="who">${who}</p><ul>${scopes}</ul></section>`
}

function scopeLine(list: 'bot' | 'user', scope: string, optional: boolean): Html {
  const means = html`<span>${scopeFacts(scope)?.means ?? 'a permission newer than this simulator'}${optional ? html` <small>(optional)</small>` : ''}</span>`
  const box = html`<label><input type="checkbox" name="${boxName(list, scope)}" checked>${means}</label>`
  return html`<li>${optional ? box : means}<code>${scope}</code></li>`
}

/** Returns the field in which the user chooses a workspace; an empty text when there is only one. */
function workspacePicker(view: ConsentView): Html | string {
  const { workspaces, request } = view
  if (workspaces.length < 2) return ''
  return html`<label for="workspace">${workspaces.some(({ id }) => view.isOrganization(id)) ? 'Workspace or organization' : 'Workspace'}</label><select id="workspace" name="workspace">
${workspaces.map(({ id, name }) => html`<option value="${id}"${id === request.workspaceId ? ' selected' : ''}>${name} (${id})</option>`)}</select>`
}

function personPicker(view: ConsentView): Html {
  const { people, workspaces, request } = view
  const first = people.find((person) => view.isIn(person, request.workspaceId))
  const spread = people.some((person) => !view.isIn(person, request.workspaceId))
  const place = (person: Person) => workspaces.find(({ id }) => view.isIn(person, id))?.name ?? ''
  // A program that answers the page finds the people of a workspace by this attribute.
  const places = (person: Person) => workspaces.filter(({ id }) => view.isIn(person, id)).map(({ id }) => id)
  return html`<label for="user">Who installs it?</label><select id="user" name="user">
${people.map((person, index) => html`<option value="${person.id}" data-n="${index}" data-in="${places(person).join(' ')}"${spread && person === first ? ' selected' : ''}>${person.realName} (@${person.name}${spread ? `, ${place(person)}` : ''})</option>`)}</select>`
}

function channelPickers({ people, channels }: ConsentView): Html | string {
  if (!channels) return ''
  return html`${people.map((person, index) => {
    const own = channels.filter(({ members }) => members.includes(person.id))
    return html`<div class="channel" data-n="${index}"><label for="channel-${index}">Channel of the incoming webhook <small>one that ${person.realName} is in</small></label>
<select id="channel-${index}" name="channel:${person.id}">${own.map((channel) => html`<option value="${channel.id}"># ${channel.name}${channel.kind === 'private' ? ' (private)' : ''}</option>`)}</select></div>`
  })}`
}

/** Returns the first letter of a name as a capital letter, for the avatar. */
export function initial(name: string): string {
  return (/\S/u.exec(name)?.[0] ?? '?').toUpperCase()
}

/** Returns the redirect URL without its query, because the query can be long. */
function destination(redirectUri: string): string {
  return redirectUri.replace(/\?.*$/s, '')
}

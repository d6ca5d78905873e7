import { html } from 'hono/html'
import { scopeFacts } from '../slack/scopes.ts'
import type { ConsentRequest } from './authorize.ts'
import type { Reply } from './http.ts'
import { type Html, page } from './pages.ts'
import type { App, Channel, Person, World } from './world.ts'

export interface ConsentView {
  /** Proves that an answer belongs to a page that was shown. */
  readonly nonce: string
  readonly request: ConsentRequest
  readonly app: App
  readonly people: readonly Person[]
  /** Where the webhook may post; undefined when none is asked for. */
  readonly channels: readonly Channel[] | undefined
  readonly problem?: string
}

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
label{display:block;font-weight:600;margin-bottom:6px}label small{font-weight:400;color:var(--soft);font-size:14px}
select{width:100%;padding:10px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:8px}
.channel{display:none;margin-top:16px}
@supports not selector(:has(*)){.channel{display:block}}
.buttons{display:flex;justify-content:flex-end;gap:12px;padding-top:6px}
button{min-width:120px;padding:11px 20px;font:inherit;font-weight:700;border-radius:8px;cursor:pointer;border:1px solid var(--soft);background:var(--card);color:var(--ink)}
.allow{background:var(--go);border-color:var(--go);color:var(--on-go)}
.problem{border:1px solid var(--bad);border-radius:8px;padding:10px 14px;color:var(--bad);font-weight:600}
.after{margin:18px 0 0;text-align:center}
@media(max-width:520px){li{grid-template-columns:1fr}.buttons{flex-direction:column-reverse}button{width:100%}}
`

/** What a person decides on: who asks, for which workspace, what each token could do, as whom, and where it leads. */
export function consentPage(world: World, view: ConsentView): Reply {
  const { app, request, nonce, problem } = view
  const { workspace } = world.state
  const body = html`<div class="card">
<div class="from" aria-hidden="true"><span class="mark">${initial(app.name)}</span><span class="dots">•••</span><span class="mark place">${initial(workspace.name)}</span></div>
<div class="head"><h1><strong>${app.name}</strong> is requesting permission to access the ${workspace.name} workspace</h1>
<p class="soft small">${request.flow === 'v1' ? 'Classic app (the v1 flow)' : 'Workspace'} · ${workspace.id}</p></div>
${problem === undefined ? '' : html`<p class="problem" role="alert">${problem}</p>`}
<form method="post" action=""><input type="hidden" name="request" value="${nonce}">
${permissions(request, app)}
<section>${personPicker(view)}${channelPickers(view)}</section>
<div class="buttons"><button name="decision" value="cancel">Cancel</button><button class="allow" name="decision" value="allow">Allow</button></div>
</form></div>
<p class="after soft small">Either answer sends this browser to <code>${destination(request.redirectUri)}</code></p>`
  return page(problem === undefined ? 200 : 400, {
    title: `${app.name} asks for access`,
    body,
    style: style + view.people.map((_, index) => shownFor(index)).join(''),
    forms: true,
  })
}

/** Without a script: the channels of a person show while that person is the one selected. */
function shownFor(index: number): string {
  return `form:has(option[data-n="${index}"]:checked) .channel[data-n="${index}"]{display:block}`
}

function permissions({ flow, bot, user }: ConsentRequest, app: App): Html {
  const asBot =
    bot.length === 0
      ? ''
      : scopeSection(`What will ${app.name} be able to do?`, 'With its bot token, under its own name', bot)
  const asked = flow === 'v1' ? ['identify', ...user.filter((scope) => scope !== 'identify')] : user
  const asYou =
    asked.length === 0
      ? ''
      : scopeSection(`What may ${app.name} do as you?`, 'With a user token, which acts in your name', asked)
  return html`${asBot}${asYou}`
}

function scopeSection(title: string, who: string, scopes: readonly string[]): Html {
  return html`<section><h2>${title}</h2><p class="who">${who}</p>
<ul>${scopes.map((scope) => html`<li><span>${scopeFacts(scope)?.means ?? 'a permission newer than this simulator'}</span><code>${scope}</code></li>`)}</ul></section>`
}

function personPicker({ people }: ConsentView): Html {
  return html`<label for="user">Who installs it?</label><select id="user" name="user">
${people.map((person, index) => html`<option value="${person.id}" data-n="${index}">${person.realName} (@${person.name})</option>`)}</select>`
}

function channelPickers({ people, channels }: ConsentView): Html | string {
  if (!channels) return ''
  return html`${people.map((person, index) => {
    const own = channels.filter(({ members }) => members.includes(person.id))
    return html`<div class="channel" data-n="${index}"><label for="channel-${index}">Channel of the incoming webhook <small>one that ${person.realName} is in</small></label>
<select id="channel-${index}" name="channel:${person.id}">${own.map((channel) => html`<option value="${channel.id}"># ${channel.name}${channel.kind === 'private' ? ' (private)' : ''}</option>`)}</select></div>`
  })}`
}

function initial(name: string): string {
  return (/\S/u.exec(name)?.[0] ?? '?').toUpperCase()
}

/** Without the query: it is the app's business and may be long. */
function destination(redirectUri: string): string {
  return redirectUri.replace(/\?.*$/s, '')
}

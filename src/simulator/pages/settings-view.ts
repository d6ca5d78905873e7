import { html } from 'hono/html'
import { type PageVisit, readOnlyNotice } from '../control/access.ts'
import type { Reply } from '../http/http.ts'
import type { Site } from '../http/types.ts'
import { grantedScopes, installLink, listedScopes } from '../state/app-manifest.ts'
import { shownSigningSecret } from '../state/app-secrets.ts'
import type { App, AppSettings } from '../state/app-types.ts'
import { type Html, page } from './layout.ts'

type FlagView = { [Name in keyof AppSettings]: AppSettings[Name] extends boolean ? Name : never }[keyof AppSettings]

const switches: Readonly<Record<FlagView, readonly [title: string, note: string]>> = {
  messagesTab: ['Messages tab', 'Users can send direct messages to the app, and the app to them'],
  distributed: ['Public distribution', 'May be installed in other workspaces'],
  pkce: ['PKCE', 'A public client: a redirect to localhost gets no bot scopes. On Slack this can’t be undone'],
  rotation: ['Token rotation', 'Access tokens expire and come with a refresh token. On Slack this can’t be undone'],
  orgDeploy: ['Org-wide install', 'May be installed on the whole organization, when there is one'],
  approvalRequired: ['Admin approval', 'An admin has to approve the app before it is installed'],
}

/** The names of the settings that are either on or off. */
export const switchNames = Object.keys(switches) as FlagView[]

const style = `
.top p{margin:0 0 6px}.top{margin-bottom:20px}a{color:inherit}
fieldset{border:0;margin:0;padding:0;min-width:0}button:disabled{opacity:.45;cursor:default}
.stack,fieldset{display:grid;gap:20px}
.panel{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px 24px}
dl{display:grid;grid-template-columns:minmax(130px,auto) 1fr;gap:8px 18px;margin:0}dt{color:var(--soft)}dd{margin:0;min-width:0;overflow-wrap:anywhere}
ul{list-style:none;margin:0;padding:0}
li{display:flex;justify-content:space-between;align-items:center;gap:12px;padding:8px 0;border-bottom:1px solid var(--line)}
li:last-child{border:0}li form{flex:none}
.add{display:flex;gap:10px;margin-top:12px}
input[type=text]{flex:1;min-width:0;padding:9px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:8px}
button{padding:9px 18px;font:inherit;font-weight:700;border-radius:8px;cursor:pointer;border:1px solid var(--go);background:var(--go);color:var(--on-go)}
.quiet{padding:4px 10px;font-weight:400;font-size:14px;background:none;color:inherit;border-color:var(--line)}
.scope{display:inline-block;background:var(--tint);border:1px solid var(--line);border-radius:6px;padding:1px 8px;margin:0 6px 6px 0}
.switch{display:grid;grid-template-columns:18px 1fr;gap:0 12px;padding:8px 0}
.switch input{width:18px;height:18px;margin:3px 0 0;accent-color:var(--go)}
.switch strong{display:block}
.problem{border:1px solid var(--bad);border-radius:8px;padding:10px 14px;color:var(--bad);font-weight:600;background:var(--card)}
@media(max-width:520px){dl{grid-template-columns:1fr;gap:2px}dd{margin-bottom:8px}.add{flex-direction:column}}
`

/**
 * Returns the settings page of an app. It shows the secrets that the simulator made, because they work only on the
 * simulator.
 */
export function settingsView(site: Site, app: App, { mayAct, problem }: PageVisit): Reply {
  const listed = listedScopes(site.world, app)
  const signingSecret = shownSigningSecret(site.world, app)
  const link = installLink(app, listed, site.url())
  const body = html`<div class="top"><p class="small"><a href="/">← ${site.world.state.workspace.name}</a></p>
<h1>${app.name}</h1><p class="soft small">App settings · ${app.id}</p></div>
<div class="stack">${problem ? html`<p class="problem" role="alert">${problem.message}</p>` : ''}
${mayAct ? '' : html`<p class="soft small" id="looking">${readOnlyNotice}</p>`}
<section class="panel"><h2>Credentials</h2><dl>${credential('Client ID', app.clientId)}${credential('Client secret', app.clientSecret)}
${app.clientSecretHash ? note('The app’s own secret works too. Only a hash of it is stored.') : ''}
${signingSecret === null ? html`<dt>Signing secret</dt><dd class="soft">the app’s own, in memory while this run lasts</dd>` : credential('Signing secret', signingSecret)}${credential('Verification token', app.verificationToken)}
${listed.bot.length + listed.user.length > 0 ? html`<dt>Install link</dt><dd><a href="${link}"><code>${link}</code></a></dd>` : ''}</dl></section>
<fieldset ${mayAct ? '' : 'disabled'}>${redirectUrls(site, app)}
<section class="panel"><h2>Scopes</h2>${scopes(site, app)}</section>
<section class="panel"><h2>Switches</h2><form method="post" action="">${hidden(site, 'switches')}
${switchNames.map((name) => switchLine(app, name))}
<p></p><button>Save switches</button></form></section></fieldset></div>`
  const reply = page(problem?.status ?? 200, { title: `${app.name} settings`, body, style, forms: 'here' })
  // With the referrer policy `no-referrer`, browsers send a form with the origin `null`, which the simulator refuses.
  return { ...reply, headers: { ...reply.headers, 'referrer-policy': 'same-origin' } }
}

function credential(name: string, value: string): Html {
  return html`<dt>${name}</dt><dd><code>${value}</code></dd>`
}

function note(text: string): Html {
  return html`<dt></dt><dd class="soft small">${text}</dd>`
}

function redirectUrls(site: Site, app: App): Html {
  const lines = app.redirectUrls.map(
    (url) => html`<li><code>${url}</code><form method="post" action="">${hidden(site, 'remove')}
<input type="hidden" name="url" value="${url}"><button class="quiet" aria-label="Remove ${url}">Remove</button></form></li>`,
  )
  return html`<section class="panel"><h2>Redirect URLs</h2>
<p class="soft small">The browser is sent back to one of these, or to a path below it. Scheme, host and port have to be the same.</p>
${lines.length > 0 ? html`<ul>${lines}</ul>` : html`<p class="soft">None yet: every install is refused.</p>`}
<form class="add" method="post" action="">${hidden(site, 'add')}<input type="text" name="url" aria-label="New redirect URL" placeholder="https://localhost:8443/slack/callback" required>
<button>Add</button></form></section>`
}

function scopes({ world }: Site, app: App): Html {
  const [listed, granted] = [listedScopes(world, app), grantedScopes(world, app)]
  return html`<dl>${(['bot', 'user'] as const).map((kind) => {
    const all = [...new Set([...listed[kind], ...granted[kind]])]
    return html`<dt>${kind === 'bot' ? 'Bot token' : 'User token'}</dt><dd>${
      all.length === 0
        ? html`<span class="soft">none</span>`
        : all.map(
            (scope) =>
              html`<span class="scope"><code>${scope}</code>${granted[kind].includes(scope) ? ' ✓' : ''}</span>`,
          )
    }</dd>`
  })}</dl><p class="soft small">✓ was granted to a token that still works. An install may ask for others than these.</p>`
}

function switchLine(app: App, name: FlagView): Html {
  const [title, note] = switches[name]
  return html`<label class="switch"><input type="checkbox" name="${name}" ${app[name] ? 'checked' : ''}><span><strong>${title}</strong><span class="soft small">${note}</span></span></label>`
}

function hidden({ nonce }: Site, change: string): Html {
  return html`<input type="hidden" name="nonce" value="${nonce}"><input type="hidden" name="change" value="${change}">`
}

import { html } from 'hono/html'
import { json } from '../http/http.ts'
import type { RequestOutcome } from '../http/request-plan.ts'
import type { ConsentView } from '../pages/consent-view.ts'
import { type Html, page } from '../pages/layout.ts'
import type { World } from '../state/types.ts'
import { workspaceOf } from '../state/workspaces.ts'

const style = `
.ask h1{margin-bottom:12px}
.ask form{margin:22px 0 0;display:flex;justify-content:flex-end}
button{min-width:120px;padding:11px 20px;font:inherit;font-weight:700;border-radius:8px;cursor:pointer;border:1px solid var(--go);background:var(--go);color:var(--on-go)}
ul{margin:0 0 12px;padding-left:20px}
.note{margin:16px 0 0;padding-top:14px;border-top:1px solid var(--line)}
@media(max-width:520px){button{width:100%}}
`

/**
 * Answers with the page that Slack shows in place of the consent page when an admin has to approve the app. The user
 * can send the admins a request there. The browser does not return to the app (slackapi/bolt-python#1081).
 */
export function askForApproval(world: World, view: ConsentView, asJson: boolean): RequestOutcome {
  const { app, request, nonce } = view
  const { name } = workspaceOf(world, request.workspaceId)
  const code = 'approval_required'
  const message = `You are not authorized to install ${app.name} in ${name}. Request to install: an admin has to approve it first`
  if (asJson) return failed(json(403, { ok: false, error: code, message, request: nonce }), code)
  const body = html`<div class="card ask"><h1>Request to install ${app.name}</h1>
<p>You are not authorized to install ${app.name} in ${name}: an admin has to approve it first. It asks for:</p>
<ul>${[...new Set([...request.bot, ...request.user])].map((scope) => html`<li><code>${scope}</code></li>`)}</ul>
<form method="post" action=""><input type="hidden" name="request" value="${nonce}"><button name="decision" value="request">Submit request</button></form>
${note('The browser does not return to the app from this page, so a program that waits for the callback gets none.')}</div>`
  return failed(page(200, { title: `Request to install ${app.name}`, body, style, forms: 'anywhere' }), code)
}

/** Answers with the page that confirms that the request was sent to the admins. */
export function requestSent(world: World, { app, request }: ConsentView, asJson: boolean): RequestOutcome {
  const { name } = workspaceOf(world, request.workspaceId)
  const code = 'app_approval_request_pending'
  const message = `The request to install ${app.name} was sent to the admins of ${name}`
  if (asJson) return failed(json(200, { ok: false, error: code, message }), code)
  const body = html`<div class="card ask"><h1>Request sent</h1><p>${message}. Once one of them has approved it, install the app again from its own link.</p>
${note(html`To approve it on the simulator: <code>slack-tokens sim open</code>, then “Admin approval” in the settings of the app. For programs: <code>POST /_sim/approval</code> with <code>{"decision":"approve"}</code>`)}</div>`
  return failed(page(200, { title: 'Request sent', body, style }), code)
}

function note(text: Html | string): Html {
  return html`<p class="soft small note">${text}</p>`
}

function failed(reply: RequestOutcome['reply'], error: string): RequestOutcome {
  return { reply, error, as: null }
}

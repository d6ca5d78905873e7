import { randomBytes } from 'node:crypto'
import { json, type Reply } from '../http/http.ts'
import type { RequestOutcome } from '../http/request-plan.ts'
import { consentPage } from '../pages/consent.ts'
import { type ConsentForm, type ConsentView, choose, consentForPrograms, viewOf } from '../pages/consent-view.ts'
import { errorPage } from '../pages/layout.ts'
import type { ConsentFlow } from '../state/app-types.ts'
import { isApproved, requestApproval } from '../state/approvals.ts'
import type { World } from '../state/types.ts'
import { findApp } from '../state/users.ts'
import { isOrganization, peopleIn, worldOf } from '../state/workspaces.ts'
import { askForApproval, requestSent } from './admin-approval.ts'
import { type ConsentRequest, isRefusal, judgeAuthorize } from './authorize.ts'
import { issueCode } from './code.ts'
import { type OauthRefusal, otherTeam } from './errors.ts'
import { callbackUrl } from './redirect-uri.ts'

/** The consent pages that no user has answered yet, by the nonce in their form. They stay in memory for ten minutes. */
export type PendingConsents = Map<string, ConsentRecord>

interface ConsentRecord {
  readonly request: ConsentRequest
  readonly shownAt: number
  /** Whether an admin has to approve the app before it can be installed. */
  readonly approval: boolean
}

const lifetime = 10 * 60_000
const most = 1000

export interface ConsentVisit {
  readonly world: World
  readonly pending: PendingConsents
  /** True when a program sends the request with `Accept: application/json`. Then it gets JSON in place of pages. */
  readonly asJson: boolean
  /** Whether to require an admin's approval although the app's settings do not require it. */
  readonly approval?: boolean
}

/** Answers a GET of the consent page's URL with the consent page, or with an error page. */
export function showConsent(
  { world, pending, asJson, approval = false }: ConsentVisit,
  flow: ConsentFlow,
  query: string,
): RequestOutcome {
  const judged = judgeAuthorize(world, flow, query)
  if (isRefusal(judged)) return refused(judged, asJson)
  const nonce = randomBytes(18).toString('base64url')
  const view = viewOf(world, judged, nonce)
  const needsApproval = approval || requiresApproval(world, view)
  remember(pending, nonce, { request: judged, shownAt: world.now(), approval: needsApproval })
  if (needsApproval) return askForApproval(world, view, asJson)
  return done(asJson ? json(200, consentForPrograms(view)) : consentPage(view))
}

/**
 * Answers a POST of the consent page's form. Fields of the form: `request` (the nonce) and `decision`; for `allow` also
 * the person (`user`), the workspace (`workspace`), the webhook's channel (`channel`; the page sends `channel:U…`) and
 * the optional scopes that the user unticked (`without`). `allow` and `cancel` redirect to the app. `request` asks an
 * admin for approval and does not redirect.
 */
export function decide(visit: ConsentVisit, form: ConsentForm): RequestOutcome {
  const { world, pending, asJson } = visit
  const nonce = form['request'] ?? ''
  const shown = pending.get(nonce)
  const gone = !shown || !findApp(world, shown.request.appId)
  if (gone || world.now() - shown.shownAt >= lifetime) return refused(spent, asJson, 410)
  const view = viewOf(world, shown.request, nonce)
  const { decision } = form
  const approvalRequired = shown.approval || requiresApproval(world, view)
  if (approvalRequired && decision !== 'request') return askForApproval(world, view, asJson)
  if (!approvalRequired && decision === 'allow') return allow(visit, view, form)
  if (!approvalRequired && decision !== 'cancel') return refused(undecided, asJson)
  pending.delete(nonce)
  if (!approvalRequired) return cancelled(view)
  requestFromAdmins(world, view, form)
  return requestSent(world, view, asJson)
}

/** Whether an admin has to approve the app first, and none has approved it for the workspace of the page. */
function requiresApproval(world: World, { app, request }: ConsentView): boolean {
  return app.approvalRequired && !isApproved(world, app.id, request.workspaceId)
}

/** Stores the user's request, and sends the event `app_requested` to every app that is subscribed to it. */
function requestFromAdmins(world: World, { app, request }: ConsentView, form: ConsentForm): void {
  const there = worldOf(world, request.workspaceId)
  const people = peopleIn(there).filter(({ bot }) => bot === undefined)
  const person = people.find(({ id }) => id === form['user']) ?? people[0]
  if (!person) return
  requestApproval(world, { appId: app.id, workspaceId: request.workspaceId, userId: person.id })
  const scopes = { bot: request.bot, user: request.user }
  world.happened(there, { what: 'app_requested', appId: app.id, userId: person.id, scopes })
}

function allow({ world, pending, asJson }: ConsentVisit, view: ConsentView, form: ConsentForm): RequestOutcome {
  const { request, app, nonce } = view
  const chosen = choose(view, form)
  if ('problem' in chosen) {
    const { problem } = chosen
    if (asJson) return refused({ code: 'invalid_choice', message: problem, next: '' }, true)
    return done(consentPage({ ...view, problem }), 'invalid_choice')
  }
  const { workspace } = chosen
  const isElsewhere = workspace.id !== world.state.workspace.id && !isOrganization(world, workspace.id)
  if (!app.distributed && isElsewhere) return refused(otherTeam(world, workspace), asJson)
  pending.delete(nonce)
  const code = issueCode(world, request, chosen)
  return done(redirect(callbackUrl(request.redirectUri, { code, state: request.state })))
}

function cancelled({ app: { cancel }, request }: ConsentView): RequestOutcome {
  const answer = {
    error: 'access_denied',
    // Slack does not document the text of `error_description`, so a program should not depend on it.
    error_description: cancel.description ? 'The user cancelled the install' : undefined,
    state: cancel.state ? request.state : undefined,
  }
  return done(redirect(callbackUrl(request.redirectUri, answer)), 'access_denied')
}

/** Returns the outcome of a refused install: an error page, or JSON with `asJson`. */
export function refused(refusal: OauthRefusal, asJson: boolean, status = 400): RequestOutcome {
  const { code, message } = refusal
  const reply = asJson ? json(status, { ok: false, error: code, message }) : errorPage(status, refusal)
  return done(reply, code)
}

const spent: OauthRefusal = {
  code: 'consent_expired',
  message: 'This page was answered already, or it is older than ten minutes',
  next: 'Start again from the app’s install link.',
}

const undecided: OauthRefusal = {
  code: 'invalid_decision',
  message: 'The decision is neither allow nor cancel',
  next: 'Send decision=allow or decision=cancel.',
}

function remember(pending: PendingConsents, nonce: string, shown: ConsentRecord): void {
  for (const [old, { shownAt }] of pending) {
    if (pending.size < most && shown.shownAt - shownAt < lifetime) break
    pending.delete(old)
  }
  pending.set(nonce, shown)
}

function redirect(location: string): Reply {
  return { status: 302, headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }, body: '' }
}

function done(reply: Reply, error: string | null = null): RequestOutcome {
  return { reply, error, as: null }
}

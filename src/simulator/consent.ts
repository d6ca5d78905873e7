import { randomBytes } from 'node:crypto'
import { type ConsentRequest, isRefusal, judgeAuthorize, type Refusal } from './authorize.ts'
import { type Choice, issueCode } from './code.ts'
import { type ConsentView, consentPage } from './consent-page.ts'
import type { Performed } from './faults.ts'
import { json, type Reply } from './http.ts'
import { errorPage } from './pages.ts'
import { callbackUrl } from './redirect.ts'
import type { World } from './world.ts'

/** Pages that were shown and not yet answered, by their nonce. Kept in memory: a page is good for ten minutes. */
export type PendingConsents = Map<string, { readonly request: ConsentRequest; readonly shownAt: number }>

const lifetime = 10 * 60_000
const most = 1000

export interface Visit {
  readonly world: World
  readonly pending: PendingConsents
  /** `Accept: application/json`: a program that decides by itself. */
  readonly asJson: boolean
}

/** GET of an authorize page: asks, or says why not. */
export function showConsent({ world, pending, asJson }: Visit, flow: 'v1' | 'v2', query: string): Performed {
  const judged = judgeAuthorize(world, flow, query)
  if (isRefusal(judged)) return refused(judged, asJson)
  const nonce = randomBytes(18).toString('base64url')
  remember(pending, { nonce, request: judged, now: world.now() })
  const view = viewOf(world, judged, nonce)
  return done(asJson ? json(200, consentForPrograms(world, view)) : consentPage(world, view))
}

/**
 * POST of an authorize page: `request`, `decision`, and for `allow` who (`user`) and where the webhook posts
 * (`channel`, or `channel:U…` as the page sends it). Redirects to the app either way.
 */
export function decide({ world, pending, asJson }: Visit, form: Readonly<Record<string, string>>): Performed {
  const nonce = form['request'] ?? ''
  const shown = pending.get(nonce)
  if (!shown || world.now() - shown.shownAt >= lifetime) return refused(spent, asJson, 410)
  const { request } = shown
  const { decision } = form
  if (decision !== 'allow' && decision !== 'cancel') return refused(undecided, asJson)
  if (decision === 'cancel') {
    pending.delete(nonce)
    return done(
      redirect(callbackUrl(request.redirectUri, { error: 'access_denied', state: request.state })),
      'access_denied',
    )
  }
  const view = viewOf(world, request, nonce)
  const chosen = choose(view, form)
  if (typeof chosen === 'string') {
    if (asJson) return refused({ code: 'invalid_choice', message: chosen, next: '' }, true)
    return done(consentPage(world, { ...view, problem: chosen }), 'invalid_choice')
  }
  pending.delete(nonce)
  const code = issueCode(world, request, chosen)
  return done(redirect(callbackUrl(request.redirectUri, { code, state: request.state })))
}

export function refused(refusal: Refusal, asJson: boolean, status = 400): Performed {
  const { code, message } = refusal
  const reply = asJson ? json(status, { ok: false, error: code, message }) : errorPage(status, refusal)
  return done(reply, code)
}

const spent: Refusal = {
  code: 'consent_expired',
  message: 'This page was answered already, or it is older than ten minutes',
  next: 'Start again from the app’s install link.',
}

const undecided: Refusal = {
  code: 'invalid_decision',
  message: 'The decision is neither allow nor cancel',
  next: 'Send decision=allow or decision=cancel.',
}

function viewOf(world: World, request: ConsentRequest, nonce: string): ConsentView {
  const { people, channels, apps } = world.state
  const app = apps.find(({ id }) => id === request.appId)
  if (!app) throw new Error(`The consent belongs to an app that is gone: ${request.appId}`)
  const webhook = request.bot.includes('incoming-webhook')
  const open = channels.filter(({ kind, archived }) => (kind === 'public' || kind === 'private') && !archived)
  return {
    nonce,
    request,
    app,
    people: people.filter(({ bot, deleted }) => !bot && !deleted),
    channels: webhook ? open : undefined,
  }
}

function consentForPrograms(world: World, { nonce, request, app, people, channels }: ConsentView) {
  return {
    request: nonce,
    app: { id: app.id, name: app.name, client_id: app.clientId },
    workspace: { ...world.state.workspace },
    people: people.map(({ id, name, realName }) => ({ id, name, realName })),
    channels: (channels ?? []).map(({ id, name, kind, members }) => ({ id, name, kind, members })),
    botScopes: request.bot,
    userScopes: request.user,
    redirectUri: request.redirectUri,
  }
}

/** A sentence when the choice can't be: the person reads it above the form. */
function choose({ people, channels }: ConsentView, form: Readonly<Record<string, string>>): Choice | string {
  const person = form['user'] ? people.find(({ id }) => id === form['user']) : people[0]
  if (!person) return 'That person is not in the workspace. Choose who installs the app.'
  if (!channels) return { person, channel: undefined }
  const own = channels.filter(({ members }) => members.includes(person.id))
  const wanted = form['channel'] || form[`channel:${person.id}`]
  const channel = wanted ? own.find(({ id }) => id === wanted) : own[0]
  return channel
    ? { person, channel }
    : `Choose a channel that ${person.realName} is in: the incoming webhook will post there.`
}

function remember(
  pending: PendingConsents,
  { nonce, request, now }: { nonce: string; request: ConsentRequest; now: number },
): void {
  for (const [old, { shownAt }] of pending) {
    if (pending.size < most && now - shownAt < lifetime) break
    pending.delete(old)
  }
  pending.set(nonce, { request, shownAt: now })
}

function redirect(location: string): Reply {
  return { status: 302, headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }, body: '' }
}

function done(reply: Reply, error: string | null = null): Performed {
  return { reply, error, as: null }
}

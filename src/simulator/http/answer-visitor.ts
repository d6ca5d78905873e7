import { maskWebhook } from '../../slack/facts/token-kinds.ts'
import { readArguments } from '../api/arguments.ts'
import { fileAnchor, isDownload, planDownload } from '../api/downloads.ts'
import { planApi } from '../api/route.ts'
import { isUpload, planUpload } from '../api/uploads.ts'
import { answerWebhook, webhookStatus } from '../api/webhooks.ts'
import { answerResponseUrl, isResponsePath } from '../events/interaction/response-route.ts'
import { decide, refused, showConsent } from '../oauth/consent.ts'
import { discoveryDocument } from '../oauth/discovery.ts'
import { asset, isAsset, shell } from '../page/answer.ts'
import { settingsPage } from '../pages/settings.ts'
import type { ConsentFlow } from '../state/app-types.ts'
import { takeFault } from '../state/faults.ts'
import { logRequest } from '../state/request-log.ts'
import { json, type Reply, type Request, text } from './http.ts'
import { applyFault, type RequestOutcome, type RequestPlan } from './request-plan.ts'
import type { Site } from './types.ts'

/** Answers a request of a browser or an app. A request that Slack would answer is logged, and faults apply to it. */
export async function answerVisitor(site: Site, request: Request): Promise<Reply> {
  const { verb, path } = request
  if (path === '/' && (verb === 'GET' || verb === 'HEAD')) return shell(site)
  if (isAsset(path) && verb === 'GET') return asset(path)
  if (path.startsWith('/archives/')) return showMessage(path)
  if (path.startsWith('/files/')) return text(302, '', { location: fileAnchor(site.world, path) })
  if (path.startsWith('/apps/')) return await settingsPage(site, request)
  if (path === '/favicon.ico') return { status: 204, headers: {}, body: '' }
  const planned = planFor(site, request)
  const plan = planned instanceof Promise ? await planned : planned
  const { what, args } = plan
  const fault = takeFault(site.world, { what, bringsToken: plan.endToken !== undefined })
  const done = fault ? await applyFault(fault, plan) : plan.perform()
  logRequest(site.world, {
    verb,
    what,
    args,
    query: request.query,
    status: done.reply.status,
    as: done.as,
    owner: done.owner,
    error: done.error,
    drill: fault?.what,
  })
  site.exchanges.add(site.world.state.requests, request, done.reply)
  return done.reply
}

/** Redirects the permalink of a message to the message on the page that shows all channels. */
function showMessage(path: string): Reply {
  const [channel, message] = path.slice('/archives/'.length).split('/')
  return text(302, '', { location: `/#${encodeURIComponent(`${channel ?? ''}-${message ?? ''}`)}` })
}

function planFor(site: Site, request: Request): RequestPlan | Promise<RequestPlan> {
  const { verb, path } = request
  if (path.startsWith('/api/') && (verb === 'POST' || verb === 'GET')) return planApi(site, request)
  if (path === '/oauth/v2/authorize') return planAuthorize(site, request, 'v2')
  if (path === '/oauth/v2_user/authorize') return planAuthorize(site, request, 'v2_user')
  if (path === '/oauth/authorize') return planAuthorize(site, request, 'v1')
  if (path.startsWith('/services/') && verb === 'POST') return planWebhook(site, request)
  if (verb === 'POST' && isResponsePath(path)) return planResponseUrl(site, request)
  if (isUpload(verb, path)) return planUpload(site, request)
  if (isDownload(verb, path)) return planDownload(site, request)
  if (path === '/.well-known/openid-configuration' && verb === 'GET') return planDiscovery(path)
  const nothing = () => failed(text(404, `The local Slack simulator has nothing at ${verb} ${path}\n`), 'not_found')
  return { what: path, args: {}, perform: nothing, refuse: nothing }
}

async function planAuthorize(site: Site, request: Request, flow: ConsentFlow): Promise<RequestPlan> {
  const { world, pending } = site
  const asJson = request.headers.accept?.includes('application/json') ?? false
  const visit = { world, pending, asJson }
  const { args } = await readArguments(request)
  return {
    what: 'authorize',
    args,
    refuse: (code) => refused({ code, message: code, next: 'A fault of the simulator caused this error.' }, asJson),
    ...(request.verb === 'GET' && {
      requireApproval: () => showConsent({ ...visit, approval: true }, flow, request.query),
    }),
    perform() {
      if (request.verb === 'GET' || request.verb === 'HEAD') return showConsent(visit, flow, request.query)
      if (request.verb === 'POST') return decide(visit, args)
      return failed(text(405, 'Only GET and POST\n', { allow: 'GET, POST' }), 'method_not_allowed')
    },
  }
}

function planDiscovery(path: string): RequestPlan {
  return {
    what: path,
    args: {},
    refuse: (code) => failed(text(503, code), code),
    perform: () => ({ reply: json(200, discoveryDocument), error: null, as: null }),
  }
}

function planWebhook({ world }: Site, { path, body, headers }: Request): RequestPlan {
  const sent = body.toString('utf8')
  return {
    what: 'webhook',
    args: { path: maskWebhook(path), payload: sent },
    refuse: (code) => failed(text(webhookStatus(code), code), code),
    perform() {
      const answer = answerWebhook(world, path, sent, headers['content-type'])
      const reply = text(answer.status, answer.text)
      return answer.status === 200 ? { reply, error: null, as: null } : failed(reply, answer.text)
    },
  }
}

/** Plans the answer to a POST of an app to a response URL. */
function planResponseUrl({ world }: Site, { path, body }: Request): RequestPlan {
  const sent = body.toString('utf8')
  return {
    what: 'response_url',
    args: { path: `/${path.split('/')[1] ?? ''}/…`, payload: sent },
    refuse: (code) => failed(text(404, code), code),
    perform() {
      const { status, body: answer, error } = answerResponseUrl(world, path, sent)
      return { reply: text(status, answer), error, as: null }
    },
  }
}

function failed(reply: Reply, error: string): RequestOutcome {
  return { reply, error, as: null }
}

import { pid } from 'node:process'
import { CliError } from '../../errors.ts'
import { isRecord } from '../../shape/record.ts'
import { parseJson } from '../../slack/facts/json-depth.ts'
import { impossibleFault } from '../events/fault-way.ts'
import { IncompleteForm, InvalidInputs } from '../events/interaction/form-check.ts'
import { json, type Reply, type Request } from '../http/http.ts'
import type { Site } from '../http/types.ts'
import { changeApp } from '../state/app-settings.ts'
import { addFault, liftFaults } from '../state/faults.ts'
import { addRedirectUrl, putRedirectUrlsFirst } from '../state/redirect-urls.ts'
import { registerApp, removeApp } from '../state/register-app.ts'
import { newestRequests } from '../state/request-log.ts'
import { cookieFor, issuePageKey, mayAct } from './access.ts'
import { describe, withoutConfigTokens } from './describe.ts'
import { developerHandlers } from './developer-handlers.ts'
import { eventHandlers } from './event-handlers.ts'
import { type ControlHandlers, earlierTotal } from './handler.ts'
import { installHandlers } from './install-handlers.ts'
import { openProxy } from './open-proxy.ts'
import { pageHandlers } from './page-handlers.ts'
import { peopleHandlers } from './people-handlers.ts'
import { readFault } from './read-fault.ts'
import { allRouteNames, controlRoutes, type RouteName } from './route-table.ts'
import { unknownField } from './unknown-field.ts'
import { workspaceHandlers } from './workspace-handlers.ts'

/** Answers a request to the control interface, `/_sim…`. Such a request is not logged, and no fault applies to it. */
export async function answerControl(site: Site, request: Request): Promise<Reply> {
  const { verb, path, query } = request
  const isAct = verb !== 'GET' && verb !== 'HEAD'
  const crossSite = isAct ? fromAnotherSite(site, request) : undefined
  if (crossSite) return crossSite
  // A GET request has no body, so its fields are read from the query.
  const body = isAct ? readJson(request) : Object.fromEntries(new URLSearchParams(query))
  const name = routeNames.get(`${verb} ${path.replace(/\/$/, '')}`)
  if (name === 'openSession') return openSession(site, body?.['key'])
  const allowed = mayAct(site, request)
  if ((isAct || (name && controlRoutes[name].isPrivate)) && !allowed) return notAllowed
  if (body === undefined) return problem(400, 'invalid_json', 'The body is not a JSON object')
  if (name === undefined) return problem(404, 'unknown_control', `No such control: ${verb} ${path}`)
  const unknown = unknownField(name, body)
  if (unknown !== undefined) return problem(400, 'invalid_arguments', unknown)
  try {
    const visit = { site, overTcp: request.overTcp, mayAct: allowed }
    const answer = await Promise.resolve(handlers[name](visit, body))
    return json(200, { ok: true, ...answer }, { 'x-content-type-options': 'nosniff' })
  } catch (error) {
    if (error instanceof CliError) return problem(409, error.code, error.message)
    if (error instanceof IncompleteForm)
      return problem(400, 'form_incomplete', error.message, { inputs: error.inputs, errors: error.errors })
    if (error instanceof InvalidInputs)
      return problem(400, 'invalid_arguments', error.message, { errors: error.errors })
    if (error instanceof TypeError) return problem(400, 'invalid_arguments', error.message)
    throw error
  }
}

const routeNames: ReadonlyMap<string, RouteName> = new Map(
  allRouteNames.map((name) => [`${controlRoutes[name].method} ${controlRoutes[name].path}`, name]),
)

/** The handler of each route except `openSession`, which is answered before the control token is checked. */
const handlers: ControlHandlers<Exclude<RouteName, 'openSession'>> = {
  ...peopleHandlers,
  ...eventHandlers,
  ...pageHandlers,
  ...developerHandlers,
  ...workspaceHandlers,
  ...installHandlers,
  describe({ site, overTcp, mayAct }) {
    if (!overTcp) return { ...describe(site), controlToken: site.access.token }
    return mayAct ? describe(site) : withoutConfigTokens(describe(site))
  },
  log({ site, mayAct }, { since }) {
    const log = newestRequests(site.world, earlierTotal(since, 'since'))
    // Every account on this computer can read the list, and arguments have the texts of messages.
    return { log: mayAct ? log : log.map((one) => ({ ...one, args: {} })), total: site.world.state.requests }
  },
  pulse: ({ site }) => ({ version: site.version(), deliveries: site.events.deliveries.total }),
  faults: ({ site }) => ({ faults: site.world.state.faults }),
  addFault({ site }, body) {
    const fault = addFault(site.world, readFault(body), { known: body.force !== true })
    return { fault, note: impossibleFault(site.world, fault, site.events.sockets) }
  },
  removeFaults: ({ site }, { which }) => ({
    lifted: liftFaults(site.world, typeof which === 'string' ? which : undefined),
  }),
  issuePageKey: ({ site }) => ({ key: issuePageKey(site) }),
  addRedirectUrls({ site }, { url, first }) {
    if (Array.isArray(first)) putRedirectUrlsFirst(site.world, first)
    else addRedirectUrl(site.world, url)
    return describe(site)
  },
  changeApp({ site }, body) {
    changeApp(site.world, body)
    return describe(site)
  },
  registerApp: ({ site }, body) => ({ id: registerApp(site.world, body).id }),
  removeApp({ site }, body) {
    removeApp(site.world, body)
    return {}
  },
  keep({ site }) {
    site.keep()
    return { ...describe(site), controlToken: site.access.token }
  },
  stop({ site }) {
    if (site.stop()) return { pid }
    throw new CliError('failed', 'It runs for one command only, and ends with it', { code: 'not_kept' })
  },
  async listen({ site }, { port }) {
    await site.listen(typeof port === 'number' ? port : undefined)
    return describe(site)
  },
  openProxy: ({ site }, body) => openProxy(site, body),
}

/**
 * Returns a refusal when a page of another website can have sent the request; otherwise undefined. Such a page can send
 * simple requests to this computer. For JSON and for DELETE, the browser first asks the simulator for permission
 * (CORS).
 */
function fromAnotherSite(site: Site, { overTcp, headers, verb }: Request): Reply | undefined {
  const { origin, host } = headers
  // The server has already checked that `host` is this computer.
  if (origin !== undefined && origin !== site.url() && origin !== `http://${host}`)
    return problem(403, 'cross_site', 'Another website may not control the simulator')
  if (!overTcp || verb === 'DELETE' || headers['content-type']?.startsWith('application/json')) return undefined
  return problem(
    415,
    'json_needed',
    'Send the content type application/json: a web page cannot send it without permission',
  )
}

/** Returns an answer with the session cookie when `key` is the control token or a page key; otherwise a refusal. */
function openSession(site: Site, key: unknown): Reply {
  const cookie = cookieFor(site, key)
  if (cookie === undefined) return problem(401, 'key_not_valid', 'That key is from another run, expired or used')
  return json(200, { ok: true }, { 'set-cookie': cookie })
}

function readJson({ body }: Request): Readonly<Record<string, unknown>> | undefined {
  if (body.length === 0) return {}
  try {
    const value: unknown = parseJson(body.toString('utf8'))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

const notAllowed = json(
  401,
  {
    ok: false,
    error: 'control_token_needed',
    message:
      'Acting on the simulator over TCP needs its control token: send authorization: Bearer … with controlToken of slack-tokens sim status --json, or of startSimulator()',
  },
  { 'www-authenticate': 'Bearer realm="slack-tokens simulator"' },
)

function problem(status: number, error: string, message: string, more: object = {}): Reply {
  return json(status, { ok: false, error, message, ...more })
}

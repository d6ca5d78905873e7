import { pid } from 'node:process'
import { CliError } from '../../errors.ts'
import { isRecord } from '../../shape/record.ts'
import { parseJson } from '../../slack/facts/json-depth.ts'
import { json, type Reply, type Request } from '../http/http.ts'
import type { Site } from '../http/types.ts'
import { changeApp } from '../state/app-settings.ts'
import { addRedirectUrl, putRedirectUrlsFirst } from '../state/redirect-urls.ts'
import { cookieFor, mayAct } from './access.ts'
import { describe, withoutConfigTokens } from './describe.ts'
import type { ControlHandlers, ControlVisit, EarlyName } from './handler.ts'
import { allRouteNames, controlRoutes, type RouteName } from './route-table.ts'
import { unknownField } from './unknown-field.ts'

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
    const handler: AnyHandler = isEarly(name) ? early[name] : (await import('./late-handlers.ts')).lateHandlers[name]
    const answer = await handler(visit, body)
    return json(200, { ok: true, ...answer }, { 'x-content-type-options': 'nosniff' })
  } catch (error) {
    if (error instanceof CliError) return problem(409, error.code, error.message)
    if (!(error instanceof TypeError)) throw error
    const { code, more } = (await import('./late-handlers.ts')).typeErrorOf(error)
    return problem(400, code, error.message, more)
  }
}

/** What each handler is, for a name that is known only at run time. */
type AnyHandler = (visit: ControlVisit, body: Readonly<Record<string, unknown>>) => object | Promise<object>

const routeNames: ReadonlyMap<string, RouteName> = new Map(
  allRouteNames.map((name) => [`${controlRoutes[name].method} ${controlRoutes[name].path}`, name]),
)

/** The handlers of `EarlyName`. */
const early: ControlHandlers<EarlyName> = {
  describe({ site, overTcp, mayAct }) {
    if (!overTcp) return { ...describe(site), controlToken: site.access.token }
    return mayAct ? describe(site) : withoutConfigTokens(describe(site))
  },
  pulse: ({ site }) => ({ version: site.version(), deliveries: site.events.deliveries.total }),
  addRedirectUrls({ site }, { url, first }) {
    if (Array.isArray(first)) putRedirectUrlsFirst(site.world, first)
    else addRedirectUrl(site.world, url)
    return describe(site)
  },
  changeApp({ site }, body) {
    changeApp(site.world, body)
    return describe(site)
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
}

const isEarly = (name: RouteName): name is EarlyName => name in early

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

import { pid } from 'node:process'
import { CliError } from '../../errors.ts'
import { parseJson } from '../../slack/facts/json-depth.ts'
import { json, type Reply, type Request } from '../http/http.ts'
import type { Site } from '../http/types.ts'
import { changePerson, revokeByAdmin } from '../state/admin-actions.ts'
import { changeApp } from '../state/app-settings.ts'
import { issueConfigToken } from '../state/config-tokens.ts'
import type { FaultSpec } from '../state/fault-spec.ts'
import { addFault, liftFaults } from '../state/faults.ts'
import { addRedirectUrl, putRedirectUrlsFirst } from '../state/redirect-urls.ts'
import { registerApp, removeApp } from '../state/register-app.ts'
import { newestRequests } from '../state/request-log.ts'
import { seedProblems } from '../state/seed-schema.ts'
import type { SeedContent } from '../state/seed-types.ts'
import { issueTrigger } from '../state/views.ts'
import { setOrganization, setOtherWorkspace } from '../state/workspaces.ts'
import { cookieFor, issuePageKey, mayAct } from './access.ts'
import { type ControlFields, describe, withoutConfigTokens } from './describe.ts'

/** `/_sim…`: what a test or `slack-tokens sim` does to the simulator. Not logged and never failed by a staged fault. */
export async function control(site: Site, request: Request): Promise<Reply> {
  const { verb, path } = request
  const what = `${verb} ${path.replace(/\/$/, '')}`
  const isAct = verb !== 'GET' && verb !== 'HEAD'
  const crossSite = isAct ? fromAnotherSite(site, request) : undefined
  if (crossSite) return crossSite
  const body = readJson(request)
  if (what === 'POST /_sim/session') return openSession(site, body?.['key'])
  const allowed = mayAct(site, request)
  if (isAct && !allowed) return notAllowed
  if (body === undefined) return problem(400, 'invalid_json', 'The body is not a JSON object')
  try {
    const answer = await act({ site, overTcp: request.overTcp, mayAct: allowed }, what, body)
    return answer
      ? json(200, { ok: true, ...answer })
      : problem(404, 'unknown_control', `No such control: ${verb} ${path}`)
  } catch (error) {
    if (error instanceof CliError) return problem(409, error.code, error.message)
    if (error instanceof TypeError) return problem(400, 'invalid_arguments', error.message)
    throw error
  }
}

interface ControlVisit {
  readonly site: Site
  readonly overTcp: boolean
  /** It came over the socket, or with the control token or the cookie of this run. */
  readonly mayAct: boolean
}

async function act(
  { site, overTcp, mayAct }: ControlVisit,
  what: string,
  body: ControlFields,
): Promise<ControlFields | undefined> {
  switch (what) {
    case 'GET /_sim':
      if (!overTcp) return { ...describe(site), controlToken: site.access.token }
      return mayAct ? describe(site) : withoutConfigTokens(describe(site))
    case 'POST /_sim/page-key':
      return { key: issuePageKey(site) }
    case 'GET /_sim/log':
      return { log: newestRequests(site.world), total: site.world.state.requests }
    case 'GET /_sim/pulse':
      return { version: site.version() }
    case 'POST /_sim/reset':
      site.reset()
      return describe(site)
    case 'POST /_sim/seed':
      site.begin(readSeed(body))
      return describe(site)
    case 'GET /_sim/fail':
      return { faults: site.world.state.faults }
    case 'POST /_sim/fail':
      return { fault: addFault(site.world, readFault(body), { known: body['force'] !== true }) }
    case 'DELETE /_sim/fail':
      return { lifted: liftFaults(site.world, typeof body['which'] === 'string' ? body['which'] : undefined) }
    case 'POST /_sim/redirect-urls':
      if (Array.isArray(body['first'])) putRedirectUrlsFirst(site.world, body['first'])
      else addRedirectUrl(site.world, body['url'])
      return describe(site)
    case 'POST /_sim/app':
      changeApp(site.world, body)
      return describe(site)
    case 'POST /_sim/adopt':
      return { id: registerApp(site.world, body).id }
    case 'POST /_sim/remove':
      removeApp(site.world, body)
      return {}
    case 'POST /_sim/workspace':
      setOtherWorkspace(site.world, body['otherWorkspace'])
      return describe(site)
    case 'POST /_sim/organization':
      setOrganization(site.world, body['organization'])
      return describe(site)
    case 'POST /_sim/token':
      return revokeByAdmin(site.world, body)
    case 'POST /_sim/person':
      changePerson(site.world, body)
      return describe(site)
    case 'POST /_sim/config-token':
      issueConfigToken(site.world)
      return describe(site)
    case 'POST /_sim/trigger':
      return { trigger_id: issueTrigger(site.world, body).id }
    case 'POST /_sim/keep':
      site.keep()
      return { ...describe(site), controlToken: site.access.token }
    case 'POST /_sim/stop':
      if (site.stop()) return { pid }
      throw new CliError('failed', 'It runs for one command, and ends with it', { code: 'not_kept' })
    case 'POST /_sim/listen':
      await site.listen(typeof body['port'] === 'number' ? body['port'] : undefined)
      return describe(site)
    default:
      return undefined
  }
}

/** A page of another site can send simple requests to loopback, but no JSON and no DELETE without being asked about. */
function fromAnotherSite(site: Site, { overTcp, headers, verb }: Request): Reply | undefined {
  const { origin, host } = headers
  // Whoever answers here has looked at the host already.
  if (origin !== undefined && origin !== site.url() && origin !== `http://${host}`)
    return problem(403, 'cross_site', 'Another site may not control the simulator')
  if (!overTcp || verb === 'DELETE' || headers['content-type']?.startsWith('application/json')) return undefined
  return problem(415, 'json_needed', 'Send the content type application/json, so that no web page can send this')
}

/** The cookie that lets a page act, for the token or a key of the address that it was opened with. */
function openSession(site: Site, key: unknown): Reply {
  const cookie = cookieFor(site, key)
  if (cookie === undefined)
    return problem(401, 'key_not_valid', 'That key is of another run, too old, or was used before')
  return json(200, { ok: true }, { 'set-cookie': cookie })
}

/** @throws TypeError with everything that is wrong; `{}` is the usual world. */
function readSeed(body: ControlFields): SeedContent | undefined {
  if (Object.keys(body).length === 0) return undefined
  const problems = seedProblems(body)
  if (problems.length === 0) return body as unknown as SeedContent
  throw new TypeError(problems.map(({ path, problem }) => `${path}: ${problem}`).join('; '))
}

function readFault({ on, what, times, after, retryAfter }: ControlFields): FaultSpec {
  return {
    on: typeof on === 'string' ? on : '',
    what: typeof what === 'string' ? what : '',
    ...(times !== undefined && { times: Number(times) }),
    ...(after !== undefined && { after: Number(after) }),
    ...(retryAfter !== undefined && { retryAfter: Number(retryAfter) }),
  }
}

function readJson({ body }: Request): ControlFields | undefined {
  if (body.length === 0) return {}
  try {
    const value: unknown = parseJson(body.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ControlFields) : undefined
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
      'Acting on the simulator over TCP wants its control token: authorization: Bearer … with controlToken of slack-tokens sim start --json, or of startSimulator()',
  },
  { 'www-authenticate': 'Bearer realm="slack-tokens simulator"' },
)

function problem(status: number, error: string, message: string): Reply {
  return json(status, { ok: false, error, message })
}

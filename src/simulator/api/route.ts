import { mask } from '../../slack/facts/token-kinds.ts'
import type { SocketWay } from '../events/socket-way.ts'
import { json, type Request } from '../http/http.ts'
import type { RequestOutcome, RequestPlan } from '../http/request-plan.ts'
import type { Site } from '../http/types.ts'
import { answerOauth, basicClientId } from '../oauth/exchange.ts'
import { revokeByAdmin } from '../state/admin-actions.ts'
import type { App } from '../state/app-types.ts'
import { looksReal } from '../state/real-token.ts'
import { fail } from '../state/refusal.ts'
import { baseUrl } from '../state/slack-addresses.ts'
import type { World } from '../state/types.ts'
import { type Arguments, readArguments } from './arguments.ts'
import { tokenOwner } from './caller.ts'
import { answerMethod } from './dispatch.ts'
import type { ApiAnswer } from './method.ts'

/**
 * Plans the answer to a Web API call. The methods `oauth.*` are answered by `answerOauth`, all others by
 * `answerMethod`.
 */
export function planApi(site: Site, request: Request): RequestPlan | Promise<RequestPlan> {
  const method = request.path.slice('/api/'.length)
  const given = readArguments(request)
  if (method !== 'apps.connections.open' && !(given instanceof Promise))
    return planCall(site, request, { method, given })
  return planLater(site, request, { method, given })
}

async function planLater(
  site: Site,
  request: Request,
  { method, given }: { readonly method: string; readonly given: Arguments | Promise<Arguments> },
): Promise<RequestPlan> {
  const sockets = method === 'apps.connections.open' ? await site.events.loadSockets() : undefined
  return planCall(site, request, { method, given: await given, sockets })
}

interface GivenCall {
  readonly method: string
  readonly given: Arguments
  /** The Socket Mode server; undefined for a call that does not open a connection. */
  readonly sockets?: SocketWay | undefined
}

function planCall(site: Site, request: Request, { method, given, sockets }: GivenCall): RequestPlan {
  const { args, invalid, formToken, tokenInQuery } = given
  const { authorization, host = '' } = request.headers
  const url = baseUrl(site.url(), host, site.world.state.workspace.domain)
  const token = authorization?.startsWith('Bearer ') ? authorization.slice('Bearer '.length) : formToken
  const withToken = token === undefined ? args : { token, ...args }
  // The log shows the client id of an OAuth call, even when it was sent in the `Authorization` header.
  const client = method.startsWith('oauth.') ? basicClientId(authorization) : undefined
  const warning = realTokenWarning(method, [token, args['refresh_token']])
  if (warning) site.warn(warning)
  const headers = warning ? { 'x-slack-tokens-warning': 'a real Slack token does not belong here' } : undefined
  return {
    what: method,
    args: client === undefined ? withToken : { ...withToken, client_id: client },
    refuse: (code) => ({ reply: json(200, fail(code)), error: code, as: null }),
    ...endTokenOf(site.world, [token, args['refresh_token']]),
    perform() {
      const oauth = method.startsWith('oauth.')
        ? answerOauth(site.world, { method, args: invalid ? {} : withToken, authorization, url })
        : undefined
      if (oauth) {
        const owner = refreshOwner(site.world, args['refresh_token'])
        return performed({ status: 200, body: oauth, headers: {}, as: null, owner }, headers)
      }
      const contentType = request.headers['content-type']
      const connect = (app: App, options: { readonly debug: boolean }) => sockets?.open(app, url, options) ?? ''
      const call = { method, connect, token, tokenInQuery, args, url, contentType, invalid }
      return performed(answerMethod(site.world, call), headers)
    },
  }
}

function performed(
  { status, body, headers, as, owner }: ApiAnswer,
  more: Readonly<Record<string, string>> | undefined,
): RequestOutcome {
  const error = body.ok ? null : String(body['error'])
  return { reply: json(status, body, more ? { ...headers, ...more } : headers), error, as, owner }
}

/** Returns the owner of a refresh token, as the log shows it; undefined when the simulator did not issue the token. */
function refreshOwner(world: World, value: string | undefined): string | undefined {
  const token = value === undefined ? undefined : world.state.refreshTokens.find((one) => one.value === value)
  return token && tokenOwner(world, token)
}

/**
 * Returns an object with `endToken`, a function that expires or revokes the first token in `tokens` that this simulator
 * issued; an empty object when it issued none of them.
 */
function endTokenOf(world: World, tokens: readonly (string | undefined)[]): Pick<RequestPlan, 'endToken'> {
  // The token is looked up only while a fault is set, so that calls without a fault stay fast.
  if (world.state.faults.length === 0) return {}
  const all = [...world.state.tokens, ...world.state.refreshTokens]
  const token = all.find(({ value }) => tokens.includes(value))?.value
  return token === undefined ? {} : { endToken: (how) => void revokeByAdmin(world, { do: how, token }) }
}

function realTokenWarning(method: string, tokens: readonly (string | undefined)[]): string | undefined {
  const real = tokens.find((token) => token !== undefined && looksReal(token))
  if (real === undefined) return undefined
  return `The local Slack simulator refused a call of ${method} with a token that looks real (${mask(real)}). Check which API URL the program uses`
}

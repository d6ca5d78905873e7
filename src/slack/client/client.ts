import { CliError } from '../../errors.ts'
import { commandOf } from '../../runtime/credential-command.ts'
import { parseJson } from '../facts/json-depth.ts'
import { onlyReads } from '../facts/methods.ts'
import { isRedirect, unreadableAnswer } from './invalid-response.ts'
import { send } from './transport.ts'
import type { Outgoing, ReceivedAnswer, RequestContext } from './types.ts'

export interface ApiCall {
  /** The base URL of the Web API, which ends in `/api/`. */
  readonly apiUrl: string
  readonly method: string
  /**
   * The token, sent as `Authorization: Bearer` and never in the query. Slack refuses a token in the query for apps
   * created after 2021-02-24.
   */
  readonly token?: string
  /** Client id and secret, sent as HTTP Basic. Slack's docs prefer this form for the token exchange. */
  readonly client?: { readonly id: string; readonly secret: string }
  /** The arguments, sent as a form, or in the query of a GET. */
  readonly args?: Readonly<Record<string, string>>
  /** The arguments, sent as a JSON body instead of `args`. */
  readonly json?: Readonly<Record<string, unknown>>
  /** The HTTP method; POST by default. */
  readonly verb?: 'GET' | 'POST'
  /** Additional headers; the client's own headers take precedence. */
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly headers: ReceivedAnswer['headers']
  readonly body: Readonly<Record<string, unknown>>
}

/** Returns the token's scopes from the header of Slack's answer. */
export function scopesOf({ headers }: Pick<Answer, 'headers'>): readonly string[] {
  return String(headers['x-oauth-scopes'] ?? '')
    .split(',')
    .map((scope) => scope.trim())
    .filter(Boolean)
}

const methodForm = /^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+$/

/** Whether a text has the form of a method’s name. */
export function isMethodName(text: string): boolean {
  return methodForm.test(text)
}

/**
 * Calls one Web API method and returns Slack's answer, including `ok: false`. The request is retried as `send`
 * describes. If the token has expired, it is refreshed once when the context has `renew`.
 * @throws CliError with the exit reason `usage` when `method` is not a method name; `noToken` when `token` is not a
 * token; `failed` when the network fails, no answer arrives in time, or the answer is a redirect or not JSON; `slack`
 * when Slack requires a longer wait than `maxWait`.
 */
export async function callMethod(call: ApiCall, request: RequestContext): Promise<Answer> {
  const answer = await exchange(call, request)
  // A call with an expired token has no effect, so any method can be sent again.
  const ended = call.token !== undefined && answer.body['error'] === 'token_expired' ? call.token : undefined
  const token = ended === undefined ? undefined : await request.renew?.(ended)
  return token === undefined ? answer : await exchange({ ...call, token }, request)
}

async function exchange(call: ApiCall, request: RequestContext): Promise<Answer> {
  // Otherwise the terminal would keep the header, of which the token is a part.
  if (call.token !== undefined) request.terminal.conceal(call.token)
  const received = await send(outgoing(call), request)
  return { status: received.status, headers: received.headers, body: readBody(call, received) }
}

/**
 * Returns the URL of a method. Checks the name, and then the origin of the URL, before a token is attached: a name such
 * as `https://evil/` or `../x` would otherwise send the token to another server.
 */
export function methodUrl(apiUrl: string, method: string): URL {
  const base = new URL(apiUrl)
  const url = isMethodName(method) ? new URL(method, base) : undefined
  if (!url || url.origin !== base.origin || !url.href.startsWith(base.href)) {
    throw notAMethodName()
  }
  return url
}

/** Returns the error for a word that is not the name of a method. The default hint shows how names look. */
export function notAMethodName(
  hint = 'A method looks like chat.postMessage. To see all: slack-tokens which "*"',
): CliError {
  return new CliError('usage', 'That is not the name of a Web API method', { code: 'unknown_method', hint })
}

/** Builds the request. Pure, so that `--dry-run` can show the request without sending it. */
export function outgoing(call: ApiCall): Outgoing {
  const { method, verb = 'POST', args = {}, json } = call
  const url = methodUrl(call.apiUrl, method)
  const form = new URLSearchParams(args).toString()
  if (verb === 'GET') url.search = form
  const content = json
    ? { type: 'application/json; charset=utf-8', body: JSON.stringify(json), kind: 'JSON' }
    : { type: 'application/x-www-form-urlencoded', body: form, kind: 'form' }
  const names = Object.keys(json ?? args)
  return {
    url,
    verb,
    what: method,
    readOnly: onlyReads(method),
    headers: { ...(verb === 'POST' && { 'content-type': content.type }), ...call.headers, ...authorization(call) },
    ...(verb === 'POST' && { body: content.body }),
    bodySummary:
      names.length === 0 ? 'no arguments' : `${verb === 'GET' ? 'query' : content.kind}: ${names.join(', ')}`,
  }
}

function authorization({ token, client }: ApiCall): { authorization?: string } {
  if (token !== undefined) return { authorization: `Bearer ${checkedToken(token)}` }
  if (!client) return {}
  if (commandOf(client.secret)) throw new TypeError('A client secret was not read from its credential command')
  return { authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}` }
}

/** Returns the token. @throws CliError with the exit reason `noToken` when a header cannot contain its characters */
function checkedToken(token: string): string {
  if (/^[\x21-\x7e]{1,1024}$/.test(token)) return token
  throw new CliError('noToken', 'The token contains spaces, line breaks or characters that no token has', {
    code: 'invalid_auth',
    hint: 'Copy it again without quotes or line breaks, or get one: slack-tokens login',
  })
}

function readBody({ method, apiUrl }: ApiCall, received: ReceivedAnswer): Answer['body'] {
  try {
    const body: unknown = isRedirect(received.status) ? undefined : parseJson(received.text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Answer['body']
  } catch {
    // The parser's message is ignored: it would quote the answer, which can contain a token.
  }
  throw unreadableAnswer(method, received, new URL(apiUrl).hostname)
}

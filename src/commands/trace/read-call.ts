import type { RelayedExchange } from '../../proxy/exchange.ts'
import { hookAddress } from '../../slack/facts/hook-addresses.ts'
import { maskSecrets } from '../../slack/facts/mask.ts'
import { methodFacts } from '../../slack/facts/methods.ts'
import { nameIn, oneLine } from '../../slack/facts/one-line.ts'
import { scopeList } from '../../slack/facts/scopes.ts'
import { warningsOf } from '../../slack/facts/warnings.ts'
import { credentialsOf, jsonObject, secretsOfAnswer } from './credentials.ts'
import { explainRefusal } from './explain-refusal.ts'
import { learnFromAnswer, type TokenBook, type TracedActor } from './token-book.ts'
import type { CallKind, TracedCall } from './traced-call.ts'

/** A call, and the secrets in its request and answer. */
export interface ReadCall {
  readonly call: TracedCall
  readonly secrets: readonly string[]
  /** The address in the answer at which the program can open a WebSocket; undefined for other calls. */
  readonly opens: string | undefined
}

/** Reads a request of the program and its answer. Adds what the answer says about tokens to `book`. */
export function readCall(exchange: RelayedExchange, book: TokenBook): ReadCall {
  const { at, host, verb, target, request, response, milliseconds, failure } = exchange
  const { kind, name } = nameOfRequest(exchange)
  const { token, isClient, parameters, secrets } = credentialsOf(exchange)
  const text = response?.text ?? ''
  const body = kind === 'method' ? (jsonObject(text) ?? startOf(text)) : undefined
  const headers = response?.headers ?? {}
  const granted = scopesIn(headers['x-oauth-scopes'])
  if (token !== undefined && granted) book.learn(token, { granted })
  if (body?.['ok'] === true) learnFromAnswer(book, token, { method: name, body })
  const as = token === undefined ? null : book.actorOf(token)
  const status = response?.status ?? null
  const error = failure ? failure.what : errorOf({ kind, status, body, text })
  const call: TracedCall = {
    kind,
    at,
    name,
    host,
    verb,
    as,
    isClient,
    status,
    ok: error === null,
    error,
    refusal: error === null ? null : explainRefusal({ kind, name, error, body, as, parameters, host, failure }),
    wanted: kind === 'method' ? (scopesIn(headers['x-accepted-oauth-scopes']) ?? scopesOfFacts(name, as)) : null,
    had: as?.granted ?? null,
    warnings: body ? warningsOf(body) : [],
    retryAfter: status === 429 ? Number(headers['retry-after'] ?? Number.NaN) || 1 : null,
    milliseconds,
    sentBytes: request.bytes,
    receivedBytes: response?.bytes ?? 0,
  }
  const url = body?.['url']
  const address = kind === 'webhook' || kind === 'upload' ? [target.split('?')[0] ?? ''] : []
  return {
    call,
    secrets: [...secrets, ...address, ...(body ? secretsOfAnswer(body) : [])],
    opens: typeof url === 'string' && url.startsWith('wss://') ? url : undefined,
  }
}

const hooks = { incoming: 'webhook', response: 'response_url', workflow: 'workflow' } as const

function nameOfRequest({ host, target }: RelayedExchange): { readonly kind: CallKind; readonly name: string } {
  const path = target.split('?')[0] ?? ''
  const method = /^\/api\/([a-z]\w*(?:\.\w+)+)\/?$/i.exec(path)?.[1]
  if (method !== undefined) return { kind: 'method', name: method }
  const hook = hookAddress(`https://${host}${path}`)
  if (hook) return { kind: 'webhook', name: hooks[hook.kind] }
  if (/^\/upload\/v1\//.test(path)) return { kind: 'upload', name: 'upload' }
  if (/^files\./.test(host)) return { kind: 'download', name: 'download' }
  // The path is masked here, so that the columns are computed from the text that is printed.
  return { kind: 'page', name: maskSecrets(oneLine(path)) }
}

interface AnsweredText {
  readonly kind: CallKind
  readonly status: number | null
  readonly body: Readonly<Record<string, unknown>> | undefined
  readonly text: string
}

function errorOf({ kind, status, body, text }: AnsweredText): string | null {
  if (body?.['ok'] === false) return nameIn(body['error']) ?? 'unknown_error'
  if (status === null) return 'unreachable'
  if (kind === 'method' && body === undefined && status < 400) return 'no_json'
  if (status < 400) return null
  // The answer of a webhook is plain text: an error code.
  return kind === 'webhook' && /^[a-z_]{3,60}$/.test(text.trim())
    ? text.trim()
    : status === 429
      ? 'ratelimited'
      : `http_${status}`
}

/**
 * Returns `ok` and `error` of an answer that is too long to be read completely; undefined when the answer does not
 * begin with `ok`.
 */
function startOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const ok = /^\s*\{\s*"ok"\s*:\s*(true|false)/.exec(text)?.[1]
  if (ok === undefined) return undefined
  return { ok: ok === 'true', error: /^.{0,200}"error"\s*:\s*"(\w+)"/s.exec(text)?.[1] }
}

function scopesIn(header: string | string[] | undefined): readonly string[] | undefined {
  return header === undefined ? undefined : scopeList(String(header))
}

function scopesOfFacts(method: string, as: TracedActor | null): readonly string[] | null {
  if (as?.kind !== 'bot' && as?.kind !== 'user') return null
  const scopes = methodFacts(method)?.[as.kind]
  return Array.isArray(scopes) ? scopes : null
}

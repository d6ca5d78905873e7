import { CliError, systemCode } from '../errors.ts'
import { errorFacts, type Place } from './errors.ts'

/** What a failed connection is called, by the code of Node or undici. */
const connectionFaults: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOENT: 'nothing listens there',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'names cannot be looked up now',
  ENETUNREACH: 'the network is not reachable',
  EHOSTUNREACH: 'the host is not reachable',
  ETIMEDOUT: 'no answer came in time',
  EPIPE: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut before the answer was complete',
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer came in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped half way',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'the answer was larger than 16 MiB',
  UND_ERR_RESPONSE_EXCEEDED_MAX_SIZE: 'the answer was larger than 16 MiB',
  CERT_HAS_EXPIRED: 'its certificate has expired; is the clock of this machine right?',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet; is the clock of this machine right?',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed; trust it with NODE_EXTRA_CA_CERTS',
  SELF_SIGNED_CERT_IN_CHAIN: 'a self-signed certificate is in its chain; trust it with NODE_EXTRA_CA_CERTS',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified; trust its issuer with NODE_EXTRA_CA_CERTS',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
}

/** A call that got no whole answer, in one sentence with the host. */
export function networkError(error: unknown, { host, timeout }: { host: string; timeout: number }): CliError {
  const late = error instanceof Error && error.name === 'TimeoutError'
  const code = late ? 'timeout' : (innermostCode(error) ?? 'network')
  const words = late
    ? `no answer within ${timeout / 1000} s`
    : (connectionFaults[code] ?? `the connection failed (${code})`)
  return new CliError('failed', `${host}: ${words}`, {
    code,
    hint: late
      ? 'Try again, or allow more time with --http-timeout SECONDS'
      : 'Check the network and any proxy (HTTPS_PROXY), then run the command again',
    cause: error,
  })
}

function innermostCode(error: unknown): string | undefined {
  const inner = error instanceof Error && error.cause ? innermostCode(error.cause) : undefined
  return inner ?? systemCode(error)
}

/** An answer that is not a JSON object. Its text is not shown: it may hold a token. */
export function unreadableAnswer(received: {
  method: string
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  text: string
}): CliError {
  const type = String(received.headers['content-type'] ?? 'no content type').split(';')[0]
  const { method, status, text } = received
  const what = text === '' ? 'an empty answer' : `${type}, ${Buffer.byteLength(text)} bytes, instead of JSON`
  const moved = status >= 300 && status < 400
  return new CliError(
    'failed',
    `${method}: Slack answered ${status} with ${moved ? 'a redirect, which is never followed' : what}`,
    {
      code: 'unreadable_answer',
      hint:
        status >= 500
          ? 'Slack has trouble: see status.slack.com, then try again'
          : 'A proxy or a login page may stand between: check --api-url and HTTPS_PROXY',
      details: { status },
    },
  )
}

/** `ok: false` in words: what the code means, the next command, and the exit code that its row names. */
export function slackError(
  method: string,
  body: Readonly<Record<string, unknown>>,
  { answered = false, place = 'api' }: { answered?: boolean; place?: Place } = {},
): CliError {
  const code = typeof body['error'] === 'string' ? body['error'] : 'unknown_error'
  const facts = errorFacts(code, place)
  const missing = missingScopes(body)
  return new CliError(
    facts?.ending ?? 'slack',
    `${method}: ${code}${facts ? `. ${facts.means}` : ''}${missing ? ` ${missing.text}` : ''}`,
    {
      code,
      hint: facts?.next,
      details: { method, ...missing?.details },
      answered,
    },
  )
}

function missingScopes(body: Readonly<Record<string, unknown>>) {
  const { needed, provided } = body
  if (typeof needed !== 'string') return undefined
  const held = typeof provided === 'string' ? provided : ''
  return { text: `Needed: ${needed}. Provided: ${held || 'none'}.`, details: { needed, provided: held } }
}

import { CliError, foreignCode, systemCode } from '../../errors.ts'
import { slackDomain } from '../facts/slack-domain.ts'

interface NetworkFault {
  readonly words: string
  /**
   * What to do, in the imperative; absent when the cause can be anywhere in the network. WHERE stands for the settings
   * that decide which server answers.
   */
  readonly hint?: string
  /** Whether the connection itself failed, so that nothing was sent. */
  readonly neverSent?: true
}

const clock = 'Check the clock of this machine; if it is right, the server’s certificate must be replaced'
const trust =
  'If your company’s proxy signs certificates, name its root: NODE_EXTRA_CA_CERTS=/path/to/root.pem. No option turns this check off'

/** Network errors by their code in Node.js or undici. */
// biome-ignore format: one code a line
const faults: Readonly<Record<string, NetworkFault>> = {
  ECONNREFUSED: { words: 'nothing listens there', neverSent: true },
  ENOENT: { words: 'nothing listens there', neverSent: true },
  ENOTFOUND: { words: 'the name is not known', hint: 'Check WHERE: is a VPN or a proxy needed?', neverSent: true },
  EAI_AGAIN: { words: 'DNS does not answer now', hint: 'Check the network: is this machine online?', neverSent: true },
  ENETUNREACH: { words: 'the network is not reachable', neverSent: true },
  EHOSTUNREACH: { words: 'the host is not reachable', neverSent: true },
  UND_ERR_CONNECT_TIMEOUT: { words: 'connecting took too long' },
  ECONNRESET: { words: 'the connection was cut' },
  EPIPE: { words: 'the connection was cut' },
  ETIMEDOUT: { words: 'no answer came in time' },
  UND_ERR_SOCKET: { words: 'the connection was cut before the answer was complete' },
  UND_ERR_HEADERS_TIMEOUT: { words: 'no answer came in time' },
  UND_ERR_BODY_TIMEOUT: { words: 'the answer stopped half way' },
  UND_ERR_RES_EXCEEDED_MAX_SIZE: { words: 'the answer was larger than 16 MiB', hint: 'Ask for less at a time: limit=200, and --paginate for the rest' },
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: { words: 'the connection was cut before the answer was complete' },
  UND_ERR_HEADERS_OVERFLOW: { words: 'the headers of the answer were too long', hint: 'This is not the Web API: check WHERE' },
  HPE_INVALID_CONSTANT: { words: 'the server there does not speak HTTP', hint: 'Check WHERE: scheme, host and port' },
  ERR_SSL_WRONG_VERSION_NUMBER: { words: 'the server there does not speak TLS', hint: 'Check WHERE: is it http instead of https, or another port?' },
  UND_ERR_PRX_TLS: { words: 'TLS to the proxy failed', hint: 'Check HTTPS_PROXY: most proxies use http://' },
  CERT_HAS_EXPIRED: { words: 'its certificate has expired', hint: clock },
  CERT_NOT_YET_VALID: { words: 'its certificate is not valid yet', hint: clock },
  DEPTH_ZERO_SELF_SIGNED_CERT: { words: 'its certificate is self-signed', hint: trust },
  SELF_SIGNED_CERT_IN_CHAIN: { words: 'a self-signed certificate is in its chain', hint: trust },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: { words: 'its certificate cannot be verified', hint: trust },
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: { words: 'the issuer of its certificate is not known here', hint: trust },
  ERR_TLS_CERT_ALTNAME_INVALID: { words: 'its certificate is for another name', hint: 'Another server answers: check WHERE' },
}

/** Whether an error with this code means that nothing was sent, so that a retry cannot act twice. */
export function isNeverSent(code: string): boolean {
  return Object.hasOwn(faults, code) && faults[code]?.neverSent === true
}

/** Whether Slack may have executed the call, although no complete answer arrived. */
export function mayHaveArrived(code: string): boolean {
  return !isNeverSent(code) && !/CERT|TLS|SSL|CONNECT/.test(code)
}

export interface RequestCircumstances {
  readonly host: string
  /** The time limit in milliseconds. */
  readonly timeout: number
  /**
   * Whether the call changes something. If it does and no answer arrived, it is unknown whether the call took effect.
   */
  readonly writes?: boolean
}

/** Returns the error for a call without a complete answer. Its code is that of Node.js or undici, or `timeout`. */
export function networkError(error: unknown, { host, timeout, writes = false }: RequestCircumstances): CliError {
  const late = error instanceof Error && error.name === 'TimeoutError'
  const code = late ? 'timeout' : (innermostCode(error) ?? 'network')
  const fault = Object.hasOwn(faults, code) ? faults[code] : undefined
  const refused = proxyStatus(error)
  const words = late
    ? `no answer within ${timeout / 1000} s`
    : refused
      ? `the proxy refused to connect (${refused})`
      : (fault?.words ?? `the connection failed (${code})`)
  const doubtful = writes && !refused && mayHaveArrived(code)
  const hint = late
    ? 'Try again, or allow more time with --http-timeout SECONDS'
    : refused === 407
      ? 'The proxy needs a login: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT'
      : (fault?.hint?.replace('WHERE', settingsFor(host)) ??
        'Check the network and any proxy (HTTPS_PROXY), then run the command again')
  return new CliError('failed', `${host}: ${words}${doubtful ? '. Slack may have carried it out all the same' : ''}`, {
    code: foreignCode(code),
    hint: doubtful ? `Check before you repeat it, or it may happen twice. ${hint}` : hint,
    cause: error,
  })
}

/** Returns the settings that decide which server answers as this host. No --api-url is the cause at Slack's own host. */
export function settingsFor(host: string): string {
  const own = slackDomain(host.replace(/:\d+$/, '')) !== undefined
  return own ? 'the network and HTTPS_PROXY' : '--api-url, the network and HTTPS_PROXY'
}

/** Returns the status with which a proxy refused a connection. undici gives this status only in its error message. */
function proxyStatus(error: unknown): number | undefined {
  const said = error instanceof Error ? /^Proxy response \((\d{3})\)/.exec(error.message)?.[1] : undefined
  return said ? Number(said) : undefined
}

function innermostCode(error: unknown): string | undefined {
  const inner = error instanceof Error && error.cause ? innermostCode(error.cause) : undefined
  return inner ?? systemCode(error)
}

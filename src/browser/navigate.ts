import { CliError, systemCode } from '../errors.ts'
import { decodeBody } from './decode-body.ts'
import type { LoadedPage, NoPage, Page } from './hop.ts'
import { readText } from './read-text.ts'
import type { BrowserResponse, Send } from './send.ts'

export interface Navigation {
  readonly send: Send
  readonly signal: AbortSignal
  /** The time limit for loading the whole page, in milliseconds. */
  readonly patience: number
}

interface Opening {
  readonly url: URL
  /** The value of the `Cookie` header; empty when no cookie is sent. */
  readonly cookie: string
  /** The body of a form that is posted; undefined for a GET. */
  readonly body: string | undefined
}

/**
 * Loads one page as a browser's navigation does, without following a redirect.
 * @throws CliError with the exit reason `failed` when the certificate is not trusted, and with `usage` when the URL
 * says https but the port answers http
 * @throws the reason of `signal` after an abort
 */
export async function navigate(
  { url, cookie, body: form }: Opening,
  options: Navigation,
): Promise<NoPage | LoadedPage> {
  const limit = AbortSignal.timeout(options.patience)
  try {
    const { status, headers, body } = await options.send({
      verb: form === undefined ? 'GET' : 'POST',
      url,
      ...(form !== undefined && { body: form }),
      headers: {
        accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
        'user-agent': 'Mozilla/5.0 (slack-tokens)',
        ...(cookie && { cookie }),
        // A browser sends these headers with a form. Web frameworks check `origin` to refuse forms of other sites.
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded', origin: url.origin }),
      },
      signal: AbortSignal.any([limit, options.signal]),
    })
    const text = await readText(
      await decodeBody(body, String(headers['content-encoding'] ?? '')),
      String(headers['content-type'] ?? ''),
    )
    const target = headers['location']
    const location = status >= 300 && status < 400 && typeof target === 'string' ? target : undefined
    const cookies = headers['set-cookie'] ?? []
    return {
      kind: 'page',
      url,
      status,
      text,
      location: location !== undefined && URL.canParse(location, url.href) ? new URL(location, url) : undefined,
      headers: headersOf(headers),
      cookies: Array.isArray(cookies) ? cookies : [cookies],
    }
  } catch (error) {
    if (options.signal.aborted) throw options.signal.reason
    if (limit.aborted) {
      return { kind: 'silent', url, says: `no answer within ${options.patience / 1000} s` }
    }
    return { kind: isNobody(error) ? 'nobody' : 'broken', url, says: broken(error, url) }
  }
}

function headersOf(headers: BrowserResponse['headers']): Page['headers'] {
  const lines = Object.entries(headers).map(([name, value = '']) => [name.toLowerCase(), [value].flat().join(', ')])
  return Object.fromEntries(lines.filter(([name]) => name !== 'set-cookie'))
}

/** Whether the error means that nothing listens at the URL, or that its host does not exist. */
function isNobody(error: unknown): boolean {
  return ['ECONNREFUSED', 'ENOTFOUND'].includes(systemCode(error) ?? '')
}

function broken(error: unknown, url: URL): string {
  const code = systemCode(error) ?? ''
  if (code === 'ECONNREFUSED') return `nothing listens at ${url.host}`
  if (code === 'ENOTFOUND') return `there is no host ${url.hostname}`
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|SSL_HTTP_REQUEST/.test(code)) {
    throw speaksHttp(url)
  }
  if (/CERT|SELF_SIGNED|SSL|TLS|ALTNAME/.test(code)) {
    throw untrustedCertificate(url, code)
  }
  if (/^Z_|^ERR_.*BROTLI|^ERR__ERROR_FORMAT/.test(code)) return 'the page does not match its Content-Encoding'
  return 'the connection ended without an answer'
}

/** Returns the error for a URL that says https at a port that answers http. */
export function speaksHttp({ host }: URL): CliError {
  return new CliError('usage', `The port of ${host} speaks http, and the address says https`, {
    code: 'speaks_http',
    hint: `Write http://${host} in the address, or let the program there serve https`,
  })
}

/** Returns the error for a certificate that is not trusted. @param code the reason, as the system or Chromium names it */
export function untrustedCertificate({ host }: URL, code: string): CliError {
  return new CliError('failed', `The certificate of ${host} is not trusted (${code})`, {
    code: 'untrusted_certificate',
    hint: 'Name the certificate that signed it in the environment: NODE_EXTRA_CA_CERTS=ca.pem',
  })
}

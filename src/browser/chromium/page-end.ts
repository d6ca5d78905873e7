import { CliError } from '../../errors.ts'
import type { NoPage } from '../hop.ts'
import { speaksHttp, untrustedCertificate } from '../navigate.ts'
import { CdpError } from './cdp.ts'
import type { DocumentRequest } from './document-trail.ts'

/** Maps Chromium’s errors to the results of our own browser. Every other error means that the connection broke. */
const kinds: Readonly<Record<string, readonly [kind: NoPage['kind'], says: (url: URL) => string]>> = {
  ERR_CONNECTION_REFUSED: ['nobody', ({ host }) => `nothing listens at ${host}`],
  ERR_NAME_NOT_RESOLVED: ['nobody', ({ hostname }) => `there is no host ${hostname}`],
  // The proxy could not connect to an allowed host.
  ERR_TUNNEL_CONNECTION_FAILED: ['nobody', ({ host }) => `nothing answers at ${host}`],
  ERR_TIMED_OUT: ['silent', () => 'no answer in time'],
  ERR_CONNECTION_TIMED_OUT: ['silent', () => 'no answer in time'],
  ERR_CONTENT_DECODING_FAILED: ['broken', () => 'the page does not match its Content-Encoding'],
  ERR_UNSAFE_PORT: ['broken', ({ port }) => `browsers refuse port ${port}: let the app listen on another one`],
  ERR_RESPONSE_HEADERS_TOO_BIG: ['broken', () => 'the headers of the answer are too large for a browser'],
  ERR_INVALID_REDIRECT: ['broken', () => 'the answer redirects to an address that browsers do not open'],
  ERR_UNSAFE_REDIRECT: ['broken', () => 'the answer redirects to an address that browsers do not open'],
}

/**
 * Returns the result of a request without an answer.
 * @throws CliError with the exit reason `failed` when the certificate is not trusted, and with `usage` when the URL
 * says https but the port answers http
 */
export function noPage({ url, failed = '' }: DocumentRequest): NoPage {
  const code = failed.replace(/^net::/, '')
  if (code.startsWith('ERR_CERT')) throw untrustedCertificate(url, code)
  if (code === 'ERR_SSL_PROTOCOL_ERROR') throw speaksHttp(url)
  const [kind, says] = kinds[code] ?? ['broken', () => 'the connection ended without an answer']
  return { kind, url, says: says(url) }
}

/** Whether Chromium stopped because of too many redirects. */
export function isRedirectLoop({ failed }: DocumentRequest): boolean {
  return failed === 'net::ERR_TOO_MANY_REDIRECTS'
}

/**
 * Returns the error for Chromium when it fails during the drive: Chromium ended, its page crashed, or it did not answer
 * in time.
 */
export function browserEnded(cause?: unknown): CliError {
  if (cause instanceof CdpError && cause.isLate) {
    return new CliError('failed', `${cause.message} in time, so the app could not be driven`, {
      code: 'browser_ended',
      hint: 'Run the command again when this computer has less to do; drive without --browser needs no Chromium',
      cause,
    })
  }
  return new CliError('failed', 'Chromium ended, or its page crashed, while the app was driven', {
    code: 'browser_ended',
    hint: 'Run the command again; drive without --browser needs no Chromium',
    cause,
  })
}

import { STATUS_CODES } from 'node:http'
import { commandOf, shownSecret } from '../../runtime/credential-command.ts'
import { type Answer, type ApiCall, outgoing } from '../../slack/client/client.ts'

/** The JSON of a request that was not sent. The token is masked. */
export interface DryRun {
  readonly dryRun: true
  readonly verb: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/**
 * Returns the request that the call would send.
 * @throws CliError for the same reasons as `callMethod` before it sends the request.
 */
export function dryRun(call: ApiCall): DryRun {
  // When the request is only shown, the command that prints the credential does not run.
  const { token, ...open } = call
  const { url, verb, headers, body } = outgoing(token && commandOf(token) ? open : call)
  const shown = token ? { ...headers, authorization: `Bearer ${shownSecret(token)}` } : headers
  return { dryRun: true, verb, url: url.href, headers: shown, body: body ?? null }
}

/** Returns the request as text: verb and URL, headers, then the body. A form has one field per line. */
export function dryRunText({ verb, url, headers, body }: DryRun): string {
  const form = headers['content-type']?.includes('urlencoded')
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const fields = form ? [...new URLSearchParams(body ?? '')].map(([key, value]) => `${key} = ${value}`) : [body ?? '']
  return [`${verb} ${url}`, ...lines, ...(body ? ['', ...fields] : [])].join('\n')
}

/** Returns the status line and the headers of an answer in the format of HTTP, with the empty line after them. */
export function headText({ status, headers }: Pick<Answer, 'status' | 'headers'>): string {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => `${name}: ${hidden(name, one ?? '')}`),
  )
  return [`HTTP ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd(), ...lines, ''].join('\n')
}

/** Returns the headers of an answer for JSON output, with masked cookies. */
export function shownHeaders(headers: Answer['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, hidden(name, String(value))]))
}

/** Returns the value of a header. Masks the value of a cookie, because it can give access to a session. */
function hidden(name: string, value: string): string {
  return name === 'set-cookie' ? value.replace(/=[^;]*/, '=…') : value
}

import { CliError } from '../../errors.ts'
import { maskSecrets } from '../../slack/facts/mask.ts'

/** Headers that `-H` must not set: credentials, and headers that the HTTP client sets itself, such as `Host`. */
const ours =
  /^(authorization|cookie|proxy-authorization|host|content-length|transfer-encoding|connection|upgrade|te|trailer|expect|keep-alive|user-agent)$/

/**
 * Parses `Name: value` lines. Returns the values by header name in lower case.
 * @throws CliError with the exit reason `usage`: a line is invalid or sets a forbidden header. The message never
 * contains a value.
 */
export function readHeaders(lines: readonly string[]): Readonly<Record<string, string>> {
  const entries = lines.map((line): [string, string] => {
    const [, name = '', text = ''] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):([\t\x20-\x7e]*)$/.exec(line) ?? []
    const value = text.replace(/^[ \t]+/, '')
    if (name === '') {
      throw new CliError('usage', 'A header has the form Name: value, on one line, in ASCII', {
        code: 'invalid_header',
        hint: "For example: -H 'Accept-Language: de'",
      })
    }
    const lower = name.toLowerCase()
    if (ours.test(lower) || maskSecrets(value) !== value) {
      throw new CliError('usage', `-H can’t set the header ${name}`, {
        code: 'invalid_header',
        hint: 'The token is sent as Authorization automatically: choose it with --as and --profile',
      })
    }
    return [lower, value]
  })
  return Object.fromEntries(entries)
}

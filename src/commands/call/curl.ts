import { type ApiCall, outgoing } from '../../slack/client/client.ts'
import { quoted as quote } from '../../terminal/shell-word.ts'

/**
 * Returns the call as a curl command for a POSIX shell. The command contains the name of a variable instead of the
 * token, so that the user can share the command.
 * @param variable name of the environment variable, for example `SLACK_BOT_TOKEN`; undefined when the method needs no
 * token.
 */
export function asCurl(call: ApiCall, variable: string | undefined): string {
  const { args = {}, json, verb } = call
  const { token: _token, client: _client, ...open } = call
  const { url, headers } = outgoing(open)
  const words = [`curl -sS ${quote(`${url.origin}${url.pathname}`)}`]
  if (verb === 'GET') words.push('--get')
  if (variable) words.push(`-H "Authorization: Bearer $${variable}"`)
  for (const [name, value] of Object.entries(headers)) {
    // curl sends this content type by default.
    if (value !== 'application/x-www-form-urlencoded') words.push(`-H ${quote(`${name}: ${value}`)}`)
  }
  if (json) words.push(`--data-raw ${quote(JSON.stringify(json))}`)
  else {
    for (const [key, value] of Object.entries(args))
      words.push(`--data-urlencode ${quote(`${encodeURIComponent(key)}=${value}`)}`)
    if (Object.keys(args).length === 0 && verb !== 'GET') words.push("--data-raw ''")
  }
  return words.join(' \\\n  ')
}

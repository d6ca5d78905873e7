import { type ApiCall, outgoing } from '../../slack/client/client.ts'
import { quoted as quote } from '../../terminal/shell-word.ts'

/**
 * The call as a curl command that can be pasted into a POSIX shell. The token stands in it as a variable, so that the
 * command can be shown to anybody.
 * @param variable of the environment, such as `SLACK_BOT_TOKEN`; undefined where the method takes no token.
 */
export function asCurl(call: ApiCall, variable: string | undefined): string {
  const { args = {}, json, verb } = call
  const { token: _token, client: _client, ...open } = call
  const { url, headers } = outgoing(open)
  const words = [`curl -sS ${quote(`${url.origin}${url.pathname}`)}`]
  if (verb === 'GET') words.push('--get')
  if (variable) words.push(`-H "Authorization: Bearer $${variable}"`)
  for (const [name, value] of Object.entries(headers)) {
    // curl says itself that a form is one.
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

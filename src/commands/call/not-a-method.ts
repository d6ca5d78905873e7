import type { CliError } from '../../errors.ts'
import { isSecretKey } from '../../input/argument.ts'
import { isMethodName, notAMethodName } from '../../slack/client/client.ts'
import { methodNamed } from '../../slack/facts/methods.ts'
import { shellWord } from '../../terminal/shell-word.ts'

/**
 * Returns the error for a first word that is no method. Its hint is the call that other words of the line name: the
 * method behind a verb (`get users.list`), in an address of Slack, or in two words (`users list`).
 */
export function notAMethod(words: readonly string[]): CliError {
  const line = callIn(words)
  return notAMethodName(line && `Did you mean: slack-tokens call ${line.map(shellWord).join(' ')}`)
}

function callIn(words: readonly string[]): readonly string[] | undefined {
  const [first = '', second = '', ...more] = words
  const address = URL.canParse(first) ? new URL(first) : undefined
  const name = address && /^\/api\/([^/]+)$/.exec(address.pathname)?.[1]
  if (address && name !== undefined && isMethodName(name)) {
    const query = [...address.searchParams].filter(([key]) => key !== 'token' && !isSecretKey(key))
    return [name, ...query.map(([key, value]) => `${key}=${value}`), ...words.slice(1)]
  }
  if (/^(?:get|post)$/i.test(first)) return isMethodName(second) ? [second, ...more] : callIn(words.slice(1))
  const method = methodNamed(`${first}.${second}`)
  return method === undefined ? undefined : [method, ...more]
}

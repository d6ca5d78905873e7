import type { PastedSecret } from './find-secrets.ts'
import { fromPairs } from './literal/members.ts'

/** Matches a client id, or a secret in Slack's format. */
const value = /(?<![\w.-])(?:\d{9,14}\.\d{9,14}|[0-9a-f]{32})(?![\w-]|\.\d)/g
const name = /(?<![A-Za-z])[\w./:-]{0,60}?(?:client|signing)[ \t_.-]{0,2}(?:oauth[_-]?)?(?:secret|id)(?![A-Za-z])/gi
/** Words that can come between a name and its value: types, tags, commands. */
const fillers =
  /\b(?:value|val|type|default|string|str|data|input|password|key|label|div|td|span|readonly|is|the|to|const|body|static|final|run_time|secret|securestring|env|encrypted|slotsetting|false|true|show|hide|copy)\b|\\[nrt]/gi
/** Number of characters before a value that are searched for its name. */
const before = 140

/**
 * Finds an app's credentials that have a name, in any notation. The name is before the value
 * (`set SLACK_CLIENT_SECRET=…`, `<key>…</key><string>…`, a column of a table), or on the line above it, as on Slack's
 * page. Only values in Slack's format count.
 */
function looseCredentials(text: string): (readonly [string, string])[] {
  const entries: (readonly [string, string])[] = []
  let end = 0
  for (const match of text.matchAll(value)) {
    const between = text.slice(Math.max(end, match.index - before), match.index)
    const isId = match[0].includes('.')
    const called = nameIn(between) ?? (isId ? undefined : behindClientId(entries.at(-1), between))
    if (called !== undefined && /id$/i.test(called) === isId) entries.push([called, match[0]])
    else if (isId && end === 0) entries.push(['client_id', match[0]])
    end = match.index + match[0].length
  }
  return entries.some(([key]) => /secret$/i.test(key)) ? entries : []
}

/** Returns the last name in the text, if only punctuation and words of a notation follow it. */
function nameIn(text: string): string | undefined {
  const last = [...text.matchAll(name)].at(-1)
  if (!last) return undefined
  const rest = text.slice(last.index + last[0].length).replace(fillers, '')
  return /[A-Za-z0-9]/.test(rest) || rest.split('\n').length > 3 ? undefined : last[0].replace(/[ \t]+/g, '_')
}

/**
 * Recognizes a secret directly after its client id: `provider :slack, '123.456', '0fa4…'` or `curl -u 123.456:0fa4…`.
 */
function behindClientId(last: readonly [string, string] | undefined, between: string): string | undefined {
  return last && /id$/i.test(last[0]) && /^['"`,:\s]{1,12}$/.test(between) ? 'client_secret' : undefined
}

/**
 * Adds the credentials that the reader missed, because of their notation, to the values of the text. When the text has
 * exactly one object, they become its fields. Undefined when the reader missed none.
 */
export function withLoose(
  text: string,
  values: readonly unknown[],
  secrets: readonly PastedSecret[],
): unknown[] | undefined {
  const known = JSON.stringify(values)
  const hidden = looseCredentials(text).filter(([, one]) => !known.includes(one))
  const isOfSlack = hidden.some(([key]) => /slack|id$/i.test(key))
  if (hidden.length === 0 || (secrets.length === 0 && values.length === 0 && !isOfSlack)) return undefined
  const [only] = values
  if (values.length === 0) return [fromPairs([...tokenNames(secrets), ...hidden])]
  if (values.length > 1 || typeof only !== 'object' || only === null || Array.isArray(only)) {
    return [...values, fromPairs(hidden)]
  }
  return [fromPairs([...hidden, ...Object.entries(only)])]
}

/** Returns the tokens with their names. A token without a name gets the name `token`. */
function tokenNames(secrets: readonly PastedSecret[]): [string, string][] {
  const used = new Set<string>()
  return secrets.map(({ name: given, value: secret }) => {
    const base = given ?? 'token'
    let key = base
    for (let count = 2; used.has(key); count += 1) key = `${base}_${count}`
    used.add(key)
    return [key, secret]
  })
}

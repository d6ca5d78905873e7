import type { Values } from '../../input/arguments.ts'
import type { ApiCall } from '../../slack/client/client.ts'
import { methodFacts } from '../../slack/facts/methods.ts'

/** How the arguments travel. */
export type Payload = Pick<ApiCall, 'args' | 'json' | 'verb'>

/**
 * A form, which every method takes; a JSON body where a value is nested and the method takes JSON. Elsewhere a nested
 * value is JSON text in a field of the form, as Slack's docs have it (docs.slack.dev/apis/web-api).
 * @param verb what `-X` asks for; a GET carries everything in its query.
 */
export function payloadFor(method: string, values: Values, verb: 'GET' | 'POST' | undefined): Payload {
  const nested = Object.values(values).some((value) => typeof value === 'object')
  if (nested && verb !== 'GET' && methodFacts(method)?.json === true) return { json: values }
  return { args: asForm(values), ...(verb && { verb }) }
}

/** Everything as text. Null is left out: a form has no word for it. */
function asForm(values: Values): Record<string, string> {
  const entries = Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([key, value]): [string, string] => [key, typeof value === 'string' ? value : JSON.stringify(value)])
  return Object.fromEntries(entries)
}

import type { Values } from '../../input/arguments.ts'
import type { ApiCall } from '../../slack/client/client.ts'
import { methodFacts } from '../../slack/facts/methods.ts'

/** The arguments, their encoding and the HTTP verb. */
export type Payload = Pick<ApiCall, 'args' | 'json' | 'verb'>

/**
 * Chooses the encoding of the arguments: a JSON body when a value is nested and the method accepts JSON; otherwise a
 * form, which every method accepts. In a form, a nested value is sent as JSON text (docs.slack.dev/apis/web-api).
 * @param verb the value of `-X`; a GET sends everything in the query.
 */
export function payloadFor(method: string, values: Values, verb: 'GET' | 'POST' | undefined): Payload {
  const nested = Object.values(values).some((value) => typeof value === 'object')
  if (nested && verb !== 'GET' && methodFacts(method)?.json === true) return { json: values }
  return { args: asForm(values), ...(verb && { verb }) }
}

/** Returns all values as text, without nulls, which a form can't represent. */
function asForm(values: Values): Record<string, string> {
  const entries = Object.entries(values)
    .filter(([, value]) => value !== null)
    .map(([key, value]): [string, string] => [key, typeof value === 'string' ? value : JSON.stringify(value)])
  return Object.fromEntries(entries)
}

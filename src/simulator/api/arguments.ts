import { parseJson } from '../../slack/facts/json-depth.ts'
import type { Request } from '../http/http.ts'

export interface Arguments {
  /**
   * The arguments from the query and the body. When both have an argument, the body's value counts. A nested JSON value
   * is JSON text.
   */
  readonly args: Record<string, string>
  /** Slack's error code for a body that cannot be read; undefined for a readable body. */
  readonly invalid?: string
  /** The `token` field of a form body. A `token` in a JSON body has no effect (docs.slack.dev/apis/web-api). */
  readonly formToken?: string
  readonly tokenInQuery: boolean
}

/**
 * Reads the arguments of a Web API call from the query and from a form, multipart or JSON body. Returns a promise only for
 * a multipart body, because a promise takes longer than to read a form.
 */
export function readArguments(request: Request): Arguments | Promise<Arguments> {
  if (request.body.length === 0) return argumentsOf(request, { args: {} })
  const sent = readBodyArguments(request)
  return sent instanceof Promise ? sent.then((parts) => argumentsOf(request, parts)) : argumentsOf(request, sent)
}

function argumentsOf({ query, headers }: Request, { args: sent = {}, invalid }: BodyArguments): Arguments {
  const args: Record<string, string> = {}
  if (query) fill(args, new URLSearchParams(query))
  const tokenInQuery = args['token'] !== undefined
  if (invalid !== undefined) return { args: without(args, 'token'), invalid, tokenInQuery }
  const isJson = headers['content-type']?.startsWith('application/json') ?? false
  const formToken = isJson ? undefined : sent['token']
  Object.assign(args, sent)
  return { args: without(args, 'token'), tokenInQuery, ...(formToken !== undefined && { formToken }) }
}

/** The arguments in a body, or Slack's error code when the body cannot be read. */
type BodyArguments = Pick<Arguments, 'invalid'> & Partial<Pick<Arguments, 'args'>>

function readBodyArguments({ headers, body }: Request): BodyArguments | Promise<BodyArguments> {
  const type = headers['content-type'] ?? ''
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { args: fill({}, new URLSearchParams(body.toString('utf8'))) }
  }
  if (type.startsWith('application/json')) return readJson(body.toString('utf8'))
  if (type.startsWith('multipart/form-data')) return readMultipart(type, body)
  return { invalid: type === '' ? 'missing_post_type' : 'invalid_post_type' }
}

function readJson(text: string): BodyArguments {
  let value: unknown
  try {
    value = parseJson(text)
  } catch {
    return { invalid: 'invalid_json' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { invalid: 'json_not_object' }
  const args: Record<string, string> = {}
  for (const [name, one] of Object.entries(value)) {
    if (one === null || one === undefined) continue
    args[name] = typeof one === 'string' ? one : JSON.stringify(one)
  }
  return { args }
}

async function readMultipart(type: string, body: Buffer): Promise<BodyArguments> {
  try {
    // This parser is part of Node.js, which loads it only when it is used.
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    const args: Record<string, string> = {}
    for (const [name, value] of form) args[name] = typeof value === 'string' ? value : await value.text()
    return { args }
  } catch {
    return { invalid: 'invalid_form_data' }
  }
}

function fill(args: Record<string, string>, pairs: URLSearchParams): Record<string, string> {
  pairs.forEach((value, name) => {
    args[name] = value
  })
  return args
}

function without(args: Record<string, string>, name: string): Record<string, string> {
  if (args[name] !== undefined) delete args[name]
  return args
}

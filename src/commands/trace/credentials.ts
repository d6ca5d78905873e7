import type { RelayedExchange } from '../../proxy/exchange.ts'
import { parseJson } from '../../slack/facts/json-depth.ts'
import { tokenKind } from '../../slack/facts/token-kinds.ts'

/** The parameters and the secrets of a request. */
export interface SentCredentials {
  /** The token of the request; undefined when it has none. */
  readonly token: string | undefined
  /** Whether the request identifies an app by client id or client secret, and contains no token. */
  readonly isClient: boolean
  /** The parameters in the query and the body of the request, if they are text. */
  readonly parameters: ReadonlyMap<string, string>
  /** Every secret of the request, in full. */
  readonly secrets: readonly string[]
}

/** Matches the names of parameters and fields whose values are secrets. */
const secretName = /(?:token|secret|ticket|verifier|assertion|password)$/i

/** Finds the token, the parameters and the secrets of a request. */
export function credentialsOf({ target, request }: RelayedExchange): SentCredentials {
  const { headers, text = '' } = request
  const parameters = new Map([...queryOf(target), ...fieldsOf(headers['content-type'] ?? '', text)])
  const [, scheme = '', credentials = ''] = /^(\w+)\s+(\S+)$/.exec(headers.authorization ?? '') ?? []
  const isBasic = /^basic$/i.test(scheme)
  const plain = isBasic ? Buffer.from(credentials, 'base64').toString('utf8') : ''
  const token = /^bearer$/i.test(scheme) ? credentials : parameters.get('token')
  const secrets = [...parameters].flatMap(([name, value]) =>
    secretName.test(name) || name === 'code' || tokenKind(value) !== undefined ? [value] : [],
  )
  const cookie = /(?:^|;\s*)d=([^;\s]+)/.exec(headers.cookie ?? '')?.[1]
  return {
    token: token || undefined,
    isClient: isBasic || parameters.has('client_id') || parameters.has('client_secret'),
    parameters,
    secrets: [credentials, plain.slice(plain.indexOf(':') + 1), token ?? '', cookie ?? '', ...secrets].filter(Boolean),
  }
}

function queryOf(target: string): [string, string][] {
  const start = target.indexOf('?')
  return start < 0 ? [] : [...new URLSearchParams(target.slice(start + 1))]
}

/** Returns the fields of a body as pairs of name and value. The body is a form, JSON, or a form with files. */
function fieldsOf(type: string, text: string): [string, string][] {
  if (/json/i.test(type) || text.startsWith('{')) {
    return Object.entries(jsonObject(text) ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as [string, string]] : [],
    )
  }
  const boundary = /^multipart\/.*boundary="?([^";]+)/i.exec(type)?.[1]
  if (boundary !== undefined) return text.split(`--${boundary}`).flatMap(fieldOfPart)
  return text === '' ? [] : [...new URLSearchParams(text)]
}

/** Returns the name and value of one part of a form with files; an empty list for a file. */
function fieldOfPart(part: string): [string, string][] {
  const end = part.indexOf('\r\n\r\n')
  const head = end < 0 ? '' : part.slice(0, end)
  const name = /[ ;]name="(\w{1,80})"/.exec(head)?.[1]
  return name === undefined || head.includes('filename=') ? [] : [[name, part.slice(end + 4).trimEnd()]]
}

/** Parses a JSON object. Undefined for any other text. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    return parseJson(text) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}

/**
 * Returns the secrets of an answer: tokens and secrets by the names of their fields, and addresses that are secrets
 * themselves (upload_url, the ticket of a WebSocket).
 */
export function secretsOfAnswer(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return secretsOfText(value, name)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => secretsOfAnswer(inner, Array.isArray(value) ? name : key))
}

function secretsOfText(value: string, name: string): string[] {
  if (secretName.test(name) || name === 'upload_url' || tokenKind(value) !== undefined) return [value]
  if (!/^wss:\/\//.test(value) || !URL.canParse(value)) return []
  return [new URL(value).searchParams.get('ticket') ?? ''].filter(Boolean)
}

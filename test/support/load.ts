import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'

export interface Sent {
  readonly path: string
  /** The fields of a form, or JSON text. */
  readonly body: Readonly<Record<string, string>> | string
  readonly token?: string
}

/** The result of a request: the HTTP status and the error code; the code is `broken` when no answer came. */
export interface Came {
  readonly status: number
  readonly error: string | undefined
}

/**
 * Sends `count` requests over `connections` connections; `make` returns the n-th request. Returns how many answers had
 * each error code or status.
 */
export async function load(
  url: string,
  { count, connections, make }: { count: number; connections: number; make: (n: number) => Sent },
): Promise<Map<string, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const kinds = new Map<string, number>()
  let next = 0
  const worker = async () => {
    while (next < count) {
      const { status, error } = await send(url, make(next++), agent)
      const kind = error ?? String(status)
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    }
  }
  try {
    await Promise.all(Array.from({ length: connections }, worker))
    return kinds
  } finally {
    agent.destroy()
  }
}

async function send(url: string, { path, body, token }: Sent, agent: Agent): Promise<Came> {
  const text = typeof body === 'string' ? body : new URLSearchParams(body).toString()
  const type = typeof body === 'string' ? 'application/json' : 'application/x-www-form-urlencoded'
  const headers = {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  const outgoing = request(url + path, { method: 'POST', agent, headers })
  outgoing.end(text)
  try {
    const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
    let answer = ''
    for await (const chunk of incoming.setEncoding('utf8')) answer += chunk as string
    const json = answer.startsWith('{') ? (JSON.parse(answer) as { error?: string }) : {}
    return { status: incoming.statusCode ?? 0, error: json.error }
  } catch {
    return { status: 0, error: 'broken' }
  }
}

/** The error for a call that the simulator refused, with the code and the message of the answer. */
export class Refusal extends Error {
  readonly code: string
  /** The whole answer. */
  readonly body: Readonly<Record<string, unknown>>
  constructor(code: string, message: string, body: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.code = code
    this.body = body
  }
}

/**
 * Returns the answer of a route that reads data.
 * @throws Refusal when the simulator refuses the call
 * @throws TypeError when the simulator does not run
 */
export async function read<Answer>(path: string, query: Readonly<Record<string, string | undefined>>): Promise<Answer> {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return await answerOf(await fetch(`/_sim/${path}?${new URLSearchParams(given)}`))
}

/**
 * Sends an action to a route of the control interface, and returns the answer.
 * @throws Refusal when the simulator refuses the call
 * @throws TypeError when the simulator does not run
 */
export async function send<Answer>(path: string, body: Readonly<Record<string, unknown>>): Promise<Answer> {
  const headers = { 'content-type': 'application/json' }
  return await answerOf(await fetch(`/_sim/${path}`, { method: 'POST', headers, body: JSON.stringify(body) }))
}

async function answerOf<Answer>(response: Response): Promise<Answer> {
  const body = (await response.json()) as Answer & { ok: boolean; error?: string; message?: string }
  if (body.ok) return body
  throw new Refusal(body.error ?? String(response.status), body.message ?? response.statusText, body)
}

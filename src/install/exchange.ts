import { type Grant, readResponse } from '../installations/read-response.ts'
import { callMethod, type Wire } from '../slack/client.ts'
import { slackError } from '../slack/failures.ts'

export interface Exchange {
  readonly flow: 'v1' | 'v2'
  readonly apiUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly code: string
  /** The very string sent to authorize: Slack compares. */
  readonly redirectUri: string
}

export interface Exchanged {
  readonly method: 'oauth.access' | 'oauth.v2.access'
  readonly grant: Grant
  /** As received, unknown fields included. */
  readonly body: Readonly<Record<string, unknown>>
  /** Milliseconds since 1970: expiry counts from here, whatever the clocks of others say. */
  readonly at: number
}

/**
 * Trades the code for tokens. A code is spent by the first try, so there is no second one.
 * @throws CliError with Slack's code, or what the network did.
 */
export async function exchangeCode(exchange: Exchange, wire: Wire): Promise<Exchanged> {
  const method = exchange.flow === 'v1' ? 'oauth.access' : 'oauth.v2.access'
  const { apiUrl, code, redirectUri, clientId, clientSecret } = exchange
  wire.terminal.conceal(code)
  const args = { code, redirect_uri: redirectUri }
  const { body } = await callMethod({ apiUrl, method, client: { id: clientId, secret: clientSecret }, args }, wire)
  if (body['ok'] === false) throw slackError(method, body, { place: 'exchange' })
  return { method, grant: readResponse(body, exchange.flow), body, at: wire.clock.now() }
}

import type { SimulatorServerOptions } from '../../src/simulator/http/create-site.ts'
import { type SimulatorServer, startSimulator } from '../../src/simulator/http/simulator.ts'
import { allowedCode, exchange, postForm } from './consent.ts'

type Json = Record<string, unknown>

/** Starts a simulator whose access tokens expire after 60 seconds of a clock that the test advances. */
export async function startAt(options: SimulatorServerOptions = {}) {
  const clock = { now: Date.UTC(2026, 0, 5, 12) }
  const simulator = await startSimulator({ tokenLifetime: 60, now: () => clock.now, ...options })
  const passes = (seconds: number) => {
    clock.now += seconds * 1000
  }
  return { simulator, passes }
}

/** Installs the app as dana. Returns the answer to the code exchange as `bot`, and its `authed_user` as `user`. */
export async function install(
  simulator: SimulatorServer,
  requested: Readonly<Record<string, string>> = { scope: 'chat:write', user_scope: 'search:read' },
  choice: Readonly<Record<string, string>> = {},
) {
  const answer = await exchange(simulator, 'oauth.v2.access', { code: await allowedCode(simulator, requested, choice) })
  return { bot: answer, user: answer['authed_user'] as Json }
}

/** Calls a method with `token` in the header. Returns the answer. */
export function call(
  simulator: SimulatorServer,
  token: unknown,
  method = 'auth.test',
  form: Record<string, string> = {},
) {
  return postForm(simulator, method, form, { authorization: `Bearer ${String(token)}` })
}

export function refresh(simulator: SimulatorServer, token: unknown) {
  return exchange(simulator, 'oauth.v2.access', { grant_type: 'refresh_token', refresh_token: String(token) })
}

/** Calls `oauth.v2.exchange`, which replaces a long-lived token by a rotating token. Returns the answer. */
export function convert(simulator: SimulatorServer, token: unknown, form: Record<string, string> = {}) {
  const { clientId: client_id, clientSecret: client_secret } = simulator.app
  return postForm(simulator, 'oauth.v2.exchange', { client_id, client_secret, token: String(token), ...form })
}

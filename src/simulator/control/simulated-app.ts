import { CliError } from '../../errors.ts'
import type { LocalSimulator } from '../../runtime/context.ts'

/** The app that the simulator offers to install; its credentials were made there and are no secret. */
export interface SimulatorConnection {
  readonly name: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUrls: readonly string[]
  readonly pkce: boolean
}

export async function simulatedApp(simulator: LocalSimulator): Promise<SimulatorConnection> {
  const { app } = (await control(simulator, 'GET', '/_sim')) as { app: SimulatorConnection }
  return app
}

export interface SimulatedClient {
  readonly clientSecret: string
  /** Null when it was given, as it is not shown then. */
  readonly signingSecret: string | null
  /** App-level token, `xapp-`. */
  readonly appToken: string
}

/** The secrets of one of the simulator's apps; undefined when it knows no such client. */
export async function simulatedClient(
  simulator: LocalSimulator,
  { clientId }: { readonly clientId: string | null },
): Promise<SimulatedClient | undefined> {
  const { clients } = (await control(simulator, 'GET', '/_sim')) as {
    clients: readonly (SimulatedClient & { readonly clientId: string })[]
  }
  const found = clients.find((one) => one.clientId === clientId)
  if (!found) return undefined
  const { clientSecret, signingSecret, appToken } = found
  return { clientSecret, signingSecret, appToken }
}

/** Its client secret alone. */
export async function simulatedSecret(simulator: LocalSimulator, clientId: string): Promise<string | undefined> {
  return (await simulatedClient(simulator, { clientId }))?.clientSecret
}

/** One request to the simulator's control API. @throws CliError when it answers anything but success. */
export async function control(
  simulator: Pick<LocalSimulator, 'url' | 'http' | 'controlToken'>,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<unknown> {
  const { controlToken } = simulator
  const { statusCode, body: answer } = await simulator.http.request({
    origin: new URL(simulator.url).origin,
    path,
    method,
    headers: {
      ...(controlToken !== undefined && { authorization: `Bearer ${controlToken}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const parsed: unknown = await answer.json().catch(() => undefined)
  if (statusCode >= 200 && statusCode < 300) return parsed
  const said = (parsed as { message?: string; error?: string } | undefined) ?? {}
  throw new CliError('failed', `The simulator refused ${method} ${path}: ${said.message ?? said.error ?? statusCode}`, {
    code: said.error ?? 'simulator_refused',
  })
}

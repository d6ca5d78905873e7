import type { SimulatorServerOptions } from '../../src/simulator/http/create-site.ts'
import { type SimulatorServer, startSimulator } from '../../src/simulator/http/simulator.ts'

/** Starts a simulator, passes it to `use`, and stops it afterwards. */
export async function inSimulator(
  options: SimulatorServerOptions,
  use: (simulator: SimulatorServer) => Promise<void>,
): Promise<void> {
  await using simulator = await startSimulator(options)
  await use(simulator)
}

/** Returns headers with the control token. Without this token, the simulator refuses every change. */
export function controlHeaders({ controlToken }: Pick<SimulatorServer, 'controlToken'>): Record<string, string> {
  return { 'content-type': 'application/json', authorization: `Bearer ${controlToken}` }
}

/** Calls a control route over HTTP: with GET, or with POST when there is a body. Returns status and JSON. */
export async function control(
  simulator: SimulatorServer,
  what: string,
  body?: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${simulator.url}/_sim/${what}`.replace(/\/$/, ''), {
    headers: controlHeaders(simulator),
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

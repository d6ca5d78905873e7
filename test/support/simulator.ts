import type { SimulatorServerOptions } from '../../src/simulator/http/create-site.ts'
import { type SimulatorServer, startSimulator } from '../../src/simulator/http/simulator.ts'

/** A simulator that is there as long as `use` takes. */
export async function inSimulator(
  options: SimulatorServerOptions,
  use: (simulator: SimulatorServer) => Promise<void>,
): Promise<void> {
  await using simulator = await startSimulator(options)
  await use(simulator)
}

/** What a program sends along that acts through the control interface. */
export function controlHeaders({ controlToken }: Pick<SimulatorServer, 'controlToken'>): Record<string, string> {
  return { 'content-type': 'application/json', authorization: `Bearer ${controlToken}` }
}

/** The control interface, as a test in another language uses it: `what` is told, or with a body is done. */
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

import type { Context, Http } from '../runtime/context.ts'

/**
 * Returns the HTTP client for calls with a token. For a token of the simulator, the client uses the simulator's socket,
 * otherwise the network.
 */
export async function httpFor(simulator: boolean, context: Context): Promise<Http> {
  return simulator ? (await context.simulator()).http : await context.http()
}

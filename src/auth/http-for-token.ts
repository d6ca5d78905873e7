import type { Context, Http } from '../runtime/context.ts'

/** Returns the HTTP client for a token: the simulator's socket, or the network. */
export async function httpFor(simulator: boolean, context: Context): Promise<Http> {
  return simulator ? (await context.simulator()).http : await context.http()
}

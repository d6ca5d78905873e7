import { join } from 'node:path'
import { Agent, type buildConnector } from 'undici'
import type { LocalOptions } from '../../src/simulator/process/ownership.ts'
import { type OpenSimulator, openLocalSimulator } from '../../src/simulator/process/shared-simulator.ts'

/** Opens the simulator of a folder. Disposing the result closes the simulator. */
export async function openSimulator(
  directory: string,
  more: Partial<LocalOptions> = {},
): Promise<OpenSimulator & AsyncDisposable> {
  const local = await openLocalSimulator({ directory, now: Date.now, ...more })
  return Object.defineProperty(local, Symbol.asyncDispose, { value: () => local.close() }) as OpenSimulator &
    AsyncDisposable
}

async function connectTo(local: OpenSimulator, callback: buildConnector.Callback): Promise<void> {
  const socket = await local.connect().catch((error: Error) => error)
  if (socket instanceof Error) callback(socket, null)
  else callback(null, socket)
}

/** Sends one request to the simulator, as a command does. Returns the JSON answer. */
export async function ask(local: OpenSimulator, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const agent = new Agent({ connect: (_options, callback) => void connectTo(local, callback) })
  try {
    const { body: answer } = await agent.request({
      origin: 'http://localhost',
      path,
      method: body === undefined ? 'GET' : 'POST',
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
    return (await answer.json()) as Record<string, unknown>
  } finally {
    await agent.close()
  }
}

/** Returns the redirect URLs of the simulated app. */
export const redirects = async (local: OpenSimulator) =>
  ((await ask(local, '/_sim'))['app'] as { redirectUrls: string[] }).redirectUrls

/** Returns the path of the state file in the folder. */
export const stateOf = (directory: string) => join(directory, 'simulator.json')
/** Returns the path of the owner's lock in the folder. */
export const lockOf = (directory: string) => join(directory, 'simulator.json.lock')

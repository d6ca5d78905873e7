import type { LocalSimulator } from '../../../runtime/context.ts'
import { type ClientDescription, control } from '../../../simulator/control/client.ts'

/**
 * Returns the simulator's description of the app with this client id. The consent page has registered the app.
 * @throws Error when there is no such app
 */
export async function simulatedApp(simulator: LocalSimulator, clientId: string): Promise<ClientDescription> {
  const { clients } = await control(simulator, 'describe', {}, ['clients'])
  const found = clients.find((one) => one.clientId === clientId)
  if (!found) throw new Error(`The simulator has no app ${clientId}`)
  return found
}

/** The settings of an app that a scenario changes for a while. */
export type ChangedSettings = Partial<
  Pick<ClientDescription, 'rotation' | 'tokenLifetime' | 'refreshGrace' | 'orgDeploy'>
>

/** Runs `work`, which may change settings of the app, and restores the settings, also when `work` fails. */
export async function keepingSettings<T>(
  simulator: LocalSimulator,
  clientId: string,
  work: (change: (settings: ChangedSettings) => Promise<void>) => Promise<T>,
): Promise<T> {
  const { rotation, tokenLifetime, refreshGrace, orgDeploy } = await simulatedApp(simulator, clientId)
  const change = async (settings: ChangedSettings) =>
    void (await control(simulator, 'registerApp', { clientId, ...settings }))
  try {
    return await work(change)
  } finally {
    await change({ rotation, tokenLifetime, refreshGrace, orgDeploy })
  }
}

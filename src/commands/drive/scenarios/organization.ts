import { control } from '../../../simulator/control/client.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { installs } from './install.ts'

/** The organization of the scenarios. */
export const corporation = { id: 'E0SIMDRIVE', name: 'Sandbox Corp', domain: 'sandbox-corp' } as const

/** Puts the workspaces into an organization while `play` runs. */
export async function inOrganization<T>({ simulator }: DriveStage, play: () => Promise<T>): Promise<T> {
  const { organization: before } = await control(simulator, 'describe', {}, ['organization'])
  await control(simulator, 'setOrganization', { organization: corporation })
  try {
    return await play()
  } finally {
    await control(simulator, 'setOrganization', { organization: before })
  }
}

/** Installs the app on the whole organization. */
export async function organization(stage: DriveStage): Promise<PlayedScenario> {
  return await inOrganization(stage, () => installs(stage, { organization: corporation.id }, 'org-crash'))
}

import { CliError } from '../../../errors.ts'
import { control } from '../../../simulator/control/client.ts'
import type { DriveStage } from '../types.ts'

/** A workspace that exists only during a scenario, and its person. */
export const elsewhere = { id: 'T0SIMDRIVE', person: 'U0SIMADA' } as const

const seed = {
  id: elsewhere.id,
  name: 'Second Workspace',
  domain: 'second-workspace',
  people: [{ id: elsewhere.person, name: 'ada', admin: true }],
  channels: [{ id: 'C0SIMDRIVE', name: 'general' }],
}

/** Runs `work` while there is a second workspace with its own people. Removes it afterwards, with its installs. */
export async function withSecondWorkspace<T>(stage: DriveStage, work: () => Promise<T>): Promise<T> {
  // A drive that was killed may not have removed the workspace.
  await remove(stage)
  await control(stage.simulator, 'addWorkspace', { workspace: seed })
  try {
    return await work()
  } finally {
    await remove(stage)
  }
}

/** Removes the workspace, when it is there. */
async function remove({ simulator }: DriveStage): Promise<void> {
  await control(simulator, 'removeWorkspace', { id: elsewhere.id }).catch((error: unknown) => {
    if (!(error instanceof CliError)) throw error
  })
}

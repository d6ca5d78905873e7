import type { Context, LocalSimulator } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'
import type { DriveWorld } from './command-line.ts'

/**
 * Fills the simulator of a drive with the seed of the project, and gives its app the settings of the project's manifest.
 * @throws CliError with the exit reason `usage`: a file cannot be read, or is not valid.
 */
export async function applyWorld(
  simulator: LocalSimulator,
  { seed, manifest }: DriveWorld,
  context: Context,
): Promise<void> {
  if (seed !== undefined) {
    const { readSeedFile } = await import('../../apps/seed-file.ts')
    await control(simulator, 'seed', await readSeedFile(seed, context))
  }
  if (manifest !== undefined) {
    const { readManifestFile } = await import('../../slack/manifest/read-file.ts')
    await control(simulator, 'useManifest', { manifest: (await readManifestFile(manifest, context)).manifest })
  }
}

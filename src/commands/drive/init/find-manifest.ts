import { join } from 'node:path'
import type { CliError } from '../../../errors.ts'
import type { Context } from '../../../runtime/context.ts'
import { manifestFacts } from '../../../slack/manifest/facts.ts'
import type { ProjectFolder } from './find-start.ts'

const folders = ['', 'slack', '.slack', 'config', 'app']
const names = ['manifest', 'slack-manifest', 'app-manifest', 'app_manifest'].flatMap((name) =>
  ['json', 'yaml', 'yml'].map((ending) => `${name}.${ending}`),
)

/** Returns the path of the app's manifest in a project; undefined when there is none. */
export function findManifest({ read }: ProjectFolder): string | undefined {
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => /\boauth_config\b|\bdisplay_information\b/.test(read(path)))
}

/**
 * Returns a seed for the simulator: a workspace with two people, and the app with the settings of its manifest.
 * @throws CliError when the manifest cannot be read, or Slack would refuse it
 */
export async function seedFrom(file: string, context: Context): Promise<object> {
  const { readManifestFile } = await import('../../../slack/manifest/read-file.ts')
  const { manifest } = await readManifestFile(file, context)
  const { name, redirectUrls, switches } = manifestFacts(manifest)
  const app = {
    name: name ?? 'Slack app',
    clientId: '1111111111.2222222222',
    ...(redirectUrls.length > 0 && { redirectUrls }),
    ...(switches.rotation && { rotation: true }),
    ...(switches.org && { orgDeploy: true }),
    ...(switches.pkce && { pkce: true }),
    ...(!hasBot(manifest) && { botName: null }),
  }
  return {
    workspaces: [{ name: 'Sandbox Inc', people: [{ name: 'dana', admin: true }, { name: 'lee' }] }],
    apps: [app],
  }
}

/** Whether the app of a manifest has a bot user. */
function hasBot(manifest: Readonly<Record<string, unknown>>): boolean {
  const { features } = manifest
  return typeof features === 'object' && features !== null && 'bot_user' in features
}

/** Returns the warning about a manifest that was found, but cannot be used. */
export function unusable({ message }: CliError): string {
  return `The manifest is left out: ${message}`
}

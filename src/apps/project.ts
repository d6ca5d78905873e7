import type { AppRecord } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { type ManifestFacts, manifestFacts } from '../slack/manifest/facts.ts'
import { linkedApps } from './slack-project.ts'

/** What the files of a project say about the app. */
export interface ProjectFacts {
  readonly manifest: ManifestFacts | undefined
  readonly appId: string | undefined
  readonly notes: readonly string[]
}

interface ProjectRequest {
  readonly manifest?: string | undefined
  readonly appId?: string | undefined
  readonly link?: string | undefined
  /** The facts in the app's record. */
  readonly known: AppRecord | undefined
}

/**
 * Returns the facts in the manifest that the user named. If the user named none, returns the facts in the project of
 * Slack's CLI in the working directory and in the manifest of that project. Without such a project, reads no manifest.
 * @throws CliError with the exit reason `usage` for files with faults, or for several apps when the user chose none.
 */
export async function projectFacts(
  { manifest: file, appId, link, known }: ProjectRequest,
  context: Pick<Context, 'cwd' | 'readInput' | 'signal' | 'terminal'>,
): Promise<ProjectFacts> {
  const { cwd, terminal } = context
  if (file !== undefined) {
    const { readManifestFile } = await import('../slack/manifest/read-file.ts')
    const read = await readManifestFile(file, context)
    return { manifest: manifestFacts(read.manifest), appId, notes: read.doubts }
  }
  const here = link === undefined ? linkedApps(cwd) : []
  // For a stored app, ignore a project of another app in this folder.
  const linked = known ? here.filter((one) => one.appId === known.appId) : here
  if (linked.length === 0) return { manifest: undefined, appId, notes: [] }
  const ids = linked.map((one) => `${one.appId}${one.teamId ? ` in ${one.teamId}` : ''}`)
  if (appId === undefined && linked.length > 1) {
    throw new CliError('usage', `This project has several apps: ${ids.join(', ')}`, {
      code: 'several_apps',
      hint: `Name one: slack-tokens app add --app-id ${linked[0]?.appId}`,
    })
  }
  const chosen = linked.find((one) => one.appId === appId) ?? linked[0]
  const { readManifest } = await import('../slack/manifest/read-file.ts')
  const manifest = readManifest(cwd)
  terminal.note(
    `From this project: app ${appId ?? chosen?.appId} (${chosen?.file})${manifest ? `, the rest from ${manifest.file}` : ''}`,
  )
  return { manifest, appId: appId ?? chosen?.appId, notes: [] }
}

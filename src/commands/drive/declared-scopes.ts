import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { isRecord } from '../../shape/record.ts'
import { texts } from '../../slack/manifest/validate.ts'
import type { ScopesByToken } from './types.ts'

/**
 * Returns the scopes that the app's manifest declares as optional: `bot_optional` and `user_optional`. The manifest is
 * the one that the project's file names, otherwise the one in the working directory. Undefined when there is none, or
 * when it cannot be read, because a drive does not need it.
 */
export async function declaredOptionalScopes(
  context: Pick<Context, 'cwd' | 'project' | 'readInput' | 'signal'>,
): Promise<ScopesByToken | undefined> {
  const project = context.project()
  const { manifestFileIn, readManifestFile } = await import('../../slack/manifest/read-file.ts')
  const found = manifestFileIn(context.cwd)
  const file =
    project?.manifest === undefined ? found && join(context.cwd, found) : resolve(project.folder, project.manifest)
  if (file === undefined || !existsSync(file)) return undefined
  try {
    const { manifest } = await readManifestFile(file, context)
    return optionalIn(manifest)
  } catch (error) {
    if (error instanceof CliError) return undefined
    throw error
  }
}

function optionalIn({ oauth_config: oauth }: Readonly<Record<string, unknown>>): ScopesByToken {
  const scopes = isRecord(oauth) && isRecord(oauth['scopes']) ? oauth['scopes'] : {}
  return { bot: texts(scopes['bot_optional']), user: texts(scopes['user_optional']) }
}

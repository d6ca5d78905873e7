import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { isRecord } from '../../shape/record.ts'
import { texts } from '../../slack/manifest/validate.ts'
import type { ScopesByToken } from './types.ts'

/** The scopes in an app's manifest. */
export interface DeclaredScopes {
  readonly all: ScopesByToken
  /** Those that a person can untick: `bot_optional` and `user_optional`. */
  readonly optional: ScopesByToken
}

/**
 * Returns the scopes in the app's manifest: the file of `--manifest`, otherwise the one that the project's file names,
 * otherwise the one in the working directory. Undefined when there is none, or when a file that the user did not name
 * cannot be read, because a drive does not need it.
 * @param named the file of `--manifest`
 * @throws CliError with the exit reason `usage`: the file of `--manifest` cannot be read
 */
export async function declaredScopes(
  named: string | undefined,
  context: Pick<Context, 'cwd' | 'project' | 'readInput' | 'signal'>,
): Promise<DeclaredScopes | undefined> {
  const project = context.project()
  const { manifestFileIn, readManifestFile } = await import('../../slack/manifest/read-file.ts')
  if (named !== undefined) return scopesIn((await readManifestFile(named, context)).manifest)
  const found = manifestFileIn(context.cwd)
  const file =
    project?.manifest === undefined ? found && join(context.cwd, found) : resolve(project.folder, project.manifest)
  if (file === undefined || !existsSync(file)) return undefined
  try {
    const { manifest } = await readManifestFile(file, context)
    return scopesIn(manifest)
  } catch (error) {
    if (error instanceof CliError) return undefined
    throw error
  }
}

function scopesIn({ oauth_config: oauth }: Readonly<Record<string, unknown>>): DeclaredScopes {
  const scopes = isRecord(oauth) && isRecord(oauth['scopes']) ? oauth['scopes'] : {}
  const lists = (bot: string, user: string) => ({ bot: texts(scopes[bot]), user: texts(scopes[user]) })
  return { all: lists('bot', 'user'), optional: lists('bot_optional', 'user_optional') }
}

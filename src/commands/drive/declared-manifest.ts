import { join, relative } from 'node:path'
import { CliError } from '../../errors.ts'
import { fileInProject } from '../../project/inside.ts'
import type { Context } from '../../runtime/context.ts'
import { isRecord } from '../../shape/record.ts'
import { texts } from '../../slack/manifest/validate.ts'
import { shellWord } from '../../terminal/shell-word.ts'

/** Scopes of the bot token and of the user token. */
export interface ScopesByToken {
  readonly bot: readonly string[]
  readonly user: readonly string[]
}

/** What an app's manifest says about an install. */
export interface DeclaredManifest {
  readonly scopes: ScopesByToken
  /** The scopes that a person can untick: `bot_optional` and `user_optional`. */
  readonly optional: ScopesByToken
  /** Whether the app's tokens expire: `token_rotation_enabled`. */
  readonly rotation: boolean
  /** Whether the app has opted into PKCE: `pkce_enabled`; undefined when the manifest does not have that key. */
  readonly pkce: boolean | undefined
}

type ManifestContext = Pick<Context, 'cwd' | 'project' | 'readInput' | 'signal' | 'terminal'>

/**
 * Returns what the app's manifest says: the file of `--manifest`, otherwise the one that the project's file names,
 * otherwise the one in the working directory. Undefined when there is none. A drive does not need a manifest, so a file
 * that nobody named and that cannot be used is left out, with a warning.
 * @param named the file of `--manifest`
 * @throws CliError with the exit reason `usage`: the manifest that the user or the project's file names cannot be used
 */
export async function declaredManifest(
  named: string | undefined,
  context: ManifestContext,
): Promise<DeclaredManifest | undefined> {
  const { isSlackManifest, manifestFileIn, readManifestFile, readManifestText } = await import(
    '../../slack/manifest/read-file.ts'
  )
  const file = named ?? ofProject(context)
  if (file !== undefined) return declaredIn((await readManifestFile(file, context)).manifest)
  const found = manifestFileIn(context.cwd)
  if (found === undefined) return undefined
  try {
    // The manifest.json of a web app is another kind of file.
    const { value } = await readManifestText(join(context.cwd, found), context)
    if (isRecord(value) && !isSlackManifest(value)) return undefined
    return declaredIn((await readManifestFile(found, context)).manifest)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    context.terminal.warn(leftOut(found, error))
    return undefined
  }
}

/** Returns the path of the manifest that the project's file names, relative to the working directory. */
function ofProject({ cwd, project }: ManifestContext): string | undefined {
  const file = project()
  return file?.manifest === undefined ? undefined : relative(cwd, fileInProject(file, 'manifest', file.manifest))
}

function leftOut(file: string, { message }: CliError): string {
  return [
    `The manifest in this folder is left out, so neither its scopes nor its token rotation are known: ${message}`,
    `To check it: slack-tokens app manifest --check ${shellWord(file)}`,
  ].join('\n')
}

function declaredIn({ oauth_config: oauth, settings }: Readonly<Record<string, unknown>>): DeclaredManifest {
  const scopes = isRecord(oauth) && isRecord(oauth['scopes']) ? oauth['scopes'] : {}
  const pkce = isRecord(oauth) ? oauth['pkce_enabled'] : undefined
  const lists = (bot: string, user: string) => ({ bot: texts(scopes[bot]), user: texts(scopes[user]) })
  return {
    scopes: lists('bot', 'user'),
    optional: lists('bot_optional', 'user_optional'),
    rotation: isRecord(settings) && settings['token_rotation_enabled'] === true,
    pkce: typeof pkce === 'boolean' ? pkce : undefined,
  }
}

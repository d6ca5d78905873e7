import { isStored } from '../config/choose-token.ts'
import { isProfileName } from '../config/profile-name.ts'
import { CliError } from '../errors.ts'
import { projectFileName } from '../project/types.ts'
import type { Context } from '../runtime/context.ts'
import type { Settings } from '../runtime/settings.ts'
import type { LoginOptions } from './login-options.ts'
import type { InstallRequest } from './types.ts'

/** The names that a login may give to its installation; without them, the name is derived from the workspace. */
export type LoginProfile = Pick<InstallRequest, 'profile' | 'profileIfNew'>

/**
 * Returns the names for the new installation. With `--add-scope`, as in every other command, `--profile` chooses an
 * existing installation, so the result is empty.
 * @throws CliError with the exit reason `usage`: `--profile` has no valid name.
 */
export function loginProfile(options: LoginOptions, { profile }: Settings): LoginProfile {
  if (profile === undefined || (options.addScope ?? options.addUserScope) !== undefined) return {}
  const { name, source } = profile
  if (source !== '--profile') return isProfileName(name) ? { profileIfNew: name } : {}
  if (isProfileName(name)) return { profile: name }
  throw new CliError('usage', `“${name}” cannot be the name of an installation`, {
    hint: 'Use letters, digits, dots, dashes and underscores, up to 64: --profile acme-dev',
  })
}

/**
 * Says that the project's file or a variable gave the installation its name. Otherwise, if no installation has the name
 * that they give, says so: this one was stored before under another name, which other projects may use.
 */
export async function sayNamedProfile(name: string, { settings, store, terminal }: Context): Promise<void> {
  const named = settings.profile
  if (!named || named.source === '--profile') return
  const from = named.source === projectFileName ? `${projectFileName} of this project` : named.source
  if (isStored(await store.read(), named.name)) {
    if (named.name.toLowerCase() === name.toLowerCase()) terminal.note(`  The name “${name}” is from ${from}`)
    return
  }
  terminal.warn(
    `No installation is called “${named.name}”, which ${from} names. This one had another name: slack-tokens rename ${name} ${named.name}`,
  )
}

/** Says that a token was stored in an installation that has another name than `--profile`. */
export async function sayKeptName(
  name: string,
  { profile }: LoginProfile,
  { store, terminal }: Context,
): Promise<void> {
  if (profile === undefined || profile.toLowerCase() === name.toLowerCase()) return
  terminal.warn(
    isStored(await store.read(), profile)
      ? `“${profile}” is another installation, so this token is stored as “${name}”`
      : `This token belongs to the stored “${name}”, which keeps its name. To call it “${profile}”: slack-tokens rename ${name} ${profile}`,
  )
}

/** Says that `--profile` gave a stored installation another name. */
export function sayRenamed(
  { name, renamedFrom }: { name: string; renamedFrom: string | null },
  context: Context,
): void {
  if (renamedFrom === null) return
  context.terminal.warn(
    `The profile “${renamedFrom}” is called “${name}” now: one app has one installation in a workspace. Change ${projectFileName} and SLACK_TOKENS_PROFILE where they name “${renamedFrom}”, or: slack-tokens rename ${name} ${renamedFrom}`,
  )
}

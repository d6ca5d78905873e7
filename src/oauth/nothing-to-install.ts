import { isStored } from '../config/choose-token.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import type { Settings } from '../runtime/settings.ts'
import { spellingHint } from './choose-scopes.ts'
import type { LoginOptions } from './login-options.ts'
import { repeatedLogin } from './login-request.ts'

/**
 * Checks that the profile that is named is stored, when the login adds scopes to it.
 * @throws CliError with the exit reason `usage` and the code `unknown_profile`; its hint requests the scopes at a first
 * install.
 */
export async function checkExtended(options: LoginOptions, { store, settings }: Context): Promise<void> {
  const { profile } = settings
  if (!adds(options) || !profile) return
  const config = await store.read()
  if (isStored(config, profile.name)) return
  const names = Object.keys(config.profiles)
  throw new CliError('usage', `No installation is called “${profile.name}”, so there is none to add a scope to`, {
    code: 'unknown_profile',
    hint: `${names.length > 0 ? `Installations: ${names.join(', ')}. ` : ''}${firstInstall(options, settings)}`,
  })
}

/** Returns the error for a login that names no app, token or link, and cannot ask. */
export function nothingToInstall(options: LoginOptions, settings: Settings): CliError {
  if (adds(options)) {
    return new CliError('usage', 'No installation is stored here, so there is none to add a scope to', {
      code: 'usage',
      hint: firstInstall(options, settings),
    })
  }
  return new CliError('usage', 'The install link, app or token is missing, and there is no terminal to ask for it', {
    code: 'usage',
    hint: `${spellingHint(options)}An install link: ${repeatedLogin('LINK', options, settings)}   a client id: --client-id   a stored app: --app NAME   a token: --with-token   no Slack app: ${repeatedLogin(undefined, { ...options, sim: true }, settings)}`,
  })
}

function adds({ addScope, addUserScope }: LoginOptions): boolean {
  return (addScope ?? addUserScope) !== undefined
}

/** Returns the hint with the command lines that request the added scopes at a first install. */
function firstInstall(options: LoginOptions, settings: Settings): string {
  const { addScope, addUserScope, sim: _sim, ...others } = options
  const scopes = {
    ...(addScope !== undefined && { scopes: addScope }),
    ...(addUserScope !== undefined && { userScopes: addUserScope }),
  }
  const line = (link: string | undefined, more: Partial<LoginOptions>) =>
    repeatedLogin(link, { ...others, ...more }, settings)
  return `${spellingHint(options)}Install an app with these scopes: ${line('LINK', {})}, or ${line(undefined, { app: 'NAME', ...scopes })}   Without a Slack app: ${line(undefined, { sim: true, ...scopes })}`
}

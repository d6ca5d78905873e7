import { loginCommand } from '../config/login-command.ts'
import type { Settings } from '../runtime/settings.ts'
import type { LoginOptions } from './login-options.ts'
import type { LoginProfile } from './login-profile.ts'
import { withScopeSets } from './scope-sets.ts'

type TypedOptions = Pick<
  LoginOptions,
  | ('app' | 'clientId' | 'clientSecretCommand' | 'scopes' | 'userScopes' | 'addScope' | 'addUserScope')
  | (
      | 'v1'
      | 'userOnly'
      | 'pkce'
      | 'redirectUri'
      | 'port'
      | 'projectPort'
      | 'cert'
      | 'key'
      | 'team'
      | 'browser'
      | 'print'
    )
>

/**
 * A login request as the code uses it, made from the `LoginOptions`: the options, the link and the global flags, with
 * durations in milliseconds.
 */
export interface LoginRequest extends TypedOptions {
  readonly link: string | undefined
  /** Whether `--client-secret` was given: the secret is then on standard input. */
  readonly secretFromInput: boolean
  readonly names: LoginProfile
  /** Who decides on the simulator's consent page: a person in a browser, or this program. */
  readonly decision: 'by hand' | 'allow' | 'cancel'
  /** Milliseconds to wait for the answer. */
  readonly timeout: number
  /** The command line that repeats this login. */
  readonly again: string
}

/** Returns the request that the options describe. */
export function loginRequest(
  { link, options, names }: Pick<LoginRequest, 'link' | 'names'> & { readonly options: LoginOptions },
  settings: Settings,
): LoginRequest {
  const { approve, deny, clientSecret, timeout } = options
  return {
    ...withScopeSets(options),
    ...{ link, names },
    secretFromInput: clientSecret ?? false,
    decision: approve ? 'allow' : deny ? 'cancel' : 'by hand',
    timeout: timeout * 1000,
    again: repeatedLogin(link, options, settings),
  }
}

/** Returns the command line that repeats this login, with the choices that were made at the prompts. */
export function repeatedLogin(
  link: string | undefined,
  options: LoginOptions,
  { profile, apiUrl, user }: Settings,
): string {
  return loginCommand({
    ...{ ...options, link, user },
    ...(profile?.source === '--profile' && { profile: profile.name }),
    ...(apiUrl?.source === '--api-url' && { apiUrl: apiUrl.url }),
  })
}

import { loginCommand } from '../config/login-command.ts'
import type { Settings } from '../runtime/settings.ts'
import type { LoginOptions } from './login-options.ts'

type TypedOptions = Pick<
  LoginOptions,
  | ('app' | 'clientId' | 'scopes' | 'userScopes' | 'addScope' | 'addUserScope')
  | ('v1' | 'userOnly' | 'pkce' | 'redirectUri' | 'port' | 'cert' | 'key' | 'team' | 'browser')
>

/**
 * The second stage of a login, after `LoginOptions`: what was typed, with the link and the global flags, checked and in
 * the units of the code. Logins with Slack, in one or two steps, and with the simulator take it.
 */
export interface LoginRequest extends TypedOptions {
  readonly link: string | undefined
  /** `--client-secret`: it comes on standard input. */
  readonly secretFromInput: boolean
  /** Profile to store it under; undefined: named after the workspace. */
  readonly profile: string | undefined
  /** Who presses the button on the simulator’s consent page: a person in a browser, or this program. */
  readonly decision: 'by hand' | 'allow' | 'cancel'
  /** Milliseconds. */
  readonly timeout: number
  /** The command line that starts this login once more. */
  readonly again: string
}

/** Makes the request of what was typed. `profile` names the new installation, not a stored one. */
export function loginRequest(
  { link, options, profile }: Pick<LoginRequest, 'link' | 'profile'> & { readonly options: LoginOptions },
  settings: Settings,
): LoginRequest {
  const { approve, deny, clientSecret, timeout } = options
  return {
    ...options,
    ...{ link, profile },
    secretFromInput: clientSecret ?? false,
    decision: approve ? 'allow' : deny ? 'cancel' : 'by hand',
    timeout: timeout * 1000,
    again: commandLine(link, options, settings),
  }
}

/** The line that starts this login once more, with what was chosen at the terminal. */
function commandLine(link: string | undefined, options: LoginOptions, { profile, apiUrl, user }: Settings): string {
  return loginCommand({
    ...{ ...options, link, user },
    ...(profile?.source === '--profile' && { profile: profile.name }),
    ...(apiUrl?.source === '--api-url' && { apiUrl: apiUrl.url }),
  })
}

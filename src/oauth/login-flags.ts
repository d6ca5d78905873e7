import { flagRefused } from '../runtime/global-flags.ts'
import type { Settings } from '../runtime/settings.ts'
import type { LoginOptions } from './login-options.ts'

/**
 * Refuses the global flags that have no effect on this kind of login.
 * @throws CliError with the exit reason `usage` and the code `flag_refused`.
 */
export function checkLoginFlags(options: LoginOptions, settings: Settings, way: 'real' | 'simulator'): void {
  const { finish, approve, deny, print, addScope, addUserScope } = options
  const profile = settings.profile?.source === '--profile'
  const apiUrl = settings.apiUrl?.source === '--api-url'
  // With --add-scope, --profile chooses a stored installation.
  if (print && profile && addScope === undefined && addUserScope === undefined) {
    throw flagRefused('--profile', '--print stores no installation that could have this name', 'Leave out one of them')
  }
  if (finish !== undefined && (profile || apiUrl)) {
    throw flagRefused(profile ? '--profile' : '--api-url', 'login --start already set it', 'Use it with --start')
  }
  if (way === 'simulator' && apiUrl) {
    throw flagRefused('--api-url', 'the local Slack simulator has its own', 'Leave out this flag, or leave out --sim')
  }
  if (settings.user !== undefined && (way === 'real' || !(approve || deny))) {
    throw flagRefused(
      '--user',
      'the person who presses Allow decides that',
      '--user chooses the person who answers on the simulator: slack-tokens login --sim --approve --user @lee',
    )
  }
}

import { flagRefused } from '../runtime/global-flags.ts'
import type { Settings } from '../runtime/settings.ts'
import type { LoginOptions } from './login-options.ts'

/**
 * Refuses the common flags that this way to log in cannot obey.
 * @throws CliError usage, `flag_refused`
 */
export function checkLoginFlags(options: LoginOptions, settings: Settings, way: 'real' | 'simulator'): void {
  const { finish, approve, deny } = options
  const profile = settings.profile?.source === '--profile'
  const apiUrl = settings.apiUrl?.source === '--api-url'
  if (finish !== undefined && (profile || apiUrl)) {
    throw flagRefused(profile ? '--profile' : '--api-url', 'login --start decided it', 'Give it to --start')
  }
  if (way === 'simulator' && apiUrl) {
    throw flagRefused('--api-url', 'the local Slack simulator has its own', 'Leave it out, or leave out --sim')
  }
  if (settings.user !== undefined && (way === 'real' || !(approve || deny))) {
    throw flagRefused(
      '--user',
      'the person who presses Allow decides that',
      'It chooses who answers the simulator: slack-tokens login --sim --approve --user @lee',
    )
  }
}

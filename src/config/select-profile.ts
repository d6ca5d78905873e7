import { CliError } from '../errors.ts'
import type { Settings } from '../runtime/settings.ts'

/**
 * Returns the settings with the installation that an argument names, instead of the active one.
 * @throws CliError with the exit reason `usage` and the code `two_profiles`: `--profile` names a different
 * installation.
 */
export function withProfile(settings: Settings, name: string | undefined): Settings {
  if (name === undefined) return settings
  const { profile } = settings
  if (profile?.source === '--profile' && profile.name.toLowerCase() !== name.toLowerCase()) {
    throw new CliError('usage', `“${name}” and --profile ${profile.name} name different installations`, {
      code: 'two_profiles',
      hint: 'Leave out one of them',
    })
  }
  return { ...settings, profile: { name, source: '--profile' } }
}

/**
 * Refuses `--profile` for a command about all installations.
 * @throws CliError with the exit reason `usage` and the code `two_profiles`.
 */
export function checkNoProfile({ profile }: Settings, instead: string): void {
  if (profile?.source !== '--profile') return
  throw new CliError('usage', `${instead} and --profile ${profile.name} exclude each other`, {
    code: 'two_profiles',
    hint: 'Leave out one of them',
  })
}

import { exportedNames, findInstallation } from '../../config/choose-token.ts'
import type { Config } from '../../config/store.ts'
import { type Settings, typedProfile } from '../../runtime/settings.ts'
import { check, type DoctorCheck, failedCheck } from './check-result.ts'

const oldest = [20, 18, 1] as const

/** Checks the version of Node.js. @param version for example `v20.18.1`. */
export function judgeNode(version: string): DoctorCheck {
  const [major = 0, minor = 0, patch = 0] = version
    .replace(/^v/, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10))
  const apart = [major - oldest[0], minor - oldest[1], patch - oldest[2]].find((difference) => difference !== 0) ?? 0
  return apart >= 0
    ? check('Node.js', 'ok', version)
    : check('Node.js', 'fail', `${version} is too old`, `Install ${oldest.join('.')} or newer from nodejs.org`)
}

/**
 * Checks whether environment variables contain tokens, and reports whether commands use these tokens or the stored
 * ones.
 */
export function judgeVariables(settings: Settings, config: Config | undefined): DoctorCheck[] {
  const name = 'environment'
  let active: ReturnType<typeof findInstallation>
  try {
    active = config && findInstallation(config, settings)
  } catch (error) {
    return [failedCheck(name, error)]
  }
  const exported = [...exportedNames(settings), ...(settings.webhookUrl ? ['SLACK_WEBHOOK_URL'] : [])]
  if (exported.length === 0) return [check(name, 'ok', 'no token is exported; stored tokens are used')]
  const list = exported.join(', ')
  if (!active)
    return [check(name, 'ok', `${list} ${exported.length > 1 ? 'are' : 'is'} used, as no installation is active`)]
  if (typedProfile(settings) || active.installation.simulator)
    return [check(name, 'ok', `${list} set, but “${active.name}” takes precedence`)]
  return [
    check(
      name,
      'warn',
      `${list} take${exported.length > 1 ? '' : 's'} precedence over “${active.name}”`,
      `unset ${exported.join(' ')}, or add --profile ${active.name}`,
    ),
  ]
}

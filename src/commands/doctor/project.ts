import type { Config } from '../../config/store.ts'
import { CliError } from '../../errors.ts'
import { projectFileName } from '../../project/types.ts'
import type { Context } from '../../runtime/context.ts'
import { type Settings, withoutProject } from '../../runtime/settings.ts'
import { check, type DoctorCheck } from './check-result.ts'

export interface ProjectFindings {
  /** Empty when there is no project's file. */
  readonly checks: readonly DoctorCheck[]
  /** The settings for the other checks; without the project's profile when the file cannot be used. */
  readonly settings: Settings
  /** The port that the file names. */
  readonly port: number | undefined
}

const name = 'project file'

/**
 * Checks the `.slack-tokens.json` of the working directory: whether it can be used, and whether the installation and
 * the app that it names are stored.
 */
export function checkProject(config: Config | undefined, { project, settings, cwd }: Context): ProjectFindings {
  try {
    const file = project()
    if (!file) return { checks: [], settings, port: undefined }
    const { profile, app, port, manifest, drive } = file
    const names = Object.entries({ profile, app, port, manifest })
    const chosen = names.flatMap(([key, value]) => (value === undefined ? [] : [`${key} ${value}`]))
    const start = drive?.start === undefined ? [] : [`drive starts “${drive.start}” after a confirmation`]
    const is = `${file.path}: ${[...chosen, ...start].join(', ') || 'names nothing'}`
    const missing = missingIn(config, { profile, app })
    const checks = [missing ? check(name, 'warn', `${is}; ${missing.what}`, missing.next) : check(name, 'ok', is)]
    return { checks, settings, port }
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    const next = `Correct ${projectFileName}, or work in another folder than ${cwd}`
    return { checks: [check(name, 'fail', error.message, next)], settings: withoutProject(settings), port: undefined }
  }
}

/** Returns which name in the file has no stored installation or app, and the command that stores one. */
function missingIn(
  config: Config | undefined,
  { profile, app }: { readonly profile: string | undefined; readonly app: string | undefined },
): { readonly what: string; readonly next: string } | undefined {
  const lacks = (wanted: string | undefined, names: readonly string[]): wanted is string =>
    wanted !== undefined && !names.some((one) => one.toLowerCase() === wanted.toLowerCase())
  if (lacks(profile, Object.keys(config?.profiles ?? {})))
    return { what: `no installation is called ${profile}`, next: `slack-tokens login --profile ${profile}` }
  if (lacks(app, Object.keys(config?.apps ?? {})))
    return { what: `no app called ${app} is stored`, next: `slack-tokens app add --name ${app}` }
  return undefined
}

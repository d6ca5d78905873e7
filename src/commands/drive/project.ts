import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import type { Config } from '../../config/store.ts'
import { CliError } from '../../errors.ts'
import { fileInProject, folderInProject } from '../../project/inside.ts'
import type { ProjectDrive, ProjectFile } from '../../project/types.ts'
import type { Context } from '../../runtime/context.ts'
import type { DriveOptions, DriveWorld } from './command-line.ts'
import { parseFindings, parseScenarios } from './scenario-choice.ts'

export interface ProjectDriveOptions {
  readonly options: DriveOptions
  readonly context: Context
}

/**
 * Adds what the project's file says about a drive to the options. An option wins over a key of the file. An install
 * address or `--start` on the command line replaces both of these keys in the file. If the file sets the command that
 * starts the app, or further hosts, they are printed, and the user must confirm them.
 * @returns the options and the context; a command of the file runs in the folder of the file
 * @throws CliError with the exit reason `usage`: the file cannot be used; `not_confirmed`
 */
export async function withProject(options: DriveOptions, context: Context): Promise<ProjectDriveOptions> {
  const file = context.project()
  if (!file) return { options, context }
  const { drive = {} } = file
  const found = missingOptions(options, file)
  if (found.start !== undefined || found.allowHost !== undefined) await confirm({ file, drive, asked: found }, context)
  const cwd = found.start === undefined ? context.cwd : file.folder
  const kept =
    options.artifacts === undefined && drive.artifacts !== undefined
      ? { artifacts: relative(cwd, folderInProject(file, 'drive.artifacts', drive.artifacts)) || '.' }
      : {}
  const fromProject = { ...found, ...kept }
  // A path on the command line is relative to the folder in which the user is.
  const artifacts = options.artifacts === undefined ? undefined : relative(cwd, resolve(context.cwd, options.artifacts))
  return {
    options: {
      ...{ ...fromProject, ...definedOf(options), fromProject, projectFile: file.shown, world: worldOf(file, cwd) },
      ...(artifacts !== undefined && { artifacts }),
      ...(context.settings.yes && found.start !== undefined && { yes: true }),
    },
    context: { ...context, cwd },
  }
}

/** Returns the options that the command line does not set and the file sets. */
function missingOptions(options: DriveOptions, { drive = {}, shown }: ProjectFile): Partial<DriveOptions> {
  const isNamed = options.start !== undefined || options.url !== undefined
  const values: { readonly [Name in keyof DriveOptions]?: DriveOptions[Name] | undefined } = {
    ...(!isNamed && { start: drive.start, url: drive.url }),
    ...(drive.scenarios && {
      scenario: parsed(shown, 'scenarios', () => parseScenarios(drive.scenarios?.join(',') ?? '')),
    }),
    ...(drive.allow &&
      drive.allow.length > 0 && {
        allow: parsed(shown, 'allow', () => parseFindings(drive.allow?.join(',') ?? '')),
      }),
    use: drive.use,
    eventsUrl: drive.eventsUrl,
    redirectUrl: drive.redirectUrl,
    allowHost: drive.allowHosts && drive.allowHosts.length > 0 ? drive.allowHosts : undefined,
    wait: drive.wait,
    browser: drive.browser,
  }
  const given: Readonly<Record<string, unknown>> = { ...options }
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => value !== undefined && given[name] === undefined),
  )
}

function definedOf(options: DriveOptions): DriveOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

function parsed<T>(shown: string, key: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    throw new CliError('usage', `${shown}: drive.${key} has a name that drive does not know. ${why}`, {
      code: 'project_invalid',
      hint: 'Correct the file. The names: slack-tokens drive --help, and slack-tokens drive --explain',
      cause: error,
    })
  }
}

function worldOf(file: ProjectFile, cwd: string): DriveWorld {
  const inside = (key: string, path: string | undefined) =>
    path === undefined ? undefined : relative(cwd, fileInProject(file, key, path))
  return { seed: inside('drive.seed', file.drive?.seed), manifest: inside('manifest', file.manifest) }
}

interface ToConfirm {
  readonly file: ProjectFile
  readonly drive: ProjectDrive
  readonly asked: Partial<DriveOptions>
}

/** The maximum number of stored confirmations. */
const mostStored = 200

/**
 * Prints what the file makes drive do, and requires a confirmation. The user must confirm again only when the content
 * of the file changes.
 */
async function confirm({ file, drive, asked }: ToConfirm, context: Context): Promise<void> {
  const { terminal, settings, store } = context
  const { start, allowHost } = asked
  if (start !== undefined) terminal.noteLine(`${file.shown} starts the app with: ${start}`)
  if (allowHost !== undefined) terminal.noteLine(`${file.shown} lets drive visit: ${allowHost.join(', ')}`)
  if (settings.yes) return
  const { confirmedDrives = [] } = await store.read()
  if (confirmedDrives.includes(hashOf(file.folder, drive))) return
  const what = start === undefined ? 'these hosts' : 'this command'
  if (!terminal.interactive) {
    throw new CliError('usage', `Nobody confirmed ${what} of ${file.shown}, and there is no terminal to ask`, {
      code: 'not_confirmed',
      hint: 'Read it, then pass --yes: slack-tokens drive --yes',
    })
  }
  const answer = await (await context.ask()).choose(`Let drive use ${what} in ${file.folder}?`, [
    { value: 'no', label: 'No' },
    { value: 'yes', label: 'Yes', hint: 'asked again only when the file changes; --yes skips this question' },
  ])
  if (answer !== 'yes') throw new CliError('usage', 'Nothing was started', { code: 'not_confirmed' })
  await store.update(withConfirmed(file.folder, drive))
}

function hashOf(folder: string, drive: ProjectDrive): string {
  return createHash('sha256')
    .update(JSON.stringify([realpathSync(folder), drive]))
    .digest('hex')
}

/** Returns the change of the config that stores the confirmation of these settings in this folder. */
export function withConfirmed(folder: string, drive: ProjectDrive): (config: Config) => Config {
  const hash = hashOf(folder, drive)
  return (config) => ({
    ...config,
    confirmedDrives: [...(config.confirmedDrives ?? []).filter((one) => one !== hash), hash].slice(-mostStored),
  })
}

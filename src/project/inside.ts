import { existsSync, realpathSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { CliError, systemCode } from '../errors.ts'
import { whyUnreadable } from '../fs/file-error.ts'
import type { ProjectFile } from './types.ts'

/**
 * Returns the absolute path of a file that a project's file names, with all symbolic links followed.
 * @param key the key that names the file, for messages: `manifest`.
 * @throws CliError with the exit reason `usage` and the code `outside_project`: the file is outside of the folder of the
 * project's file; `project_invalid`: it does not exist, or cannot be read.
 */
export function fileInProject(
  { folder, shown }: Pick<ProjectFile, 'folder' | 'shown'>,
  key: string,
  path: string,
): string {
  let real: string
  try {
    real = realpathSync(resolve(folder, path))
  } catch (error) {
    throw new CliError('usage', `${shown}: ${key} is ${path}, which ${whyUnreadable(error)}`, {
      code: 'project_invalid',
      hint:
        systemCode(error) === 'ENOENT'
          ? `Correct ${key} in the file, or leave it out. To check it: slack-tokens doctor`
          : 'To check the file: slack-tokens doctor',
      cause: error,
    })
  }
  if (isInside(realpathSync(folder), real)) return real
  throw outside(shown, key, path)
}

/**
 * Returns the absolute path of a folder that a project's file names. The folder need not exist yet.
 * @throws CliError with the exit reason `usage` and the code `outside_project`: a symbolic link leads out of the
 * project.
 */
export function folderInProject(
  { folder, shown }: Pick<ProjectFile, 'folder' | 'shown'>,
  key: string,
  path: string,
): string {
  const whole = resolve(folder, path)
  let known = whole
  while (!existsSync(known) && dirname(known) !== known) known = dirname(known)
  const [real, top] = [realpathSync(known), realpathSync(folder)]
  if (real === top || isInside(top, real)) return whole
  throw outside(shown, key, path)
}

function outside(shown: string, key: string, path: string): CliError {
  return new CliError('usage', `${shown}: ${key} is ${path}, which leads out of the folder of the file`, {
    code: 'outside_project',
    hint: 'Move it into the project, or name it on the command line. To check: slack-tokens doctor',
  })
}

/** Whether a path is in a folder. Both are absolute, with all symbolic links followed. */
export function isInside(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)
}

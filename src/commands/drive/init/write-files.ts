import { existsSync, lstatSync, realpathSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { CliError } from '../../../errors.ts'
import { createDurably, writeDurably } from '../../../fs/atomic-write.ts'
import { fileFailure } from '../../../fs/file-error.ts'
import { makeFolder } from '../../../fs/make-folder.ts'
import { isInside } from '../../../project/inside.ts'

export interface InitFile {
  /** The absolute path. */
  readonly path: string
  readonly text: string
}

/**
 * Writes files of a project. If one of them already exists, writes none, unless `force` is true.
 * @param root the folder in which they must be, with all symbolic links followed
 * @throws CliError with the exit reason `usage` and the code `file_exists`: a file is there, and `force` is false;
 * `outside_project`: a symbolic link leads out of the folder; `failed`: a file cannot be written.
 */
export function writeFiles(files: readonly InitFile[], root: string, { force }: { readonly force: boolean }): void {
  const shown = ({ path }: InitFile) => relative(root, path)
  for (const one of files) {
    if (isInside(realpathSync(root), join(realpathSync(existing(dirname(one.path))), 'x'))) continue
    throw new CliError('usage', `${shown(one)} would be written out of this project, because of a symbolic link`, {
      code: 'outside_project',
      hint: 'Remove the link, or see what would be written: slack-tokens drive init --dry-run',
    })
  }
  const there = files.filter(({ path }) => lstatSync(path, { throwIfNoEntry: false }))
  const folder = there.find(({ path }) => lstatSync(path).isDirectory())
  if (folder) {
    throw new CliError('usage', `Nothing was written: ${shown(folder)} is a folder`, {
      code: 'file_exists',
      hint: 'Rename or remove this folder, then: slack-tokens drive init',
    })
  }
  if (there.length > 0 && !force) {
    throw new CliError(
      'usage',
      `Nothing was written: ${there.map(shown).join(', ')} exist${there.length > 1 ? '' : 's'} already`,
      {
        code: 'file_exists',
        hint: 'See what would be written: slack-tokens drive init --dry-run   or overwrite: slack-tokens drive init --force',
      },
    )
  }
  for (const { path, text } of files) {
    try {
      makeFolder(dirname(path))
      if (force) writeDurably(path, text, { mode: 0o644 })
      else createDurably(path, text, { mode: 0o644 })
    } catch (error) {
      throw fileFailure(error, { path, action: 'written' })
    }
  }
}

/** Returns the nearest folder that exists. */
function existing(folder: string): string {
  return existsSync(folder) ? folder : existing(dirname(folder))
}

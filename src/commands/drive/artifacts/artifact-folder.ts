import { mkdirSync, mkdtempSync, rmdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CliError } from '../../../errors.ts'
import { fileFailure } from '../../../fs/file-error.ts'
import { makeFolder } from '../../../fs/make-folder.ts'

/** A folder into which a drive writes. It never changes a file that exists already. */
export interface ArtifactFolder {
  /** The absolute path. */
  readonly path: string
  /** The topmost folder of the path that was missing; undefined when the folder existed. */
  readonly made: string | undefined
  /**
   * Creates a subfolder that only this account can read. If a folder of this name exists, the name of the new one gets
   * a number.
   * @returns the name of the new folder
   */
  newFolder(name: string): string
  /**
   * Writes a new file, readable only by this account.
   * @param name the path inside the folder, with `/` between its parts
   * @throws CliError with the exit reason `failed`: the file cannot be written
   */
  write(name: string, content: string | Uint8Array): void
}

/** The largest number in a folder's name. */
const mostFolders = 10_000

/**
 * Opens the folder of `--artifacts`, and creates it when it is missing.
 * @throws CliError with the exit reason `usage` and the code `artifacts_unwritable`: nothing can be written there
 */
export function openArtifactFolder(text: string, cwd: string): ArtifactFolder {
  const path = resolve(cwd, text)
  let made: string | undefined
  try {
    made = makeFolder(path, 0o700)
    // An existing folder can be read-only. Only an attempt to write shows this.
    rmdirSync(mkdtempSync(join(path, '.slack-tokens-')))
  } catch (error) {
    const { message } = fileFailure(error, { path, action: 'written' })
    throw new CliError('usage', message, {
      code: 'artifacts_unwritable',
      hint: 'Name a folder that you can write: slack-tokens drive --start "npm start" --artifacts drive-artifacts',
      cause: error,
    })
  }
  return {
    path,
    made,
    newFolder(name) {
      for (let count = 1; count <= mostFolders; count += 1) {
        const one = count === 1 ? name : `${name}-${count}`
        try {
          mkdirSync(join(path, one), { mode: 0o700 })
          return one
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
            throw unwritten(error, join(path, one))
        }
      }
      throw unwritten(undefined, join(path, name))
    },
    write(name, content) {
      const file = join(path, ...name.split('/'))
      try {
        writeFileSync(file, content, { mode: 0o600, flag: 'wx' })
      } catch (error) {
        throw unwritten(error, file)
      }
    },
  }
}

function unwritten(cause: unknown, path: string): CliError {
  const { message, failure, code } = fileFailure(cause, { path, action: 'written' })
  return new CliError(failure, message, {
    code,
    hint: 'Free some space or name another folder with --artifacts; without --artifacts, drive writes nothing',
    cause,
  })
}

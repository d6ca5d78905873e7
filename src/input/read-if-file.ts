import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { CliError, foreignCode, systemCode } from '../errors.ts'
import { whyUnreadable } from '../fs/file-error.ts'
import { readNamedFile } from '../fs/named-file.ts'
import { shellWord } from '../terminal/shell-word.ts'

interface ReadFile {
  readonly text: string
  /** Whether the file can be read a second time. A pipe such as `<(pbpaste)` cannot. */
  readonly again: boolean
}

interface Reading {
  readonly cwd: string
  readonly signal: AbortSignal
  /** The command that reads the text from standard input, for the hint: `slack-tokens explain -`. */
  readonly command: string
}

/**
 * Reads the file that an argument may name. Undefined when there is no such file, or when it is a folder.
 * @throws CliError with the exit reason `failed` when the file exists, but cannot be read.
 */
export async function readIfFile(name: string, { cwd, signal, command }: Reading): Promise<ReadFile | undefined> {
  if (name === '') return undefined
  const path = resolve(cwd, name)
  try {
    const stats = statSync(path)
    if (stats.isDirectory()) return undefined
    return { text: await readNamedFile(path, { signal }), again: stats.isFile() }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    const code = systemCode(error)
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(code ?? '')) return undefined
    throw new CliError('failed', `The file ${whyUnreadable(error)}`, {
      code: foreignCode(code, 'unreadable'),
      hint: `Hand in what matters by standard input: head -c 1000000 ${shellWord(name)} | ${command}`,
      cause: error,
    })
  }
}

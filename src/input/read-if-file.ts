import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { CliError, foreignCode, systemCode } from '../errors.ts'
import { whyUnreadable } from '../fs/file-error.ts'
import { readNamedFile } from '../fs/named-file.ts'
import { shellWord } from '../terminal/shell-word.ts'

interface ReadFile {
  readonly text: string
  /** Whether it can be read a second time: not so a pipe such as `<(pbpaste)`. */
  readonly again: boolean
}

interface Reading {
  readonly cwd: string
  readonly signal: AbortSignal
  /** The command that takes the text on standard input, for the hint: `slack-tokens explain -`. */
  readonly command: string
}

/**
 * The text of a file that an argument may name; undefined when there is no such file, or it is a folder.
 * @throws CliError failed: the file is there and cannot be read.
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

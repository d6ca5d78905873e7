import type { Readable } from 'node:stream'
import { CliError } from '../errors.ts'
import { type Bounds, readBounded } from './input-limits.ts'
import { NotRead } from './not-read.ts'

type StandardInput = Readable & { isTTY?: boolean }

/**
 * Returns standard input if it is a pipe or a file.
 * @throws CliError with the exit reason `usage` and the code `no_input` when standard input is a terminal.
 */
export function piped(stdin: StandardInput): StandardInput {
  if (!stdin.isTTY) return stdin
  throw new CliError('usage', 'Nothing came on standard input', {
    code: 'no_input',
    hint: 'Pipe it in: … | slack-tokens …',
  })
}

/**
 * Reads the whole standard input as text.
 * @throws CliError with the exit reason `usage` when standard input is a terminal, or larger than the command accepts.
 */
export async function readPiped(stdin: StandardInput, bounds: Bounds): Promise<string> {
  try {
    return await readBounded(piped(stdin), bounds)
  } catch (error) {
    if (!(error instanceof NotRead)) throw error
    throw new CliError('usage', `Standard input ${error.message}`, {
      code: error.code,
      hint: 'Pipe in only the part that matters: head -c 1000000 FILE | slack-tokens …',
      cause: error,
    })
  }
}

import type { Readable } from 'node:stream'
import { CliError } from '../errors.ts'
import { type Bounds, readBounded } from './input-limits.ts'
import { NotRead } from './not-read.ts'

type StandardInput = Readable & { isTTY?: boolean }

/** @throws CliError usage, code `no_input`: it is a terminal, and the command asked for nothing. */
export function piped(stdin: StandardInput): StandardInput {
  if (!stdin.isTTY) return stdin
  throw new CliError('usage', 'Nothing came on standard input', {
    code: 'no_input',
    hint: 'Pipe it in: … | slack-tokens …',
  })
}

/** Reads all of it as text. @throws CliError usage: it is a terminal, or holds more than the command takes. */
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

import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { confirmOverwrite } from '../../auth/write-secret-file.ts'
import { CliError } from '../../errors.ts'
import { fileFailure } from '../../fs/file-error.ts'
import type { Context } from '../../runtime/context.ts'
import type { LineOptions } from './call-line.ts'

/** Where the trace is printed: on stderr, or in a file. */
export interface TraceOutput {
  /** The absolute path of the file; null for stderr. */
  readonly path: string | null
  readonly isJson: boolean
  readonly line: LineOptions
  /** Prints lines for a person. */
  text(lines: readonly string[]): void
  /** Prints one object as a line of JSON. */
  json(value: Readonly<Record<string, unknown>>): void
  close(): void
}

const colours = /\u001b\[\d+m/g

/**
 * Opens the output of a trace.
 * @param file the path of the file; undefined for stderr
 * @throws CliError with the exit reason `usage` and the code `not_confirmed`: the file exists; `failed`: it cannot be
 * written
 */
export async function openOutput(file: string | undefined, context: Context): Promise<TraceOutput> {
  const { terminal } = context
  const { json: isJson, paint } = terminal
  if (file === undefined) {
    return {
      path: null,
      isJson,
      line: {
        paint,
        get room() {
          return terminal.noteRoom
        },
      },
      text: (lines) => terminal.note(lines.join('\n')),
      json: (value) => terminal.noteLine(JSON.stringify(value)),
      close: () => {},
    }
  }
  const path = resolve(context.cwd, file)
  if (existsSync(path)) await confirmOverwrite(path, context)
  const written = openFile(path, terminal.warn)
  return {
    path,
    isJson,
    // People search the lines in a file, so the lines are not wrapped.
    line: { paint, room: Infinity },
    text(lines) {
      for (const line of lines) written.write(terminal.masked(line).replaceAll(colours, ''))
    },
    json: (value) => written.write(terminal.masked(JSON.stringify(value))),
    close: () => written.close(),
  }
}

/**
 * Opens a file with mode 0600. Each line is written immediately, so that the trace is complete even if the process is
 * killed. A later failure, such as a full disk, causes only a warning, and the traced program continues.
 */
function openFile(path: string, warn: (text: string) => void): { write(line: string): void; close(): void } {
  let file: number | undefined = opened(path)
  const close = () => {
    if (file !== undefined) closeSync(file)
    file = undefined
  }
  return {
    write(line) {
      if (file === undefined) return
      try {
        writeSync(file, `${line}\n`)
      } catch (error) {
        warn(`${fileFailure(error, { path, action: 'written' }).message}: the trace ends here`)
        close()
      }
    },
    close,
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'w', 0o600)
  } catch (error) {
    const { message, code } = fileFailure(error, { path, action: 'written' })
    throw new CliError('failed', message, { code, hint: 'Name another file with --output', cause: error })
  }
}
